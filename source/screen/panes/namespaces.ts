import { ageOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { toneOf } from '../look/tone.ts';
import type { ScreenState } from '../state/state.ts';
import type { PaneContent } from './content.ts';

export function namespacesContent(state: ScreenState, drawing: Drawing): PaneContent {
  const { say, glyphs, now } = drawing;
  const rows = state.view?.namespaces.rows ?? [];
  return {
    head: [],
    columns: [
      { title: say({ key: 'screen.column.name' }), width: 'rest', cut: 'middle' },
      { title: say({ key: 'screen.column.status' }), width: 11, from: 48 },
      { title: say({ key: 'screen.column.injection' }), width: 9 },
      { title: say({ key: 'screen.column.age' }), width: 5, align: 'right' },
    ],
    rows: rows.map((row) => ({
      id: `namespace:${row.name}`,
      search: `${row.name} ${row.phase} ${row.injection}`,
      ref: { apiVersion: 'v1', kind: 'Namespace', name: row.name },
      cells: [
        { text: `${glyphs.health[row.health]} ${row.name}`, tone: toneOf[row.health] },
        { text: row.phase, tone: toneOf[row.health] },
        { text: row.injection, tone: row.injection === 'enabled' ? 'good' : 'quiet' },
        ageOf(row.created, now),
      ],
    })),
    count: String(rows.length || ''),
    freshness: state.view?.namespaces.freshness,
    empty: { key: 'screen.empty.namespaces' },
  };
}
