import type { Message, MessageKey } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import type { LogSource } from '../panes/log-source.ts';
import type { Session } from '../session.ts';
import type { Action } from '../state/action.ts';
import type { Mode, Overlay } from '../state/overlay.ts';
import type { PaneId } from '../state/pane-id.ts';
import type { ScreenState } from '../state/state.ts';

/*
 * The one table of commands. What is entered here is heard (dispatch), offered (footer), explained (`?`), found (`:`), printed (README)
 * and can be given other keys (`keys:` in the configuration file); nowhere else is a key written down.
 *
 * To add one, put a Command into the file of its theme (`*-commands.ts`, all listed in `commands.ts`):
 *
 *   {
 *     id: 'faults',                   // the word in the palette and in the configuration file
 *     keys: ['F'],                    // empty: only in the palette
 *     section: 'look',                // the heading that help and README put it under: `screen.help.<section>`
 *     modes: ['panes'],               // what has the keys: the panes, a page to read, a question, a menu, a line being typed
 *     panes: ['components'],          // optional: with the focus on these panes only
 *     overlays: ['faults'],           // optional: while this overlay lies on top only
 *     when: ({ state }) => ...,       // optional: what else must hold for the key to mean this
 *     does: 'screen.key.faults',      // what it does, in a line
 *     hint: 'screen.hint.faults',     // optional: a word for the footer, shown while `offered` holds
 *     refuse: (context) => ...,       // optional: why it cannot be done now; said instead of doing it
 *     palette: ['sabotage'],          // optional: more words to find it by; `false` keeps it out of the palette
 *     run: (context) => ...,
 *   }
 *
 * Where two commands share a key, the first whose conditions hold is meant: put the narrower one first. An overlay of your own is a
 * kind in `state/overlay.ts` (its line in `overlayKinds` says which mode it has), a case in `overlays/overlay-content.ts`, and commands
 * with `overlays: [kind]`. What a key destroys must be asked first, in an overlay with the mode `question` or `typing`.
 */

/** What a command can look at and set off. */
export interface CommandContext {
  state: ScreenState;
  drawing: Drawing;
  log: LogSource;
  session: Session;
  dispatch(action: Action): void;
  /** The same once more, after what was dispatched in the meantime. */
  fresh(): CommandContext;
}

export const sections = [
  'panes',
  'chapter',
  'look',
  'log',
  'reading',
  'question',
  'menu',
  'typing',
  'program',
] as const;

/** One thing that keys do. */
export interface Command {
  id: string;
  keys: readonly string[];
  section: (typeof sections)[number];
  /** Where the key means this. */
  modes: readonly Mode[];
  panes?: readonly PaneId[];
  overlays?: readonly Overlay['kind'][];
  when?(context: CommandContext): boolean;
  /** What it does, for the help. */
  does: MessageKey;
  /** A word for the footer; commands without one are only in the help. */
  hint?: MessageKey | ((context: CommandContext) => MessageKey);
  /** Whether the footer offers it now; it can be pressed all the same, and then says why not. */
  offered?(context: CommandContext): boolean;
  /** Why it cannot be done now. */
  refuse?(context: CommandContext): Message | undefined;
  /** Other words that the palette finds it by; `false` where it makes no sense there. */
  palette?: readonly string[] | false;
  /** In the palette, instead of the command itself: one entry for each of its keys. */
  variants?: readonly { name: string; key: string; does: Message; words?: readonly string[] }[];
  run(context: CommandContext, key: string): void;
}
