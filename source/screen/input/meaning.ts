import { modeOf } from '../state/overlay.ts';
import type { Command, CommandContext } from './command.ts';
import { commandsWith } from './remap.ts';

/** Whether the command is one that keys can mean where the context stands. */
export function isHere(command: Command, context: CommandContext): boolean {
  const { state } = context;
  const mode = modeOf(state);
  if (!command.modes.includes(mode)) return false;
  if (command.panes && (mode !== 'panes' || !command.panes.includes(state.focus))) return false;
  if (command.overlays && !(state.overlay && command.overlays.includes(state.overlay.kind))) return false;
  return command.when?.(context) ?? true;
}

/** Every command that works where the context stands, each with the keys that are not taken by one before it. */
export function commandsHere(context: CommandContext): Command[] {
  const taken = new Set<string>();
  return commandsWith(context.state.keymap)
    .filter((command) => isHere(command, context))
    .flatMap((command) => {
      const keys = command.keys.filter((key) => !taken.has(key));
      for (const key of keys) taken.add(key);
      return keys.length > 0 ? [{ ...command, keys }] : [];
    });
}

/** What a key means there. */
export function meaningOf(key: string, context: CommandContext): Command | undefined {
  return commandsWith(context.state.keymap).find(
    (command) => command.keys.includes(key) && isHere(command, context),
  );
}

/** Does what the command says, or says why not. */
export function perform(command: Command, key: string, context: CommandContext): void {
  const refusal = command.refuse?.(context);
  if (refusal) context.dispatch({ type: 'notice', notice: { message: refusal, tone: 'warn' } });
  else command.run(context, key);
}
