import { cut } from '../text/cut.ts';
import { fitLine, type Line, lineWidth, type Segment, segment } from '../text/line.ts';
import { widthOf } from '../text/width.ts';
import type { Drawing } from './drawing.ts';

export interface FrameOptions {
  title: Line;
  /** At the right of the upper edge: how fresh the data is. */
  right?: Line;
  /** In the lower edge: where in a longer list this window is. */
  foot?: Line;
  focused: boolean;
  width: number;
  height: number;
}

/** A frame around lines, with its words in its edges. The focused one is heavier and coloured: never colour alone. */
export function frame(body: readonly Line[], options: FrameOptions, drawing: Drawing): Line[] {
  const { width, height, focused } = options;
  const glyphs = focused ? drawing.glyphs.focusedFrame : drawing.glyphs.frame;
  const tone = focused ? 'accent' : 'quiet';
  const inner = width - 2;
  const lines: Line[] = [
    edge(glyphs.topLeft, glyphs.topRight, options.title, options.right ?? []),
    ...Array.from(
      { length: Math.max(0, height - 2) },
      (_, index): Line => [
        segment(glyphs.down, tone),
        ...fitLine(body[index] ?? [], inner, drawing.glyphs.more),
        segment(glyphs.down, tone),
      ],
    ),
    edge(glyphs.bottomLeft, glyphs.bottomRight, [], options.foot ?? []),
  ];
  return lines.slice(0, height);

  function edge(start: string, end: string, left: Line, right: Line): Line {
    // One dash at each end of a label, and the label at the right gives way first.
    let rightWidth = right.length > 0 ? lineWidth(right) + 3 : 0;
    let rightLabel: Segment[] =
      right.length > 0 ? [segment(' '), ...right, segment(' '), segment(glyphs.across, tone)] : [];
    const leftWanted = left.length > 0 ? lineWidth(left) + 3 : 0;
    if (rightWidth > 0 && leftWanted + rightWidth > inner) {
      const room = inner - leftWanted - 3;
      if (room < 6) {
        rightLabel = [];
        rightWidth = 0;
      } else {
        const text = cut(right.map((part) => part.text).join(''), room, drawing.glyphs.more);
        const first = right[0];
        rightLabel = [segment(' '), { ...first, text }, segment(' '), segment(glyphs.across, tone)];
        rightWidth = widthOf(text) + 3;
      }
    }
    const room = inner - rightWidth - 3;
    const label: Line =
      left.length > 0 && room > 0
        ? [
            segment(glyphs.across, tone),
            segment(' '),
            ...(lineWidth(left) > room ? fitLine(left, room, drawing.glyphs.more) : left),
            segment(' '),
          ]
        : [];
    const filled = Math.max(0, inner - lineWidth(label) - rightWidth);
    return [
      segment(start, tone),
      ...label,
      segment(glyphs.across.repeat(filled), tone),
      ...rightLabel,
      segment(end, tone),
    ];
  }
}
