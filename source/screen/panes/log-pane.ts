import type { Message } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import { frame } from '../look/frame.ts';
import { paneIds } from '../state/pane-id.ts';
import type { LogSourceOf, ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import type { LogSource } from './log-source.ts';
import { type LogWindowOptions, logWindow } from './log-window.ts';

/** How the log pane of this size looks into its log. */
export function logOptions(
  state: ScreenState,
  source: LogSource,
  size: { width: number; height: number },
): LogWindowOptions {
  const { log } = state;
  return {
    width: size.width - 2,
    height: size.height - 2,
    wrap: log.wrap,
    timestamps: log.timestamps,
    filter: state.filters.log ?? '',
    end: Math.min(source.end, log.pausedAt ?? source.end),
    anchor: log.follow ? undefined : log.anchor,
  };
}

export function logPaneLines(
  source: LogSource,
  state: ScreenState,
  drawing: Drawing,
  size: { width: number; height: number },
): Line[] {
  const { say, glyphs } = drawing;
  const { log } = state;
  const focused = state.focus === 'log' && !state.overlay;
  const options = logOptions(state, source, size);
  const { rows } = logWindow(source, options, drawing);
  const filter = state.filters.log;
  const progress = source.found?.progress;
  const percent = progress === undefined ? undefined : Math.floor(progress * 100);
  const empty = say(emptyWords(log.source, filter, percent));
  const body: Line[] =
    rows.length > 0 ? rows : wrap(empty, size.width - 4).map((text) => [segment(` ${text}`, 'quiet')]);
  const name = logName(state, drawing);
  return frame(
    body,
    {
      title: [
        segment(`${paneIds.indexOf('log') + 1} `, focused ? 'accent' : 'quiet'),
        segment(say({ key: 'screen.pane.log' }), 'title'),
        segment(`: ${name}`),
        ...(filter ? [segment(` /${filter}`, 'accent')] : []),
      ],
      right: logState(source, state, drawing),
      foot: [
        ...(percent === undefined
          ? []
          : [
              segment(
                `${glyphs.health.busy} ${say({ key: 'screen.log.searching', values: { percent } })}`,
                'busy',
              ),
            ]),
        ...(source.first > 0
          ? [segment(`${percent === undefined ? '' : '  '}${droppedWords(source, say)}`, 'warn')]
          : []),
      ],
      focused,
      ...size,
    },
    drawing,
  );
}

function emptyKeys(source: LogSourceOf) {
  if (source.type === 'events') return 'screen.empty.log';
  return source.type === 'merged' && source.previous ? 'screen.empty.log.previous' : 'screen.empty.log.pod';
}

/** Why there is nothing to see. */
function emptyWords(source: LogSourceOf, filter: string | undefined, percent: number | undefined): Message {
  if (!filter) return { key: emptyKeys(source) };
  return percent === undefined
    ? { key: 'screen.empty.filter', values: { filter } }
    : { key: 'screen.empty.searching', values: { filter, percent } };
}

/** Whose log it is. */
export function logName({ log }: ScreenState, { say, glyphs }: Drawing): string {
  const { source } = log;
  if (source.type === 'events') return say({ key: 'screen.log.events' });
  if (source.type === 'merged') {
    const parts = [
      ...(source.appsOnly ? [say({ key: 'screen.log.apps-only' })] : []),
      ...(source.previous ? [say({ key: 'screen.log.previous' })] : []),
    ].map((part) => ` (${part})`);
    return say({ key: 'screen.log.merged', values: { name: source.name } }) + parts.join('');
  }
  const { pod, container, previous } = source.target;
  return `${pod} ${glyphs.closed} ${container}${previous ? ` (${say({ key: 'screen.log.previous' })})` : ''}`;
}

/** How many lines went, and what the bound is that they went for. */
function droppedWords({ first: count, limit }: LogSource, say: Drawing['say']): string {
  if (limit === undefined) return say({ key: 'screen.log.dropped', values: { count } });
  return say({ key: 'screen.log.dropped.limit', values: { count, limit: Math.round(limit / 2 ** 20) } });
}

/** How its lines are shown, where that is not as usual; then whether it moves. */
function logState(source: LogSource, state: ScreenState, drawing: Drawing): Line {
  const { wrap: wraps, timestamps, json } = state.log;
  const { say, glyphs } = drawing;
  const modes = [
    ...(wraps ? [say({ key: 'screen.log.wrap' })] : []),
    ...(timestamps ? [say({ key: 'screen.log.time' })] : []),
    ...(json ? ['JSON'] : []),
  ];
  const shown = modes.length > 0 ? [segment(`${modes.join(` ${glyphs.join} `)}  `, 'quiet')] : [];
  return [...shown, ...logMotion(source, state, drawing)];
}

function logMotion(source: LogSource, state: ScreenState, { say, glyphs }: Drawing): Line {
  const { log } = state;
  if (log.pausedAt !== undefined) {
    const count = Math.max(0, source.end - log.pausedAt);
    return [segment(`${glyphs.health.warn} ${say({ key: 'screen.log.paused', values: { count } })}`, 'warn')];
  }
  if (!log.follow) return [segment(`${glyphs.bullet} ${say({ key: 'screen.log.scrolled' })}`, 'accent')];
  return [segment(`${glyphs.health.good} ${say({ key: 'screen.log.following' })}`, 'quiet')];
}
