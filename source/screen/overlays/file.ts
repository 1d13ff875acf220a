import type { Drawing } from '../look/drawing.ts';
import type { Overlay } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { fold, wrap } from '../text/wrap.ts';

/** Which file to write, and what stands in the way. */
export function fileLines(
  { what, typed, exists, problem }: Extract<Overlay, { kind: 'ask-file' }>,
  { say }: Drawing,
  width: number,
): Line[] {
  const prose = (words: string, tone?: 'warn' | 'bad'): Line[] =>
    wrap(words, width).map((line) => [segment(line, tone)]);
  const rows = fold(typed || ' ', width - 1);
  return [
    ...prose(say({ key: `screen.ask.file.${what}.what` })),
    [],
    ...prose(say({ key: 'screen.ask.file.name' })),
    ...rows.map(
      (row, index): Line => [
        segment(row, 'accent'),
        ...(index === rows.length - 1 ? [segment(' ', 'selected')] : []),
      ],
    ),
    [],
    ...(exists ? prose(say({ key: 'screen.ask.file.exists', values: { path: exists } }), 'warn') : []),
    ...(problem ? prose(say({ key: 'screen.ask.file.problem', values: { words: problem } }), 'bad') : []),
  ];
}
