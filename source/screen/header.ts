import type { Drawing } from './look/drawing.ts';
import { freshnessLine } from './look/freshness.ts';
import type { ContextColour } from './look/tone.ts';
import type { ScreenState } from './state/state.ts';
import { cutMiddle } from './text/cut.ts';
import { fitLine, type Line, lineWidth, type Segment, segment } from './text/line.ts';
import { widthOf } from './text/width.ts';

/** How the context is marked: by its own name before any pattern. */
function colourOf(context: string, colours: ScreenState['contexts']): ContextColour | undefined {
  if (!colours) return undefined;
  if (Object.hasOwn(colours, context)) return colours[context];
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(context);
  const pattern = Object.keys(colours).find((name) => name.includes('*') && fits(name));
  return pattern === undefined ? undefined : colours[pattern];
}

/** What was chosen, where it is not the whole of the release by plain manifests: ` strict -2 helm`. */
function chosenWords(choice: NonNullable<ScreenState['about']>['choice']): string {
  if (!choice) return '';
  const gone = choice.components.filter(({ included }) => !included).length;
  const words = [
    choice.mtls === 'strict' ? 'strict' : '',
    gone > 0 ? `-${gone}` : '',
    choice.via === 'manifests' ? '' : choice.via,
  ];
  return words
    .filter(Boolean)
    .map((word) => ` ${word}`)
    .join('');
}

/** Which cluster this is and whether anything may be written: what must never be out of sight. */
export function headerLine(state: ScreenState, drawing: Drawing, width: number): Line {
  const { say, glyphs } = drawing;
  const { about, view } = state;
  const name = segment(' hoist ', 'badge');
  if (!about) return fitLine([name, segment(` ${say({ key: 'screen.connecting' })}`, 'quiet')], width);
  const right: Segment[] = [];
  // Whoever has forgotten a fault looks for the mistake elsewhere.
  if (about.simulated && state.faults)
    right.push(
      segment(
        ` ${glyphs.health.warn} ${say({ key: 'screen.simulated.faults', values: { count: state.faults } })}`,
        'warn',
      ),
    );
  if (about.simulated) right.push(segment(' '), segment(` ${say({ key: 'screen.simulated' })} `, 'badge'));
  if (about.readOnly) right.push(segment(' '), segment(` ${say({ key: 'screen.read-only' })} `, 'alarm'));
  const context = segment(
    ` ${cutMiddle(about.context, Math.max(16, Math.floor(width / 4)), glyphs.more)}`,
    colourOf(about.context, state.contexts) ?? 'accent',
    true,
  );
  let room = width - lineWidth([name, context, ...right]);
  const fresh = freshnessLine(view?.cluster.freshness, drawing, width < 100);
  const version = view?.cluster.version ?? '';
  const chosen = chosenWords(about.choice);
  const release = about.release
    ? `${say({ key: 'screen.release', values: { version: about.release.version } })}${chosen}`
    : about.unfit
      ? say({ key: 'screen.no-release' })
      : '';
  const ofServer: Line = [segment(`  ${version}`)];
  const ofRelease: Line = [segment(`  ${release}`, about.release ? 'plain' : 'warn')];
  const middle: Segment[] = [];
  // The server has at least this much; the rest is there for it only where the line is long.
  // Beside the word of a fault there is not room for all: that nothing new comes is more than the whole address.
  const isSilent = view?.cluster.freshness.state !== 'live';
  const atLeast = state.faults && isSilent ? 20 : Math.max(20, Math.floor(width * 0.55));
  const wanted = Math.min(widthOf(about.server), room - 3, atLeast);
  const extra: Segment[] = [];
  room -= wanted + 2;
  for (const piece of [
    [segment('  '), ...fresh],
    // What differs from the default is worth more than the server's version.
    ...(chosen ? [ofRelease, ofServer] : [ofServer, ofRelease]),
  ]) {
    if (lineWidth(piece) > room - 1) continue;
    extra.push(...piece);
    room -= lineWidth(piece);
  }
  const server = cutMiddle(about.server, wanted + Math.max(0, room - 1), glyphs.more);
  middle.push(segment('  '), segment(server, 'quiet'));
  const left = [name, context, ...middle];
  const gap = Math.max(0, width - lineWidth([...left, ...extra, ...right]));
  return fitLine([...left, segment(' '.repeat(gap)), ...extra, ...right], width, glyphs.more);
}
