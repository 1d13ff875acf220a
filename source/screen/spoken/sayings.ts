import type { CommandContext } from '../input/command.ts';
import { selectedRowOf } from '../input/selection.ts';
import { freshnessLine } from '../look/freshness.ts';
import type { Row } from '../look/table.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import { stepsOf } from '../panes/steps.ts';
import { isMenu } from '../state/overlay.ts';
import { paneIds } from '../state/pane-id.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, lineText } from '../text/line.ts';
import { menuSayings } from './menu-sayings.ts';

/** What is drawn for the eye: each of these stands beside a word. */
const marks = /[✔◐▲✖·▸▾•─━│┃╭╮╰╯┏┓┗┛]+/g;

/** A drawn line as it is read out. */
export const spokenLine = (line: Line): string =>
  lineText(line).replace(marks, ' ').replace(/\s+/g, ' ').trim();

/** What has come to pass between two states of the screen, as plain lines to be read out: transitions, and no ticks. */
export function sayings(before: ScreenState | undefined, context: CommandContext): string[] {
  return [
    ...ofCluster(before, context),
    ...ofSteps(before, context),
    ...ofComponents(before, context),
    ...ofPlace(before, context),
    ...ofOverlay(before, context),
    ...ofNotice(before, context),
  ].filter(Boolean);
}

function ofCluster(before: ScreenState | undefined, { state, drawing }: CommandContext): string[] {
  const { say } = drawing;
  const { about, broken, offer, view } = state;
  const lines: string[] = [];
  if (broken && broken !== before?.broken)
    lines.push(say(broken.message), broken.hint ? say(broken.hint) : '', say({ key: 'screen.leave' }));
  if (offer && !before?.offer)
    lines.push(
      say(offer.why.message),
      say({ key: 'screen.offer.title' }),
      say({ key: 'screen.offer.what' }),
      say({ key: 'screen.offer.keys' }),
    );
  if (offer?.started && !before?.offer?.started) lines.push(say({ key: 'screen.offer.starting' }));
  if (about && about.context !== before?.about?.context)
    lines.push(
      [
        'hoist.',
        say({ key: 'screen.ask.where', values: { context: about.context, server: about.server } }),
        about.simulated ? say({ key: 'screen.simulated' }) : '',
        about.readOnly ? say({ key: 'screen.read-only' }) : '',
      ]
        .filter(Boolean)
        .join(' '),
    );
  if (view && view.cluster.freshness.state !== before?.view?.cluster.freshness.state)
    lines.push(`${about?.context ?? ''}: ${spokenLine(freshnessLine(view.cluster.freshness, drawing))}`);
  return lines;
}

/** Which step has come to another state, and what was found of it. */
function ofSteps(before: ScreenState | undefined, { state, drawing }: CommandContext): string[] {
  if (!before?.view) return [];
  const old = new Map(stepsOf(before).map((row) => [row.id, row.state]));
  return stepsOf(state)
    .filter((row) => old.get(row.id) !== row.state)
    .map(({ id, state: now, message }) => {
      const step = drawing.say({ key: `screen.step.${id}` });
      return `${step}: ${drawing.say({ key: `screen.state.${now}` })}. ${drawing.say(message)}`;
    });
}

/** What has become well, or is no longer. */
function ofComponents(before: ScreenState | undefined, { state, drawing }: CommandContext): string[] {
  if (!before?.view || !state.view) return [];
  const nameOf = ({ namespace, name }: (typeof state.view.components.rows)[number]) => `${namespace}/${name}`;
  const old = new Map(before.view.components.rows.map((row) => [nameOf(row), row.health]));
  return state.view.components.rows
    .filter((row) => old.has(nameOf(row)) && old.get(nameOf(row)) !== row.health)
    .map((row) => `${row.name}: ${drawing.say({ key: `screen.health.${row.health}` })}`);
}

const cellsOf = (row: Row): string =>
  row.cells
    .map((cell) => (typeof cell === 'string' ? cell : cell.text))
    .map((text) => text.replace(marks, ' ').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(', ');

/** The pane that has the keys, and its row. */
function ofPlace(before: ScreenState | undefined, context: CommandContext): string[] {
  const { state, drawing } = context;
  if (state.overlay || !state.view) return [];
  const { focus } = state;
  const moved =
    !before?.view ||
    before.focus !== focus ||
    before.overlay !== undefined ||
    before.language !== state.language;
  if (focus === 'log') return moved ? [paneWords(context)] : [];
  const row = selectedRowOf(context, focus);
  const was = before?.cursors[focus];
  const now = state.cursors[focus];
  if (!moved && was?.id === now?.id && before?.toggled === state.toggled) return [];
  const words = row ? cellsOf(row) : drawing.say({ key: 'screen.spoken.empty' });
  return [
    moved ? `${paneWords(context)}. ${words}` : words,
    ...(row?.detail && !words.includes(row.detail) ? [row.detail] : []),
  ];
}

const paneWords = ({ state: { focus }, drawing }: CommandContext): string =>
  `${paneIds.indexOf(focus) + 1} ${drawing.say({ key: `screen.pane.${focus}` })}`;

/** What lies over the panes: all of it once, and again where it has become something else. */
function ofOverlay(before: ScreenState | undefined, context: CommandContext): string[] {
  const { overlay } = context.state;
  if (!overlay) return [];
  if (isMenu(overlay)) return menuSayings(before, context);
  const same = before?.overlay?.kind === overlay.kind && before.language === context.state.language;
  const { content, lines } = overlayLines(overlay, context);
  const text = content.map(spokenLine).filter(Boolean);
  if (same && before?.overlay && !isMenu(before.overlay)) {
    const old = new Set(
      overlayLines(before.overlay, { ...context, state: before })
        .content.map(spokenLine)
        .filter(Boolean),
    );
    // What is being typed stands in the last line already.
    const typed = 'typed' in overlay ? overlay.typed.trim() : undefined;
    return text.filter((line) => !old.has(line) && line !== typed);
  }
  return [spokenLine(lines[0] ?? []), ...text];
}

function ofNotice(before: ScreenState | undefined, { state, drawing }: CommandContext): string[] {
  return state.notice && state.notice !== before?.notice ? [drawing.say(state.notice.message)] : [];
}
