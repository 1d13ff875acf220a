import { isPattern, type Pattern, type PatternProblem, pattern } from './pattern.ts';

/** Which lines are shown, and what in them is marked. */
export interface LineFilter {
  include: readonly Pattern[];
  exclude: readonly Pattern[];
  highlight: readonly Pattern[];
}

/** Lets every line through, whatever it marks in them. */
export const isOpen = ({ include, exclude }: LineFilter): boolean =>
  include.length === 0 && exclude.length === 0;

/** Every `include` must be in it, and no `exclude`. */
export function passes({ include, exclude }: LineFilter, text: string): boolean {
  for (const one of include) if (!one.test(text)) return false;
  for (const one of exclude) if (one.test(text)) return false;
  return true;
}

/** What of a line is to be marked, in order and without overlaps. */
export function marksIn({ include, highlight }: LineFilter, text: string): [number, number][] {
  const places = [...include, ...highlight].flatMap((one) => one.places(text)).sort((a, b) => a[0] - b[0]);
  const marks: [number, number][] = [];
  for (const [from, to] of places) {
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

/** Builds a filter out of patterns as they were typed, or says which of them is none. */
export function lineFilter(sources: {
  include?: readonly string[];
  exclude?: readonly string[];
  highlight?: readonly string[];
}): LineFilter | (PatternProblem & { source: string }) {
  const made: Record<keyof LineFilter, Pattern[]> = { include: [], exclude: [], highlight: [] };
  for (const kind of ['include', 'exclude', 'highlight'] as const) {
    for (const source of sources[kind] ?? []) {
      const one = pattern(source);
      if (!isPattern(one)) return { ...one, source };
      made[kind].push(one);
    }
  }
  return made;
}

export const isFilter = (one: ReturnType<typeof lineFilter>): one is LineFilter => !('problem' in one);

/**
 * The one line in which a filter is typed on the screen: `error & !health & ~timeout` shows lines with `error` and without `health`,
 * and marks `timeout` in them. Case does not matter,
 * and what is no regular expression is looked for as it stands.
 */
export function typedFilter(typed: string): LineFilter {
  const terms = typed
    .split(' & ')
    .map((term) => term.trim())
    .filter((term) => term !== '' && term !== '!' && term !== '~');
  const of = (sign: string) => terms.filter((term) => term.startsWith(sign)).map((term) => term.slice(1));
  const plain = terms.filter((term) => !/^[!~]/.test(term));
  const read = (source: string): Pattern => {
    const one = pattern(source, { anyCase: true });
    if (isPattern(one)) return one;
    return pattern(source.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), { anyCase: true }) as Pattern;
  };
  return { include: plain.map(read), exclude: of('!').map(read), highlight: of('~').map(read) };
}
