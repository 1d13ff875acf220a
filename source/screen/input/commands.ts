import { chapterCommands } from './chapter-commands.ts';
import type { Command } from './command.ts';
import { copyCommands } from './copy-commands.ts';
import { guideCommands } from './guide-commands.ts';
import { lessonCommands } from './lesson-commands.ts';
import { logCommands } from './log-commands.ts';
import { lookCommands } from './look-commands.ts';
import { menuCommands } from './menu-commands.ts';
import { paneCommands } from './pane-commands.ts';
import { presenterCommands } from './presenter-commands.ts';
import { programCommands } from './program-commands.ts';
import { questionCommands } from './question-commands.ts';
import { readingCommands } from './reading-commands.ts';
import { sightCommands, sightPageCommands } from './sight-commands.ts';
import { takingCommands, takingPageCommands } from './taking-commands.ts';
import { typingCommands } from './typing-commands.ts';

/** The table of all commands. The order is the footer's and the help's, and decides who hears a key that two could mean. */
export const commands: readonly Command[] = [
  ...readingCommands,
  ...guideCommands,
  ...lessonCommands,
  ...presenterCommands,
  ...sightPageCommands,
  ...takingPageCommands,
  ...chapterCommands,
  ...takingCommands,
  ...paneCommands,
  ...lookCommands,
  ...sightCommands,
  ...copyCommands,
  ...logCommands,
  ...questionCommands,
  ...menuCommands,
  ...typingCommands,
  ...programCommands,
];
