// Text of which each UTF-16 unit is one character and takes a known number of cells: ASCII, Latin, punctuation, arrows, mathematics, frames,
// blocks, braille, check marks, and of Japanese, Chinese and Korean everything but what combines. Nearly all that a terminal ever shows is
// that, and to know it saves ICU (20 ms until the first use) and the table of all emoji (40 ms until the first use) at every start, and
// most of the work for each line of a log. `test/screen/text.test.ts` holds every one of them to Intl.Segmenter and string-width.

const narrow =
  '\\u0020-\\u007e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u22ff\\u2500-\\u25fc\\u2701-\\u2704\\u2706-\\u2709\\u270c-\\u2727\\u2800-\\u28ff';
const wide =
  '\\u3001-\\u3029\\u3031-\\u303e\\u3041-\\u3096\\u309b-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60';

const onlySimple = new RegExp(`^[\\t\\n\\u001b${narrow}${wide}]*$`);
const firstVisible = 0x20;
const firstWide = 0x3001;

/** Each unit is a character of its own; tabs, line ends and the beginnings of escape sequences may be among them. */
export function isSimple(text: string): boolean {
  return onlySimple.test(text);
}

/** The cells that a simple text takes; what is not visible takes none. */
export function simpleWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= firstVisible) width += unit >= firstWide ? 2 : 1;
  }
  return width;
}
