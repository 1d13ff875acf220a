import type { Message, MessageKey } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import type { LogSource } from '../panes/log-source.ts';
import type { Session } from '../session.ts';
import type { Action } from '../state/action.ts';
import type { Mode } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';

/** What a command can look at and set off. */
export interface CommandContext {
  state: ScreenState;
  drawing: Drawing;
  log: LogSource;
  session: Session;
  dispatch(action: Action): void;
}

export const sections = ['panes', 'chapter', 'look', 'log', 'question', 'program'] as const;

/** One thing that a key does. This one table feeds the dispatch, the footer, the help and the README. */
export interface Command {
  id: string;
  keys: readonly string[];
  section: (typeof sections)[number];
  /** Where the key means this. */
  modes: readonly Mode[];
  /** What it does, for the help. */
  does: MessageKey;
  /** A word for the footer; commands without one are only in the help. */
  hint?: MessageKey | ((context: CommandContext) => MessageKey);
  /** Whether the footer offers it now; it can be pressed all the same, and then says why not. */
  offered?(context: CommandContext): boolean;
  /** Why it cannot be done now. */
  refuse?(context: CommandContext): Message | undefined;
  run(context: CommandContext, key: string): void;
}
