import { setFlagsFromString } from 'node:v8';

/** A pattern that was typed: matching a line takes a time bounded by the line's length, whatever the pattern and the line are. */
export interface Pattern {
  readonly source: string;
  test(text: string): boolean;
  /** Where it matches, as pairs of start and end; at most `most` places. */
  places(text: string, most?: number): [number, number][];
}

/** `syntax`: no regular expression. `unbounded`: one that cannot be matched in bounded time. */
export type PatternProblem = { problem: 'syntax' | 'unbounded'; words: string };

/** A line is looked at up to here. */
const longest = 16 * 1024;

let isPrepared = false;

/**
 * V8 has a second engine whose time grows with the length of the text only (v8.dev/blog/non-backtracking-regexp). It is slow and takes
 * no back references, no look-ahead and no large counts. So it only helps out: it judges whether a pattern can be bounded, and takes
 * over where the usual engine has gone back too often.
 */
function prepare(): void {
  if (isPrepared) return;
  isPrepared = true;
  setFlagsFromString('--enable-experimental-regexp-engine');
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  setFlagsFromString('--regexp-backtracks-before-fallback=10000');
}

/** Reads a regular expression. Case does not matter where none of its letters is a capital, or where `anyCase` says so. */
export function pattern(source: string, { anyCase = false } = {}): Pattern | PatternProblem {
  try {
    new RegExp(source);
  } catch (error) {
    return { problem: 'syntax', words: (error as Error).message };
  }
  prepare();
  const hasCapital = !anyCase && /[A-Z]/.test(source.replace(/\\[A-Z]/g, ''));
  // The bounded engine knows no flag for case.
  const folded = hasCapital ? source : foldCase(source);
  let expression: RegExp;
  try {
    new RegExp(folded, 'l');
    expression = new RegExp(folded, 'g');
  } catch (error) {
    return { problem: 'unbounded', words: (error as Error).message };
  }
  return {
    source,
    test(text) {
      expression.lastIndex = 0;
      return expression.test(text.length > longest ? text.slice(0, longest) : text);
    },
    places(text, most = 50) {
      const places: [number, number][] = [];
      expression.lastIndex = 0;
      const start = text.length > longest ? text.slice(0, longest) : text;
      while (places.length < most) {
        const match = expression.exec(start);
        if (!match) break;
        if (match[0] === '') {
          expression.lastIndex += 1;
          continue;
        }
        places.push([match.index, match.index + match[0].length]);
      }
      return places;
    },
  };
}

export const isPattern = (one: Pattern | PatternProblem): one is Pattern => 'test' in one;

/** `error` as `[eE][rR][rR][oO][rR]`: the same without regard to case. Groups' names, escapes and properties stay as they are. */
export function foldCase(source: string): string {
  let folded = '';
  let inClass = false;
  // An escape; a group's head with its name; a range within a class; any other character.
  const tokens =
    /\\(?:[pPk](?:\{[^}]*\}|<[^>]*>)|x[0-9a-f]{2}|u[0-9a-f]{4}|c[a-z]|.)|\(\?<[^=!>][^>]*>|[a-z]-[a-z]|[\s\S]/gi;
  for (const [token] of source.matchAll(tokens)) {
    if (token === '[' && !inClass) inClass = true;
    else if (token === ']' && inClass) inClass = false;
    if (inClass && /^([a-z]-[a-z]|[A-Z]-[A-Z])$/.test(token))
      folded += `${token.toLowerCase()}${token.toUpperCase()}`;
    else if (!inClass && /^[a-z]-[a-z]$/i.test(token))
      folded += `${foldCase(token.slice(0, 1))}-${foldCase(token.slice(2))}`;
    else if (/^[a-z]$/i.test(token)) {
      const both = `${token.toLowerCase()}${token.toUpperCase()}`;
      folded += inClass ? both : `[${both}]`;
    } else folded += token;
  }
  return folded;
}
