import type { CommandContext } from '../input/command.ts';
import { smallest } from '../layout.ts';
import { pad } from '../text/cut.ts';
import { segment } from '../text/line.ts';
import { Rows } from './rows.tsx';

/** One line that says how much room is needed. Keys still work: q leaves. */
export function TooSmall({ context }: { context: CommandContext }) {
  const { state, drawing } = context;
  const { columns, rows } = state.size;
  const values = { size: `${columns}x${rows}`, needed: `${smallest.columns}x${smallest.rows}` };
  const text = drawing.say({ key: 'screen.too-small', values });
  return (
    <Rows
      lines={[[segment(pad(text, columns, drawing.glyphs.more))]]}
      color={drawing.color}
      place={{ left: 0, top: 0, width: columns, height: 1 }}
    />
  );
}
