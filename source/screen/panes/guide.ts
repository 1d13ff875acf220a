import { guideOf } from '../../chapter/guide/all.ts';
import type { RowId } from '../../chapter/step-id.ts';
import type { Drawing } from '../look/drawing.ts';
import { frame } from '../look/frame.ts';
import { labelled } from '../overlays/step.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { selectedIndex } from './pane-content.ts';
import { stepsContent } from './steps.ts';

/** The guide of the selected step beside the panes, where there is room: it is read here, and has no keys of its own. */
export function guideLines(
  state: ScreenState,
  drawing: Drawing,
  size: { width: number; height: number },
): Line[] {
  const { say } = drawing;
  const width = size.width - 4;
  const rows = stepsContent(state, drawing, size.width);
  const id = rows.rows[selectedIndex(rows, state.cursors.steps)]?.id as RowId | undefined;
  const { about, view } = state;
  const text = about?.texts.find((one) => one.id === id);
  const body: Line[] = [];
  const prose = (words: string): Line[] => wrap(words, width).map((row) => [segment(row)]);
  if (id && text && view && about) {
    const guide = guideOf(id, { view, namespace: about.namespace, release: about.release?.version });
    const parts: Line[][] = [
      prose(say(text.explain)),
      labelled(say({ key: 'screen.guide.look' }), say(guide.look), width),
      labelled(say({ key: 'screen.guide.chapter' }), say(guide.chapter), width),
      labelled(say({ key: 'screen.guide.here' }), say(guide.here), width),
      labelled(say({ key: 'screen.guide.why' }), say(guide.why), width),
      labelled(say({ key: 'screen.step.hint' }), say(text.hint), width),
      ...guide.questions.map(({ ask }) => prose(`? ${say(ask)}`)),
    ];
    // Where there is little room, what to look at comes before what it is for.
    const order = size.height < 20 ? parts.slice(1) : parts;
    const gaps = size.height >= 24;
    for (const part of order) {
      if (gaps && body.length > 0) body.push([]);
      body.push(...part);
    }
  }
  const room = size.height - 2;
  const cut = body.length > room ? body.slice(0, room - 1) : body;
  if (cut.length < body.length) cut.push([segment(say({ key: 'screen.guide.more' }), 'quiet')]);
  return frame(
    cut.map((line): Line => [segment(' '), ...line]),
    {
      title: [
        segment(say({ key: 'screen.guide.title' }), 'title'),
        ...(text ? [segment(`: ${say(text.title)}`)] : []),
      ],
      focused: false,
      ...size,
    },
    drawing,
  );
}
