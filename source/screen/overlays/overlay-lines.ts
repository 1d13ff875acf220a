import type { Drawing } from '../look/drawing.ts';
import { frame } from '../look/frame.ts';
import { whereWords } from '../look/window.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { overlayContent, overlayPlace, overlayWidth } from './overlay-content.ts';

/** The open overlay as rows, and where they stand. */
export function overlayLines(
  overlay: Exclude<Overlay, { kind: 'containers' }>,
  state: ScreenState,
  drawing: Drawing,
) {
  const inner = overlayWidth(state.size, overlay);
  const content = overlayContent(overlay, state, drawing, inner);
  const place = overlayPlace(state.size, content, content.lines.length);
  const height = place.height - 2;
  const top = 'top' in overlay ? Math.max(0, Math.min(overlay.top, content.lines.length - height)) : 0;
  const body = content.lines
    .slice(top, top + height)
    .map((line): Line => [segment(' '), ...line, segment(' ')]);
  const where = whereWords(top, content.lines.length, height);
  const foot = [where, content.foot].filter(Boolean).join('  ');
  const lines = frame(
    body,
    {
      title: [segment(content.title, content.tone === 'warn' ? 'warn' : 'title', true)],
      foot: foot ? [segment(foot, 'quiet')] : [],
      focused: true,
      ...place,
    },
    drawing,
  );
  return { place, lines, scroll: { count: content.lines.length, height, top } };
}
