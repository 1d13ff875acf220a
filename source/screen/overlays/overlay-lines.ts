import type { CommandContext } from '../input/command.ts';
import { frame } from '../look/frame.ts';
import { whereWords } from '../look/window.ts';
import { type MenuOverlay, type Overlay, overlayKinds } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { overlayContent } from './overlay-content.ts';
import { overlayPlace, overlayWidth } from './overlay-place.ts';
import { isMatch } from './page-search.ts';

/** The open overlay as rows, and where they stand. */
export function overlayLines(overlay: Exclude<Overlay, MenuOverlay>, context: CommandContext) {
  const { state, drawing } = context;
  const margin = state.presenter && overlayKinds[overlay.kind] === 'reading' ? 4 : 0;
  const inner = overlayWidth(state.size, overlay) - margin * 2;
  const content = overlayContent(overlay, context, inner);
  const place = overlayPlace(state.size, content, content.lines.length);
  const height = place.height - 2;
  const top = 'top' in overlay ? Math.max(0, Math.min(overlay.top, content.lines.length - height)) : 0;
  const wanted = content.page ? state.filters.page : '';
  const body = content.lines.slice(top, top + height).map((line): Line => {
    const mark = isMatch(line, wanted) ? segment(drawing.glyphs.cursor, 'accent') : segment(' ');
    return [mark, segment(' '.repeat(margin)), ...line, segment(' ')];
  });
  const where = whereWords(top, content.lines.length, height);
  const foot = [where, content.foot].filter(Boolean).join('  ');
  const lines = frame(
    body,
    {
      title: [
        segment(content.title, content.tone === 'warn' ? 'warn' : 'title', true),
        ...(wanted ? [segment(` /${wanted}`, 'accent')] : []),
        ...(wanted && !content.lines.some((line) => isMatch(line, wanted))
          ? [segment(` ${drawing.say({ key: 'screen.page.no-match' })}`, 'warn')]
          : []),
      ],
      foot: foot ? [segment(foot, 'quiet')] : [],
      focused: true,
      ...place,
    },
    drawing,
  );
  return { place, lines, content: content.lines, scroll: { count: content.lines.length, height, top } };
}
