import type { CommandContext } from './command.ts';
import { isHere, perform } from './meaning.ts';
import { paletteEntries } from './palette.ts';

/** Up and down in the palette, round and round. */
export function movePalette(context: CommandContext, by: number): void {
  const { overlay } = context.state;
  if (overlay?.kind !== 'palette') return;
  const count = paletteEntries(overlay.typed, context).length;
  if (count === 0) return;
  const index = (overlay.index + by + count) % count;
  context.dispatch({ type: 'overlay', overlay: { ...overlay, index } });
}

/** Enter: the palette closes, and the command runs as if its key had been pressed. */
export function chooseInPalette(context: CommandContext): void {
  const { overlay } = context.state;
  if (overlay?.kind !== 'palette') return;
  const entry = paletteEntries(overlay.typed, context)[overlay.index];
  // Nothing fits: what was typed stays, and the palette says so.
  if (!entry) return;
  context.dispatch({ type: 'overlay', overlay: undefined });
  const after = context.fresh();
  if (entry.refusal !== undefined && !isHere(entry.command, after)) {
    const message = { key: 'screen.refused.words', values: { words: entry.refusal } } as const;
    after.dispatch({ type: 'notice', notice: { message, tone: 'warn' } });
  } else perform(entry.command, entry.key, after);
}
