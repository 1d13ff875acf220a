import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManifestError, parseManifest, readManifest } from '../../source/istio/yaml/manifest.ts';
import { translate } from '../../source/language/translate.ts';

const object = (name: string, rest = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;
const names = (text: string) => parseManifest(text, 'a.yaml').objects.map((one) => one.object.metadata.name);

function errorOf(text: string): ManifestError {
  try {
    parseManifest(text, 'a.yaml');
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('documents', () => {
  it.each([
    ['no separator', object('a')],
    ['a leading separator', `---\n${object('a')}`],
    ['a trailing one', `${object('a')}---\n`],
    ['a comment behind it', `--- # Source: x.yaml\n${object('a')}`],
    ['space behind it', `# first\n---\t \n${object('a')}`],
    ['empty and comment-only documents', `\n---\n\n---\n# nothing\n---\n${object('a')}---\n---\n`],
    ['a byte order mark', `\ufeff${object('a')}`],
    ['carriage returns', `---\r\n${object('a').replaceAll('\n', '\r\n')}---\r\n`],
  ])('one object: %s', (_, text) => {
    expect(names(text)).toEqual(['a']);
  });

  it('keep the order of the file and say where each object stood', () => {
    const text = `${object('a')}---\n\n---\n${object('b')}`;
    expect(parseManifest(text, 'a.yaml').objects).toMatchObject([
      { object: { metadata: { name: 'a' } }, file: 'a.yaml', document: 1, line: 1 },
      { object: { metadata: { name: 'b' } }, file: 'a.yaml', document: 3, line: 8 },
    ]);
  });

  it('a separator before everything opens the first document', () => {
    expect(parseManifest(`---\n${object('a')}`, 'a.yaml').objects).toMatchObject([{ document: 1, line: 2 }]);
  });

  it('a line with three dashes and more is refused, as kubectl refuses it', () => {
    const error = errorOf(`${object('a')}---x\n${object('b')}`);
    expect(error).toMatchObject({ document: 1, line: 5 });
    expect(translate('en', error.problem)).toContain('"x"');
  });

  it('an indented separator is text', () => {
    const [one] = parseManifest(object('a', 'data:\n  key: |\n    x\n    ---\n    y\n'), 'a.yaml').objects;
    expect(one?.object.data.key).toBe('x\n---\ny\n');
  });

  it('an empty file holds nothing', () => {
    expect(names('')).toEqual([]);
    expect(names('\n# comment\n')).toEqual([]);
  });
});

describe('lists', () => {
  it('are flattened, also within each other', () => {
    const item = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name } });
    const inner = { apiVersion: 'v1', kind: 'List', items: [item('b'), item('c')] };
    expect(names(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('a'), inner] }))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('of one kind lend it to their items', () => {
    const text = 'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n';
    expect(parseManifest(text, 'a.yaml').objects[0]?.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
    });
  });

  it('that contain themselves to the end of the stack are refused', () => {
    let list: object = { apiVersion: 'v1', kind: 'List', items: [] };
    for (let level = 0; level < 30; level += 1) list = { apiVersion: 'v1', kind: 'List', items: [list] };
    expect(translate('en', errorOf(JSON.stringify(list)).problem)).toContain('nested too deep');
  });
});

describe('what strict parsers refuse and kubectl takes', () => {
  it('a single-quoted scalar that goes on at column 0', () => {
    const text = object(
      'a',
      `data:\n  board.json: '{\n\n"title": "it''s # not: a comment",\n  "rows": [\n]\n}\n'\n  other: x\n`,
    );
    const { objects, tolerated } = parseManifest(text, 'a.yaml');
    expect(objects[0]?.object.data).toEqual({
      'board.json': '{\n"title": "it\'s # not: a comment", "rows": [ ] } ',
      other: 'x',
    });
    expect(tolerated).toMatchObject([{ document: 1, line: 8, why: 'indentation', file: 'a.yaml' }]);
  });

  it('a double-quoted scalar and flow collections that go on at column 0', () => {
    const text = object(
      'a',
      'data: {\nkey: "one \\\ntwo\n\n\\"three\\"", # c\nlist: [ a,\nb ] }\nimmutable: true\n',
    );
    expect(parseManifest(text, 'a.yaml').objects[0]?.object).toMatchObject({
      data: { key: 'one two\n"three"', list: ['a', 'b'] },
      immutable: true,
    });
  });

  it('a quoted scalar that goes on behind a tab', () => {
    const text = object('a', "data:\n  key: 'one\n\ttwo'\n");
    expect(parseManifest(text, 'a.yaml').objects[0]?.object.data).toEqual({ key: 'one two' });
  });

  it('quotes in block scalars, plain scalars and comments open nothing', () => {
    const text = [
      "# it's a comment",
      object('a').trimEnd(),
      'data:',
      '  block: |',
      "    it's",
      '   # text',
      "  plain: isn't it",
      "    'tis",
      '  list:',
      "  - don't",
      '  - key: >-',
      '      "folded',
      "  url: http://x.y/#it's",
      "  broken: 'a",
      "b'",
    ].join('\n');
    expect(parseManifest(text.replace('   # text', '    # text'), 'a.yaml').objects[0]?.object.data).toEqual({
      block: "it's\n# text\n",
      plain: "isn't it 'tis",
      list: ["don't", { key: '"folded' }],
      url: "http://x.y/#it's",
      broken: 'a b',
    });
  });

  it('of a key that is repeated the last one counts, and the manifest says so', () => {
    const { objects, tolerated } = parseManifest(`${object('a')}${object('b')}`, 'a.yaml');
    expect(objects.map((one) => one.object.metadata.name)).toEqual(['b']);
    expect(tolerated).toMatchObject([{ why: 'duplicate-key', line: 5, words: 'duplicated mapping key' }]);
  });

  it('nothing is said of a document that is sound', () => {
    expect(parseManifest(object('a'), 'a.yaml').tolerated).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a mapping within a value', `${object('a')}---\n${object('b')}data: x: y\n`, 2, 10],
    ['a tab as indentation', `${object('a')}---\na: b\n\tc: d\n`, 2, 7],
    ['a quote that never ends', `${object('a')}data: 'x\ny\n`, 1, 5],
    ['a scalar', `${object('a')}---\njust text\n`, 2, 6],
    ['a sequence', '- a\n- b\n', 1, 1],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', 1, 1],
    ['no apiVersion', 'kind: Pod\nmetadata: {name: a}\n', 1, 1],
    ['no name', 'apiVersion: v1\nkind: Pod\nmetadata: {}\n', 1, 1],
    ['a name that is a number', 'apiVersion: v1\nkind: Pod\nmetadata: {name: 1}\n', 1, 1],
    ['metadata that is a list', 'apiVersion: v1\nkind: Pod\nmetadata: []\n', 1, 1],
  ])('%s: file, document and line', (_, text, document, line) => {
    const error = errorOf(text);
    expect(error).toMatchObject({ file: 'a.yaml', document });
    expect(Math.abs(error.line - line)).toBeLessThanOrEqual(2);
    expect(error.problem.key).toBe('manifest.broken');
    expect(error.problem.values).toMatchObject({ words: expect.anything() });
  });

  it('is said in the language of the reader', () => {
    const inJapanese = (text: string) => translate('ja', errorOf(text).problem);
    expect(inJapanese('apiVersion: v1\nkind: Pod\nmetadata: {}\n')).toBe(
      'a.yaml の 1 番目の文書、1 行目: Pod に metadata.name がありません。',
    );
    expect(inJapanese(`${object('a')}--- b\n`)).toContain('"---" の後に書けるのはコメントだけ');
    expect(inJapanese(object('a', 'data: .inf\n'))).toContain('Infinity は JSON の数値では表せません');
  });

  it('words from the file cannot drive the terminal', () => {
    const error = errorOf('apiVersion: v1\nkind: "\\e]52;c;x\\aPod"\nmetadata: {}\n');
    expect(translate('en', error.problem)).toBe('a.yaml, document 1, line 1: the Pod has no metadata.name.');
    expect(translate('en', errorOf('--- \u001b]52;c;x\u0007a\n').problem)).toContain('not by "a"');
  });
});

describe('files', () => {
  const file = async (content: string | Buffer) => {
    const path = join(await mkdtemp(join(tmpdir(), 'hoist-manifest-')), 'a.yaml');
    await writeFile(path, content);
    return path;
  };

  it('are read', async () => {
    expect((await readManifest(await file(object('a')))).objects).toHaveLength(1);
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0x41])],
    ['an archive', Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
    ['NULs', Buffer.from('PK\u0003\u0004\u0000\u0000')],
  ])('%s are a ManifestError of the whole file', async (_, content) => {
    await expect(readManifest(await file(content))).rejects.toMatchObject({
      name: 'ManifestError',
      document: 0,
      problem: { key: 'manifest.unreadable' },
    });
  });

  it('that are not there, or are directories, are a ManifestError', async () => {
    await expect(readManifest(join(tmpdir(), 'hoist-none', 'a.yaml'))).rejects.toThrow(/ENOENT/);
    await expect(readManifest(tmpdir())).rejects.toBeInstanceOf(ManifestError);
  });

  it('of many thousand objects are read in one go', () => {
    const text = Array.from({ length: 5000 }, (_, index) => object(`a${index}`)).join('---\n');
    expect(names(text)).toHaveLength(5000);
  });
});
