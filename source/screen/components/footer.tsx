import { footerLines } from '../footer.ts';
import type { CommandContext } from '../input/command.ts';
import { Rows } from './rows.tsx';

/** The last line; a longer notice lies over what is above it until the next key. */
export function Footer({ context }: { context: CommandContext }) {
  const { columns, rows } = context.state.size;
  const lines = footerLines(context, columns);
  const place = { left: 0, top: rows - lines.length, width: columns, height: lines.length };
  return <Rows lines={lines} color={context.drawing.color} place={place} />;
}
