import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../source/language/en/index.ts';
import { ja } from '../../source/language/ja/index.ts';
import type { MessageKey } from '../../source/language/message.ts';
import { languageOf, translate } from '../../source/language/translate.ts';

const keys = Object.keys(en) as MessageKey[];
const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the two languages', () => {
  it('have the same keys', () => {
    expect(Object.keys(ja).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('have the same places for values in %s', (key) => {
    expect(places(ja[key])).toEqual(places(en[key]));
  });

  it('leave no text empty', () => {
    expect(keys.filter((key) => !en[key].trim() || !ja[key].trim())).toEqual([]);
  });
});

describe('the Japanese texts', () => {
  it('put what is an aside between half-width parentheses, as the screens with few cells have it', () => {
    expect(keys.filter((key) => /[（）]/.test(ja[key]))).toEqual([]);
  });

  it.each([
    ['クラスタ', /クラスター/],
    ['サーバー', /サーバ(?!ー)/],
    ['手順', /ステップ/],
    ['制御プレーン', /コントロールプレーン/],
    ['コントローラー', /コントローラ(?!ー)/],
    ['認証情報', /資格情報/],
    ['片付け', /片づけ/],
    ['分かる', /わか[らりるっ]/],
  ])('call one thing by one name: %s', (_, banned) => {
    expect(keys.filter((key) => banned.test(ja[key]))).toEqual([]);
  });
});

describe('the help', () => {
  const commandsIn = (text: string) => text.match(/^ {2}hoist(?: [a-z]+)*/gm);

  it('lists the same commands in both languages', () => {
    expect(commandsIn(ja.help)).toEqual(commandsIn(en.help));
  });
});

describe('every text', () => {
  const sources = readdirSync('source', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('language/'))
    .map((file) => readFileSync(join('source', file), 'utf8'))
    .join('\n');
  /** Keys that are put together at run time, by what they begin with: `step.${id}.title`. */
  const families = [...sources.matchAll(/`((?:[a-z-]+\.)+)\$\{/g)].map((match) => match[1] ?? '');

  it('is said somewhere', () => {
    const isSaid = (key: string) =>
      sources.includes(`'${key}'`) || families.some((family) => key.startsWith(family));
    expect(families).toContain('error.');
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });
});

describe('translate', () => {
  it('puts values, and messages within messages, into their places', () => {
    const why = { key: 'status.ready', values: { ready: 1, wanted: 2 } } as const;
    const message = { key: 'wait.failed', values: { kind: 'Deployment', name: 'istio-pilot', why } } as const;
    expect(translate('en', message)).toBe('Deployment istio-pilot has failed: 1 of 2 pods are ready');
    expect(translate('ja', message)).toContain('準備のできた Pod: 1/2');
  });

  it('has one word for one, and another for more or none', () => {
    const ready = (ready: number, nodes: number) =>
      translate('en', { key: 'step.check.ready', values: { ready, nodes } });
    expect(ready(1, 1)).toBe('1 of 1 node is ready.');
    expect(ready(0, 3)).toBe('0 of 3 nodes are ready.');
    expect(translate('ja', { key: 'step.check.ready', values: { ready: 1, nodes: 1 } })).toMatch(/1\/1/);
  });

  it('does not read places into values', () => {
    expect(translate('en', { key: 'status.said', values: { words: '{words} {ready}' } })).toBe(
      '{words} {ready}',
    );
  });
});

describe('languageOf', () => {
  it.each([
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C.UTF-8' }, 'en'],
    [{ LC_MESSAGES: 'ja', LANG: 'de_DE' }, 'ja'],
    [{ LANG: 'C' }, 'en'],
    [{}, 'en'],
  ])('reads %j as %s', (environment, language) => {
    expect(languageOf(environment)).toBe(language);
  });
});
