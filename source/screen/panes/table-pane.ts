import type { Message } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import { frame } from '../look/frame.ts';
import { freshnessLine } from '../look/freshness.ts';
import { tableLines } from '../look/table.ts';
import type { Tone } from '../look/tone.ts';
import { whereWords, windowTop } from '../look/window.ts';
import { paneIds } from '../state/pane-id.ts';
import { isSilent, type ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import type { PaneContent } from './content.ts';
import { selectedIndex, type TablePaneId } from './pane-content.ts';

interface Empty {
  message: Message;
  hint?: Message;
  tone: Tone;
}

interface Size {
  width: number;
  height: number;
}

/** How many rows at a pane's foot belong to the words about its selected row. */
function detailHeight(content: PaneContent, height: number): number {
  if (!content.rows.some((row) => row.detail)) return 0;
  const room = height - 2 - content.head.length - 1;
  const wanted = room >= 16 ? 3 : room >= 8 ? 2 : room >= 5 ? 1 : 0;
  return content.detail === 'spare' ? Math.max(0, Math.min(2, room - content.rows.length)) : wanted;
}

/** How many rows of the table a pane of this height shows. */
export function tableHeight(content: PaneContent, { height }: Size): number {
  return Math.max(1, height - 2 - content.head.length - detailHeight(content, height) - 1);
}

export function tablePaneLines(
  pane: TablePaneId,
  content: PaneContent,
  state: ScreenState,
  drawing: Drawing,
  size: Size,
): Line[] {
  const { say, glyphs } = drawing;
  const focused = state.focus === pane && !state.overlay;
  const inner = size.width - 2;
  const selected = selectedIndex(content, state.cursors[pane]);
  const height = tableHeight(content, size);
  const top = windowTop(state.cursors[pane]?.top ?? 0, selected, content.rows.length, height);
  const body: Line[] = [...content.head];
  if (content.rows.length === 0) {
    const { message, hint, tone } = emptyOf(pane, content, state);
    for (const text of wrap(say(message), inner - 2)) body.push([segment(` ${text}`, tone)]);
    if (hint) for (const text of wrap(say(hint), inner - 2)) body.push([segment(` ${text}`, 'quiet')]);
  } else {
    const table = tableLines(
      {
        columns: content.columns,
        rows: content.rows,
        selected,
        top,
        width: inner,
        height: height + 1,
        focused,
      },
      drawing,
    );
    // All of them with a line between, or none: rows that are wider spaced in part could not be counted.
    const [heading = [], ...rows] = table;
    const spaced = state.presenter && content.rows.length * 2 <= height;
    body.push(heading, ...(spaced ? rows.flatMap((row): Line[] => [row, []]) : rows));
    const detail = content.rows[selected]?.detail;
    const own = size.height - 2 - content.head.length - height - 1;
    if (detail && own > 0) {
      const lines = wrap(detail, inner - 2);
      // Longer words rise into what the rows leave free; the others stay at their place.
      const room = Math.max(own, Math.min(lines.length, size.height - 2 - body.length));
      while (body.length < size.height - 2 - room) body.push([]);
      lines.slice(0, room).forEach((text, index) => {
        const more = index === room - 1 && lines.length > room ? ` ${glyphs.more}` : '';
        body.push([segment(` ${text}${more}`, 'quiet')]);
      });
    }
  }
  const filter = state.filters[pane];
  return frame(
    body,
    {
      title: [
        segment(`${paneIds.indexOf(pane) + 1} `, focused ? 'accent' : 'quiet'),
        segment(say({ key: `screen.pane.${pane}` }), 'title'),
        ...(content.count ? [segment(` ${content.count}`)] : []),
        ...(filter ? [segment(` /${filter}`, 'accent')] : []),
      ],
      right: freshnessLine(content.freshness, drawing, size.width < 56),
      foot: [segment(whereWords(top, content.rows.length, height), 'quiet')].filter(({ text }) => text),
      focused,
      ...size,
    },
    drawing,
  );
}

/** Why there are no rows: nothing is there, nothing matches, or nothing could be read. */
function emptyOf(pane: TablePaneId, content: PaneContent, state: ScreenState): Empty {
  const { trouble } = state;
  const filter = state.filters[pane];
  if (filter) return { message: { key: 'screen.empty.filter', values: { filter } }, tone: 'quiet' };
  const { freshness } = content;
  if (freshness?.state === 'live' || (pane === 'steps' && state.view))
    return { message: content.empty, tone: 'quiet' };
  // Its edge says that it is forbidden or has failed; here are the server's own words.
  if (freshness?.state === 'forbidden' || freshness?.state === 'failed')
    return { message: { key: 'screen.empty.words', values: { words: freshness.message } }, tone: 'warn' };
  // It is asked again and again as long as the screen is there.
  if (trouble && isSilent(state)) {
    const hint: Message | undefined = trouble.hint && {
      key: 'screen.empty.goes-on',
      values: { hint: trouble.hint },
    };
    return { message: trouble.message, hint, tone: 'bad' };
  }
  return { message: { key: 'screen.empty.connecting' }, tone: 'quiet' };
}
