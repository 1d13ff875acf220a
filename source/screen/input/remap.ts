import type { Command } from './command.ts';
import { commands } from './commands.ts';

/** Other keys for commands, by the command's id. */
export type Keymap = Readonly<Record<string, readonly string[]>>;

/** Whatever a file says, these go on meaning what they mean: there is always a way out. */
const kept: readonly string[] = ['ctrl-c', 'ctrl-z', 'esc', 'enter'];

const made = new WeakMap<Keymap, readonly Command[]>();

/** The table of commands with the keys that somebody wants for them. A key that is given away is nobody else's in the same mode. */
export function commandsWith(keymap: Keymap | undefined): readonly Command[] {
  if (!keymap) return commands;
  const before = made.get(keymap);
  if (before) return before;
  const given = commands.filter(({ id }) => keymap[id]);
  const table = commands.map((command) => {
    const own = keymap[command.id];
    if (own)
      return {
        ...command,
        keys: [
          ...own.filter((key) => !kept.includes(key)),
          ...command.keys.filter((key) => kept.includes(key)),
        ],
      };
    const lost = (key: string) =>
      !kept.includes(key) &&
      given.some(
        (other) =>
          keymap[other.id]?.includes(key) && other.modes.some((mode) => command.modes.includes(mode)),
      );
    return command.keys.some(lost) ? { ...command, keys: command.keys.filter((key) => !lost(key)) } : command;
  });
  made.set(keymap, table);
  return table;
}
