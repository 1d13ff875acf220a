import type { NodeRow } from '../../chapter/observe/view.ts';
import { ageOf } from '../look/age.ts';
import { coresOf, gibibytesOf } from '../look/amount.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Cell } from '../look/table.ts';
import { toneOf } from '../look/tone.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import type { PaneContent, PaneRow } from './content.ts';

export function clusterContent(state: ScreenState, drawing: Drawing, width: number): PaneContent {
  const { say } = drawing;
  const rows = state.view?.nodes.rows ?? [];
  return {
    head: [checksLine(state, drawing)],
    columns: [
      { title: say({ key: 'screen.column.name' }), width: 'rest', cut: 'middle' },
      { title: say({ key: 'screen.column.status' }), width: width < 54 ? 8 : 9 },
      { title: say({ key: 'screen.column.cpu' }), width: width < 54 ? 7 : 8, align: 'right' },
      { title: say({ key: 'screen.column.memory' }), width: width < 54 ? 7 : 9, align: 'right' },
      { title: say({ key: 'screen.column.version' }), width: 9, from: 62 },
      { title: say({ key: 'screen.column.age' }), width: 5, align: 'right', from: 54 },
    ],
    rows: rows.map((row) => nodeRow(row, drawing, width)),
    count: String(rows.length || ''),
    freshness: state.view?.nodes.freshness,
    empty: { key: 'screen.empty.cluster' },
    detail: 'spare',
  };
}

function nodeRow(row: NodeRow, drawing: Drawing, width: number): PaneRow {
  const { glyphs, now } = drawing;
  const tone = toneOf[row.health];
  const cpu: Cell = of(row.requested?.cpu, row.allocatable.cpu, coresOf);
  const memory: Cell = of(row.requested?.memory, row.allocatable.memory, gibibytesOf);
  return {
    id: `node:${row.name}`,
    search: `${row.name} ${row.status} ${row.version} ${row.architecture}`,
    ref: { apiVersion: 'v1', kind: 'Node', name: row.name },
    cells: [
      { text: `${glyphs.health[row.health]} ${row.name}`, tone },
      { text: row.status, tone },
      cpu,
      memory,
      row.version,
      ageOf(row.created, now),
    ],
    detail: width < 62 ? `${row.version} ${row.architecture}` : row.architecture,
  };
}

/** Requested of allocatable; a warning where nearly nothing is left. */
function of(requested: number | undefined, allocatable: number, words: (value: number) => string): Cell {
  if (requested === undefined) return { text: `?/${words(allocatable)}` };
  const tone = requested > allocatable * 0.9 ? 'warn' : undefined;
  return { text: `${words(requested)}/${words(allocatable)}`, ...(tone ? { tone } : {}) };
}

/** The verdict of the readiness checks in one line. */
export function checksLine(state: ScreenState, drawing: Drawing): Line {
  const { glyphs, say } = drawing;
  const { checks, checking, trouble } = state;
  if (checking) return [segment(say({ key: 'screen.checks.running' }), 'busy')];
  if (trouble) return [segment(`${glyphs.health.bad} ${say({ key: 'screen.checks.trouble' })}`, 'bad')];
  if (!checks) return [segment(say({ key: 'screen.checks.none' }), 'quiet')];
  const all = checks.categories.flatMap((category) => category.checks);
  const count = (result: 'pass' | 'warn' | 'fail') => all.filter((check) => check.result === result).length;
  const line = [
    segment(`${say({ key: 'screen.checks.label' })} `),
    segment(`${glyphs.health.good} ${count('pass')} ${say({ key: 'screen.checks.passed' })}`, 'good'),
  ];
  if (count('warn') > 0)
    line.push(
      segment(`  ${glyphs.health.warn} ${count('warn')} ${say({ key: 'screen.checks.warned' })}`, 'warn'),
    );
  if (count('fail') > 0)
    line.push(
      segment(`  ${glyphs.health.bad} ${count('fail')} ${say({ key: 'screen.checks.failed' })}`, 'bad'),
    );
  return line;
}

/** The same in a word or two: only the worst is told. */
export function checksShort(state: ScreenState, drawing: Drawing): Line {
  const { glyphs, say } = drawing;
  const { checks, checking, trouble } = state;
  if (checking || trouble || !checks) return checksLine(state, drawing);
  const all = checks.categories.flatMap((category) => category.checks);
  for (const [result, health, word] of [
    ['fail', 'bad', 'screen.checks.failed'],
    ['warn', 'warn', 'screen.checks.warned'],
    ['pass', 'good', 'screen.checks.passed'],
  ] as const) {
    const count = all.filter((check) => check.result === result).length;
    if (count > 0) return [segment(`${glyphs.health[health]} ${count} ${say({ key: word })}`, health)];
  }
  return [];
}
