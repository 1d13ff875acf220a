/**
 * How well a text is meant by what was typed: its letters in their order, better where they begin words or stand together.
 * Undefined where a letter is missing. Higher is better.
 */
export function fuzzyScore(typed: string, text: string): number | undefined {
  const wanted = typed.toLowerCase().replace(/\s+/g, '');
  const found = text.toLowerCase();
  if (!wanted) return 0;
  const whole = found.indexOf(wanted);
  if (whole >= 0)
    return 1000 - whole - (found.length - wanted.length) / 100 + (startsWord(found, whole) ? 500 : 0);
  let score = 0;
  let place = -1;
  for (const letter of wanted) {
    const next = found.indexOf(letter, place + 1);
    if (next < 0) return undefined;
    score += (next === place + 1 ? 8 : 0) + (startsWord(found, next) ? 10 : 0) - Math.min(5, next - place);
    place = next;
  }
  return score - found.length / 100;
}

const startsWord = (text: string, at: number): boolean => at === 0 || /[\s:/-]/.test(text[at - 1] ?? '');
