import { listOf } from './cluster-options.ts';
import type { Parsed } from './command-line.ts';
import { flags, spelled, spellings } from './flags.ts';
import { nearest } from './nearest.ts';
import { oneOf, text, Wrong } from './wrong.ts';

/** meow lets flags through that it does not know; a mistyped one must not be passed over when a cluster is at stake. */
export function rejectUnknown(given: Parsed['flags'], argv: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(flags, name));
  if (unknown === undefined) return;
  const typed = argv.map((word) => word.split('=')[0] ?? '');
  const bare = (word: string) =>
    word
      .replace(/^-+(no-)?/, '')
      .replaceAll('-', '')
      .toLowerCase();
  const flag = typed.find((word) => word.startsWith('-') && bare(word) === bare(unknown)) ?? spelled(unknown);
  const meant = nearest(flag, spellings);
  throw new Wrong(
    { key: 'usage.unknown-flag', values: { flag } },
    meant ? { key: 'usage.did-you-mean', values: { meant } } : { key: 'usage.see-help' },
  );
}

/** A value where there must be one, and none where there cannot be. */
export function rejectWrongTypes(given: Parsed['flags']): void {
  for (const [name, { type }] of Object.entries(flags)) {
    const value = given[name];
    if (value === undefined) continue;
    // `--practice` alone is the chapter's.
    if (name === 'practice' && value === '') continue;
    if (
      Array.isArray(value)
        ? value.some((one) => String(one).trim() === '')
        : type === 'string' && (typeof value !== 'string' || value.trim() === '')
    ) {
      throw new Wrong({ key: 'usage.no-value', values: { flag: spelled(name) } });
    }
    // `--no-yes` is an odd way to say nothing, and `--color` only repeats the default.
    if (type === 'boolean' && typeof value !== 'boolean') {
      throw new Wrong({ key: 'usage.needs-no-value', values: { flag: spelled(name) } });
    }
  }
}

/** Of a flag that can be given several times the parser drops those without a value. */
export function rejectEmptyLists(given: Parsed['flags'], argv: readonly string[]): void {
  for (const name of ['take', 'leave', 'with', 'without', 'set', 'setString'] as const) {
    const flag = spelled(name);
    const typed = argv.filter((word) => word === flag || word.startsWith(`${flag}=`)).length;
    const isList = name === 'with' || name === 'without';
    if (typed > [given[name] ?? []].flat().length || (isList && listOf(given[name]).includes('')))
      throw new Wrong({ key: 'usage.no-value', values: { flag } });
  }
}

/** There are two. */
export function rejectLanguage(given: Parsed['flags']): void {
  if (text(given.language) !== undefined) oneOf('--language', given.language as string, ['en', 'ja']);
}
