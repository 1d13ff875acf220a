import type { Hanging } from '../../chapter/repair/hanging.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Overlay } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { prose } from './diagnosis.ts';
import { overlayWidth } from './overlay-place.ts';

type Page = Extract<Overlay, { kind: 'hanging' }>;

/** What hangs, each with its proof and what to do. */
export function hangingLines({ found, index }: Page, drawing: Drawing, width: number): Line[] {
  const { say } = drawing;
  if (found.state === 'loading') return prose(say({ key: 'screen.hanging.loading' }), width, 'busy');
  if (found.state === 'failed') return prose(say(found.message), width, 'bad');
  if (found.value.length === 0) return prose(say({ key: 'print.repair.none' }), width, 'good');
  return found.value.flatMap((one, at) => [...linesOf(one, at === index, drawing, width), []]);
}

function linesOf(
  { id, what, proof, remedy, writes }: Hanging,
  selected: boolean,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, glyphs } = drawing;
  const points = proof.flatMap((one) =>
    wrap(say(one), width - 4).map((row, at): Line => [segment(`  ${at === 0 ? glyphs.join : ' '} ${row}`)]),
  );
  return [
    [segment(`${selected ? glyphs.cursor : ' '} ${id}`, selected ? 'selected' : 'bad')],
    ...prose(say(what), width, 'title'),
    ...points,
    ...prose(`${glyphs.closed} ${say(remedy)}`, width, 'accent'),
    ...(writes.length > 0 ? prose(say({ key: 'screen.hanging.repair' }), width, 'accent') : []),
  ];
}

/** Where the selected one begins. */
export function lineOfHanging(page: Page, drawing: Drawing, size: { columns: number }): number {
  if (page.found.state !== 'there') return 0;
  const width = overlayWidth(size, page);
  return page.found.value
    .slice(0, page.index)
    .reduce((sum, one) => sum + linesOf(one, false, drawing, width).length + 1, 0);
}
