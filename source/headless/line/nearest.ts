/** How many letters to change, add, drop or swap with the next to get from one word to the other. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    const above = rows[i - 1] as number[];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (above[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let best = Math.min(change, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) best = Math.min(best, ((rows[i - 2] as number[])[j - 2] as number) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[from.length]?.[to.length] ?? 0;
}

/** The word of `known` that was probably meant, if one is near enough: a third of its letters may be wrong, or its end missing. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const bare = (text: string) => text.replace(/^-+/, '');
    const begun = bare(word).length >= 3 && bare(candidate).startsWith(bare(word));
    const far = begun ? 0.5 : distance(bare(word), bare(candidate));
    if (far < least && far <= Math.max(1, Math.ceil(bare(candidate).length / 3))) {
      found = candidate;
      least = far;
    }
  }
  return found;
}
