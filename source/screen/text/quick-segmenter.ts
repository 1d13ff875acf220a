import { isSimple } from './simple.ts';

/**
 * Graphemes as Intl.Segmenter finds them, which is only asked for texts of which each unit is not simply one: it takes 20 ms to make the
 * first one. The bundle gives it to Ink and everybody else in the place of Intl.Segmenter; `source/build/` says how. By graphemes alone.
 */
export class QuickSegmenter {
  #real: Intl.Segmenter | undefined;

  segment(text: string): Iterable<{ segment: string; index: number }> {
    if (isSimple(text)) return Array.from(text, (segment, index) => ({ segment, index }));
    // Under this name, since the bundle's "Intl.Segmenter" is the class itself.
    this.#real ??= new globalThis.Intl.Segmenter();
    return this.#real.segment(text);
  }
}
