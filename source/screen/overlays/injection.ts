import type { InjectionLook } from '../../chapter/injection-look.ts';
import type { Drawing } from '../look/drawing.ts';
import { type Column, tableLines } from '../look/table.ts';
import { toneOf } from '../look/tone.ts';
import type { Fetched } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { prose } from './diagnosis.ts';

/** Lines above the first row: the summary, an empty one and the heading. */
const above = 3;

/** The line of the selected row, to keep it in sight. */
export const lineOfRow = (index: number): number => above + index;

/** Every pod with its sidecar or without; below the selected one, by which rule. */
export function injectionLines(
  look: Fetched<InjectionLook>,
  index: number,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, glyphs } = drawing;
  if (look.state === 'loading') return prose(say({ key: 'screen.injection.loading' }), width, 'busy');
  if (look.state === 'failed') return prose(say(look.message), width, 'bad');
  const { rows, partly } = look.value;
  const count = (state: (typeof rows)[number]['state']) => rows.filter((row) => row.state === state).length;
  const values = {
    injected: count('injected') + count('kept'),
    missing: count('missing'),
    none: count('none'),
  };
  const columns: Column[] = [
    { title: say({ key: 'screen.column.name' }), width: 'rest', cut: 'middle' },
    { title: say({ key: 'screen.column.sidecar' }), width: 12 },
    { title: 'VERSION', width: 9, from: 60 },
  ];
  const table = tableLines(
    {
      columns,
      rows: rows.map((row) => ({
        id: `${row.namespace}/${row.name}`,
        cells: [
          { text: `${glyphs.health[row.health]} ${row.namespace}/${row.name}`, tone: toneOf[row.health] },
          {
            text: say({ key: `screen.sidecar.${row.form ?? row.state}` as 'screen.sidecar.missing' }),
            tone: toneOf[row.health],
          },
          { text: row.version ?? '', tone: row.skew ? 'warn' : 'quiet' },
        ],
      })),
      selected: index,
      top: 0,
      width,
      height: rows.length + 1,
      focused: true,
    },
    drawing,
  );
  const selected = rows[index];
  const detail: Line[] = selected
    ? wrap(say(selected.rule), width - 4).map((line): Line => [segment(`    ${line}`, 'quiet')])
    : [];
  const place = index + 2;
  return [
    [segment(say({ key: partly ? 'screen.injection.partly' : 'screen.injection.all', values }), 'title')],
    [],
    ...table.slice(0, place),
    ...detail,
    ...table.slice(place),
  ];
}
