import type { Health } from '../../chapter/observe/view.ts';
import { coresOf, gibibytesOf } from '../look/amount.ts';
import type { Drawing } from '../look/drawing.ts';
import { freshnessLine } from '../look/freshness.ts';
import { toneOf } from '../look/tone.ts';
import { paneIds } from '../state/pane-id.ts';
import type { ScreenState } from '../state/state.ts';
import { padStart } from '../text/cut.ts';
import { fitLine, type Line, lineWidth, type Segment, segment, spread } from '../text/line.ts';
import { widthOf } from '../text/width.ts';
import { checksShort } from './cluster.ts';
import type { TablePaneId } from './pane-content.ts';
import { stepHealth, stepsOf } from './steps.ts';

/** A pane in one line, for terminals that have no room for all of them. */
export function foldedLine(pane: TablePaneId, state: ScreenState, drawing: Drawing, width: number): Line {
  const digit = paneIds.indexOf(pane) + 1;
  const { say } = drawing;
  const title = say({ key: `screen.pane.${pane}` });
  // All begin at one place, whichever of them are folded just now.
  const titleRoom = Math.max(...paneIds.map((id) => widthOf(say({ key: `screen.pane.${id}` })))) + 1;
  const left: Segment[] = [
    segment(` ${digit} `, 'accent'),
    segment(title + ' '.repeat(titleRoom - widthOf(title)), 'title'),
    ...summaryOf(pane, state, drawing),
  ];
  const freshness =
    pane === 'steps' ? state.view?.cluster.freshness : state.view?.[freshnessPart[pane]].freshness;
  const right = freshnessLine(freshness, drawing);
  // A long reason is cut; the pane's own name stays in any case.
  const room = width - titleRoom - 5;
  const fitted = lineWidth(right) > room ? fitLine(right, room, drawing.glyphs.more) : right;
  return spread(left, [segment(' '), ...fitted, segment(' ')], width, drawing.glyphs.more);
}

const freshnessPart = {
  cluster: 'nodes',
  namespaces: 'namespaces',
  components: 'components',
  proxies: 'proxies',
} as const;

function summaryOf(pane: TablePaneId, state: ScreenState, drawing: Drawing): Line {
  const { say, glyphs } = drawing;
  const { view } = state;
  if (!view) return [];
  // Where nothing has been heard, there is nothing to count.
  if (pane !== 'steps') {
    const part = view[freshnessPart[pane]];
    if (part.rows.length === 0 && part.freshness.state !== 'live')
      return pane === 'cluster' ? checksShort(state, drawing) : [];
  }
  const gap = segment(` ${glyphs.join} `, 'quiet');
  switch (pane) {
    case 'cluster': {
      const nodes = view.nodes.rows;
      const ready = nodes.filter((node) => node.ready).length;
      const health = ready === nodes.length && ready > 0 ? 'good' : 'warn';
      const sum = (pick: (node: (typeof nodes)[number]) => number | undefined) =>
        nodes.reduce<number | undefined>((total, node) => {
          const value = pick(node);
          return total === undefined || value === undefined ? undefined : total + value;
        }, 0);
      const of = (part: 'cpu' | 'memory', words: (value: number) => string) => {
        const requested = sum((node) => node.requested?.[part]);
        return `${requested === undefined ? '?' : words(requested)}/${words(sum((node) => node.allocatable[part]) ?? 0)}`;
      };
      return [
        segment(
          `${glyphs.health[health]} ${say({ key: 'screen.fold.nodes', values: { ready, all: nodes.length } })}`,
          toneOf[health],
        ),
        gap,
        segment(
          say({
            key: 'screen.fold.resources',
            values: { cpu: of('cpu', coresOf), memory: of('memory', gibibytesOf) },
          }),
        ),
        gap,
        ...checksShort(state, drawing),
      ];
    }
    case 'namespaces': {
      const rows = view.namespaces.rows;
      const injected = rows.filter((row) => row.injection === 'enabled').map((row) => row.name);
      return [
        segment(say({ key: 'screen.fold.namespaces', values: { count: rows.length } })),
        gap,
        injected.length > 0
          ? segment(say({ key: 'screen.fold.injected', values: { names: injected.join(', ') } }), 'good')
          : segment(say({ key: 'screen.fold.injected.none' }), 'quiet'),
      ];
    }
    case 'components': {
      const rows = view.components.rows.filter((row) => row.health !== 'off');
      const ready = rows.filter((row) => row.health === 'good').length;
      const bad = rows.filter((row) => row.health === 'bad' || row.health === 'warn').map((row) => row.name);
      if (rows.length === 0) return [segment(say({ key: 'screen.fold.components.none' }), 'quiet')];
      const health = bad.length > 0 ? 'warn' : ready === rows.length ? 'good' : 'busy';
      return [
        segment(
          `${glyphs.health[health]} ${say({ key: 'screen.fold.components', values: { ready, all: rows.length } })}`,
          toneOf[health],
        ),
        ...(bad.length > 0 ? [gap, segment(bad.join(', '), 'warn')] : []),
      ];
    }
    case 'proxies': {
      const rows = view.proxies.rows;
      const has = (health: Health) => rows.some((row) => row.health === health);
      const health =
        rows.length === 0 ? 'off' : has('warn') || has('bad') ? 'warn' : has('busy') ? 'busy' : 'good';
      const words = say({ key: 'screen.fold.proxies', values: { count: rows.length } });
      return [
        segment(`${glyphs.health[health]} ${words}`, toneOf[health]),
        ...stateCounts(rows, drawing).flatMap((piece) => [gap, piece]),
      ];
    }
    case 'steps': {
      const rows = stepsOf(state).filter((row) => row.id !== 'uninstall');
      const done = rows.filter((row) => row.state === 'done').length;
      return [
        segment(say({ key: 'screen.fold.steps', values: { done, all: rows.length } })),
        segment('  '),
        ...rows.map((row) =>
          segment(`${padStart(glyphs.health[stepHealth[row.state]], 2)}`, toneOf[stepHealth[row.state]]),
        ),
      ];
    }
  }
}

function stateCounts(
  rows: readonly { missing: boolean; cds: string; lds: string; eds: string; rds: string }[],
  drawing: Drawing,
) {
  const missing = rows.filter((row) => row.missing).length;
  const with_ = (state: string) =>
    rows.filter((row) => !row.missing && [row.cds, row.lds, row.eds, row.rds].includes(state)).length;
  const stale = with_('STALE');
  const synced = rows.filter((row) => !row.missing).length - stale - with_('ERROR');
  const pieces = synced > 0 ? [segment(`${synced} SYNCED`, 'good')] : [];
  if (stale > 0) pieces.push(segment(`${stale} STALE`, 'warn'));
  if (with_('ERROR') > 0) pieces.push(segment(`${with_('ERROR')} ERROR`, 'bad'));
  if (missing > 0) pieces.push(segment(`${missing} ${drawing.say({ key: 'screen.missing' })}`, 'bad'));
  return pieces;
}
