import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { flags, spelled } from '../source/headless/line/flags.ts';
import { translate } from '../source/language/translate.ts';
import { commands } from '../source/screen/input/commands.ts';
import { keyName } from '../source/screen/input/key-table.ts';
import { themeNames } from '../source/screen/look/themes.ts';

const docs = readdirSync('docs').filter((file) => file.endsWith('.md'));
const textOf = (file: string) => readFileSync(join('docs', file), 'utf8');
/** What stands between backticks. */
const quoted = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
const help = (language: 'en' | 'ja') =>
  translate(language, { key: 'help', values: { open: '{', close: '}' } });

it('speaks in the tour of keys that there are', () => {
  const names = new Set(commands.flatMap(({ keys }) => keys.map(keyName)));
  const keys = quoted(textOf('tour.md')).filter((words) => /^(\S|[A-Z][a-z]+)$/.test(words));
  expect(keys.length).toBeGreaterThan(15);
  expect(keys.filter((key) => !names.has(key))).toEqual([]);
});

it('speaks of flags that there are', () => {
  const known = new Set([...Object.keys(flags).map(spelled), '--no-color']);
  const named = docs.flatMap((file) =>
    quoted(textOf(file)).flatMap((words) => words.match(/--[a-z][a-z-]+/g) ?? []),
  );
  expect(named).toContain('--lesson');
  expect(named.filter((flag) => !known.has(flag))).toEqual([]);
});

it('names every theme that there is, in the help and in the docs', () => {
  for (const text of [textOf('configuration.md'), help('en'), help('ja')])
    expect(themeNames.filter((name) => !text.includes(name))).toEqual([]);
});

it('explains every flag in the help, in both languages', () => {
  // --color only repeats the default, and those of logs have a page of their own.
  const page = { en: translate('en', { key: 'help.logs' }), ja: translate('ja', { key: 'help.logs' }) };
  for (const language of ['en', 'ja'] as const) {
    const text = help(language) + page[language];
    const missing = (Object.keys(flags) as (keyof typeof flags)[])
      .filter((name) => name !== 'color')
      .map(spelled)
      .filter((flag) => !text.includes(flag) && !text.includes(flag.replace('--', '--no-')));
    expect(missing).toEqual([]);
  }
});
