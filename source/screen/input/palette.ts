import type { Drawing } from '../look/drawing.ts';
import type { Command, CommandContext } from './command.ts';
import { fuzzyScore } from './fuzzy.ts';
import { isHere } from './meaning.ts';
import { commandsWith } from './remap.ts';

/** One line of the palette: a command under one of its names. */
export interface PaletteEntry {
  command: Command;
  name: string;
  /** The key that does the same; empty where there is none. */
  key: string;
  does: string;
  /** Why it cannot be done now. */
  refusal?: string;
}

/** The commands that can be called by name over the panes, best match first; for an empty line all of them, what can be done now before the rest. */
export function paletteEntries(typed: string, context: CommandContext): PaletteEntry[] {
  const over = { ...context, state: { ...context.state, overlay: undefined, filtering: undefined } };
  const entries = commandsWith(context.state.keymap)
    .filter((command) => command.palette !== false && command.modes.includes('panes'))
    .flatMap((command) => entriesOf(command, over));
  const scored = entries.flatMap((entry, order) => {
    // Its own name is meant more than another word for it, and that more than a description in which the letters occur.
    const byName = [entry.name, ...entry.words]
      .map((word, place) => [fuzzyScore(typed, word), place === 0 ? 100 : word === typed ? 90 : 0] as const)
      .flatMap(([score, more]) => (score === undefined ? [] : [score + more]));
    const byDoes = fuzzyScore(typed, entry.does);
    const told = byDoes !== undefined && byDoes > 500 ? byDoes - 700 : undefined;
    const best = Math.max(...byName, told ?? Number.NEGATIVE_INFINITY);
    return Number.isFinite(best) ? [{ entry, best, order }] : [];
  });
  return scored
    .toSorted(
      (one, other) =>
        other.best - one.best || (typed.trim() ? 0 : later(one) - later(other)) || one.order - other.order,
    )
    .map(({ entry: { words: _, ...entry } }) => entry);
}

const later = ({ entry }: { entry: PaletteEntry }): number => (entry.refusal ? 1 : 0);

function entriesOf(command: Command, over: CommandContext): (PaletteEntry & { words: readonly string[] })[] {
  const { say } = over.drawing as Drawing;
  const words = command.palette || [];
  if (command.variants)
    return command.variants.map(({ name, key, does, words: more }) => ({
      command,
      name,
      key,
      does: say(does),
      words: more ?? [],
    }));
  const away = isHere(command, over) ? undefined : whereOf(command, over);
  const refusal = away ?? command.refuse?.(over);
  return [
    {
      command,
      name: command.id,
      key: command.keys[0] ?? '',
      does: say({ key: command.does } as never),
      words,
      ...(refusal ? { refusal: say(refusal) } : {}),
    },
  ];
}

function whereOf({ panes }: Command, { drawing }: CommandContext) {
  const names = (panes ?? [])
    .map((pane) => drawing.say({ key: `screen.pane.${pane}` }))
    .join(drawing.say({ key: 'screen.list' }));
  return names
    ? ({ key: 'screen.refused.elsewhere', values: { panes: names } } as const)
    : ({ key: 'screen.refused.not-now' } as const);
}
