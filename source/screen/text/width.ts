import { QuickSegmenter } from './quick-segmenter.ts';
import quickWidth from './quick-width.ts';

/** Most of what is drawn is plain ASCII: one test instead of a walk over its graphemes. */
const plain = /^[\u0020-\u007e]*$/;
const segmenter = new QuickSegmenter();

export function graphemesOf(text: string): string[] {
  return plain.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The cells that a text takes in a terminal: 日本語 takes six. */
export function widthOf(text: string): number {
  return plain.test(text) ? text.length : quickWidth(text);
}

/** As much of the beginning as fits, never half of a character. */
export function takeStart(text: string, width: number): string {
  if (width <= 0) return '';
  if (plain.test(text)) return text.slice(0, width);
  let taken = '';
  let room = width;
  for (const { segment } of segmenter.segment(text)) {
    room -= quickWidth(segment);
    if (room < 0) break;
    taken += segment;
  }
  return taken;
}

/** As much of the end as fits. */
export function takeEnd(text: string, width: number): string {
  if (width <= 0) return '';
  if (plain.test(text)) return text.slice(-width);
  let taken = '';
  let room = width;
  for (const grapheme of graphemesOf(text).reverse()) {
    room -= quickWidth(grapheme);
    if (room < 0) break;
    taken = grapheme + taken;
  }
  return taken;
}
