import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configText } from '../../source/headless/config/config-text.ts';
import { configPath, loadConfig } from '../../source/headless/config/load.ts';
import { themeNames } from '../../source/headless/config/schema.ts';
import { translate } from '../../source/language/translate.ts';
import { commands } from '../../source/screen/input/commands.ts';
import { themes } from '../../source/screen/look/themes.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hoist-config-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const ids = async () => commands.map(({ id, modes }) => ({ id, typing: modes.includes('typing') }));
function read(text: string) {
  mkdirSync(join(home, 'hoist'));
  writeFileSync(join(home, 'hoist', 'config.yaml'), text);
  return loadConfig({ XDG_CONFIG_HOME: home }, ids);
}
async function problem(text: string): Promise<string> {
  const { problem: found, config } = await read(text);
  expect(config).toEqual({});
  return found ? translate('en', found) : '';
}

describe('the configuration file', () => {
  it('need not be there', async () => {
    const loaded = await loadConfig({ XDG_CONFIG_HOME: home }, ids);
    expect(loaded).toMatchObject({ there: false, config: {}, path: join(home, 'hoist', 'config.yaml') });
    expect(configPath({ XDG_CONFIG_HOME: 'relative' })).toMatch(/^\/.*\.config\/hoist\/config\.yaml$/);
  });

  it('says how it looks, which keys do what, and how contexts are marked', async () => {
    const { config, problem: found } = await read(
      'language: ja\ntheme: light\nascii: true\nguide: false\nkeys:\n  zoom: Z\n  next: [N, ctrl-n]\ncontexts:\n  "prod-*": red\n',
    );
    expect(found).toBeUndefined();
    expect(config).toEqual({
      language: 'ja',
      theme: 'light',
      ascii: true,
      guide: false,
      keys: { zoom: ['Z'], next: ['N', 'ctrl-n'] },
      contexts: { 'prod-*': 'red' },
    });
  });

  it('may be empty', async () => expect(await problem('# nothing yet\n')).toBe(''));

  it.each([
    ['theme: pink\n', /config\.yaml, line 1: theme is one of: dark, light/],
    ['language: ja\n\ncolour: red\n', /line 3: colour is not known; known are: language, theme/],
    ['keys:\n  # mine\n  zoom: Z\n  fly: f\n', /line 4: there is no command fly/],
    ['ascii: 1\n', /line 1: ascii is true or false/],
    ['keys:\n  zoom: Hello\n', /line 2: keys\.zoom is a key/],
    ['keys:\n  zoom: ctrl-c\n', /line 2: ctrl-c keeps its meaning/],
    ['keys:\n  zoom: Z\n  erase: x\n', /line 3: erase works while a line is typed, where x is a letter/],
    ['keys:\n  stop: [ctrl-x, X]\n', /line 2: stop works while a line is typed, where X is a letter/],
    ['contexts:\n  prod: purple\n', /line 2: contexts\.prod is one of: red/],
    ['keys: [a]\n', /line 1: keys is a list of names/],
    ['theme: dark\n  language: ja\n', /line 2: this is not YAML/],
    ['- a\n', /line 1: a file of names and values is wanted/],
  ])('names the line of what is wrong in %j', async (text, wanted) => {
    expect(await problem(text)).toMatch(wanted);
  });

  it('is printed as a file that says the same', async () => {
    const loaded = await read('theme: mono\nkeys:\n  zoom: Z\n');
    const text = configText(loaded, 'en');
    expect(text).toContain(join(home, 'hoist', 'config.yaml'));
    expect(load(text)).toEqual({ theme: 'mono', keys: { zoom: ['Z'] } });
  });

  it('knows the themes that the screen has', () => expect(Object.keys(themes)).toEqual([...themeNames]));
});
