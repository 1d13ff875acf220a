import type { InjectionLook } from '../../chapter/observe/injection-look.ts';
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

type Row = InjectionLook['rows'][number];

/** The lines of rows that are not selected: of ten thousand pods each is cut once, and not once for each frame. */
let cut = { about: '', lines: new WeakMap<Row, Line>() };

function rowLines(rows: readonly Row[], selected: number, drawing: Drawing, width: number): Line[] {
  const { say, glyphs, language } = drawing;
  const about = [language, width, glyphs.cursor, glyphs.more].join(' ');
  if (cut.about !== about) cut = { about, lines: new WeakMap() };
  const columns: Column[] = [
    { title: say({ key: 'screen.column.name' }), width: 'rest', cut: 'middle' },
    { title: say({ key: 'screen.column.sidecar' }), width: 12 },
    { title: 'VERSION', width: 9, from: 60 },
  ];
  const cellsOf = (row: Row) => [
    { text: `${glyphs.health[row.health]} ${row.namespace}/${row.name}`, tone: toneOf[row.health] },
    {
      text: say({ key: `screen.sidecar.${row.form ?? row.state}` as 'screen.sidecar.missing' }),
      tone: toneOf[row.health],
    },
    { text: row.version ?? '', tone: row.skew ? ('warn' as const) : ('quiet' as const) },
  ];
  const draw = (row: Row | undefined, isSelected: boolean): Line[] =>
    tableLines(
      {
        columns,
        rows: row ? [{ id: `${row.namespace}/${row.name}`, cells: cellsOf(row) }] : [],
        selected: isSelected ? 0 : -1,
        top: 0,
        width,
        height: 2,
        focused: true,
      },
      drawing,
    );
  const lines = rows.map((row, index): Line => {
    const known = index === selected ? undefined : cut.lines.get(row);
    if (known) return known;
    const line = draw(row, index === selected)[1] ?? [];
    if (index !== selected) cut.lines.set(row, line);
    return line;
  });
  return [...draw(undefined, false), ...lines];
}

/** Every pod with its sidecar or without; below the selected one, by which rule. */
export function injectionLines(
  look: Fetched<InjectionLook>,
  index: number,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say } = drawing;
  if (look.state === 'loading') return prose(say({ key: 'screen.injection.loading' }), width, 'busy');
  if (look.state === 'failed') return prose(say(look.message), width, 'bad');
  const { rows, partly } = look.value;
  const count = (state: (typeof rows)[number]['state']) => rows.filter((row) => row.state === state).length;
  const values = {
    injected: count('injected') + count('kept'),
    missing: count('missing'),
    none: count('none'),
  };
  const table = rowLines(rows, index, drawing, width);
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
