import type { ProxyRow, SyncState } from '../../chapter/observe/view.ts';
import { ageOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Cell } from '../look/table.ts';
import { type Tone, toneOf } from '../look/tone.ts';
import type { ScreenState } from '../state/state.ts';
import type { PaneContent, PaneRow } from './content.ts';

const syncTone: Record<SyncState, Tone> = {
  SYNCED: 'good',
  STALE: 'warn',
  'NOT SENT': 'quiet',
  ERROR: 'bad',
  UNKNOWN: 'quiet',
};

/** Pilot's table of its proxies, as `istioctl proxy-status` prints it, and what the selected row means. */
export function proxiesContent(state: ScreenState, drawing: Drawing, width: number): PaneContent {
  const rows = state.view?.proxies.rows ?? [];
  const wide = width >= 92;
  const extended = rows.some(({ ecds }) => ecds);
  return {
    head: [],
    columns: [
      { title: drawing.say({ key: 'screen.column.name' }), width: 'rest', cut: 'middle' },
      { title: 'CDS', width: 8 },
      { title: 'LDS', width: 8 },
      { title: 'EDS', width: wide ? 13 : 8 },
      { title: 'RDS', width: 8 },
      ...(extended ? [{ title: 'ECDS', width: 8, from: 84 }] : []),
      { title: drawing.say({ key: 'screen.column.age' }), width: 5, align: 'right', from: 62 },
      { title: 'PILOT', width: width >= 130 ? 30 : 18, cut: 'middle', from: 100 },
      { title: 'VERSION', width: 8, from: 76 },
    ],
    rows: rows.map((row) => proxyRow(row, drawing, wide, extended)),
    count: String(rows.length || ''),
    freshness: state.view?.proxies.freshness,
    empty: { key: pilotIsAway(state) ? 'screen.empty.proxies.away' : 'screen.empty.proxies' },
  };
}

/** There is a pilot, or there should be, and none is ready. */
function pilotIsAway({ view }: ScreenState): boolean {
  const pilot = view?.components.rows.find(({ name }) => name === 'istio-pilot' || name === 'istiod');
  return pilot !== undefined && (pilot.health !== 'good' || pilot.pods.length === 0);
}

function proxyRow(row: ProxyRow, drawing: Drawing, wide: boolean, extended: boolean): PaneRow {
  const { glyphs, say } = drawing;
  const sync = (value: SyncState, percent?: number): Cell => ({
    text: percent === undefined ? value : `${value} (${percent}%)`,
    tone: syncTone[value],
  });
  const missing: Cell = { text: say({ key: 'screen.missing' }), tone: 'bad' };
  const none: Cell = { text: glyphs.health.off, tone: 'off' };
  return {
    id: row.id,
    search: `${row.id} ${row.cds} ${row.lds} ${row.eds} ${row.rds} ${row.missing ? 'MISSING' : ''}`,
    ref: { apiVersion: 'v1', kind: 'Pod', namespace: row.namespace, name: row.name },
    targets: [{ namespace: row.namespace, pod: row.name, container: 'istio-proxy' }],
    explained: true,
    cells: [
      { text: `${glyphs.health[row.health]} ${row.id}`, tone: toneOf[row.health] },
      ...(row.missing
        ? [missing, none, none, none]
        : [sync(row.cds), sync(row.lds), sync(row.eds, wide ? row.edsPercent : undefined), sync(row.rds)]),
      ...(extended ? [row.ecds ? sync(row.ecds) : none] : []),
      { text: row.since ? ageOf(row.since, drawing.now) : '', tone: 'quiet' },
      row.pilot,
      row.version,
    ],
    detail: `${row.id}: ${say(row.meaning)}`,
  };
}
