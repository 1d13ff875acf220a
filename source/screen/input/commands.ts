import { chapterCommands } from './chapter-commands.ts';
import type { Command } from './command.ts';
import { logCommands } from './log-commands.ts';
import { lookCommands } from './look-commands.ts';
import { paneCommands } from './pane-commands.ts';
import { programCommands } from './program-commands.ts';
import { questionCommands } from './question-commands.ts';

/** The table of all commands. The order is the footer's and the help's. */
export const commands: readonly Command[] = [
  ...chapterCommands,
  ...paneCommands,
  ...lookCommands,
  ...logCommands,
  ...questionCommands,
  ...programCommands,
];
