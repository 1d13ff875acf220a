import { describe, expect, it } from 'vitest';
import { loadYaml } from '../../source/istio/yaml/yaml-load.ts';

const scalarOf = (text: string) => (loadYaml(`a: ${text}`).value as { a: unknown }).a;

// Each of these is what go-yaml 2 made of it, run by hand beside this table.
describe('a plain scalar becomes what kubectl makes of it', () => {
  it.each([
    ['y', true],
    ['Y', true],
    ['yes', true],
    ['ON', true],
    ['n', false],
    ['No', false],
    ['off', false],
    ['yES', 'yES'],
    ['~', null],
    ['', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['0644', 420],
    ['0o17', 15],
    ['-0o17', -15],
    ['-010', -8],
    ['0o8', '0o8'],
    ['08', 8],
    ['0_8', 8],
    ['1_000', 1000],
    ['1__0', 10],
    ['_1', '_1'],
    ['0x1F', 31],
    ['0X1F', 31],
    ['+0x1f', 31],
    ['0b11', 3],
    ['-0b11', -3],
    ['0b2', '0b2'],
    ['+1', 1],
    ['1:30', '1:30'],
    ['1e3', 1000],
    ['12e', '12e'],
    ['1e400', '1e400'],
    ['.5', 0.5],
    ['+.5', 0.5],
    ['5.', 5],
    ['1.5_0', 1.5],
    ['.e1', '.e1'],
    ['._5', '._5'],
    ['99999999999999999999', 1e20],
    ['1.1.0', '1.1.0'],
    ['2001-01-01', '2001-01-01'],
    ['2001-01-01T00:00:00Z', '2001-01-01T00:00:00Z'],
    ['"yes"', 'yes'],
    ["'0644'", '0644'],
    ['!!str 12', '12'],
    ['!!int "12"', 12],
    ['!!float 3', 3],
    ['!!binary aGVsbG8=', 'hello'],
    ['!foo bar', 'bar'],
    ['!!python/object:os.system x', 'x'],
  ])('%s', (text, value) => {
    expect(scalarOf(text)).toStrictEqual(value);
  });

  it.each([
    ['on: 1', { true: 1 }],
    ['1: a', { 1: 'a' }],
    ['010: a', { 8: 'a' }],
    ['1.5: a', { 1.5: 'a' }],
  ])('as the key of a mapping it becomes a string: %s', (text, value) => {
    expect(loadYaml(text).value).toStrictEqual(value);
  });

  it.each([
    ['null: a', 'manifest.null-key'],
    ['a: .nan', 'manifest.no-number'],
    ['a: -.inf', 'manifest.no-number'],
    ['? [a]\n: b', 'complex keys'],
    ['a: *nowhere', 'nowhere'],
  ])('what JSON cannot say is refused: %s', (text, words) => {
    expect(() => loadYaml(text)).toThrow(words);
  });
});

describe('untrusted input', () => {
  it('cannot reach a prototype', () => {
    const { value } = loadYaml('__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    const json = loadYaml('{"__proto__": {"polluted": true}}').value;
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
  });

  it('cannot reach a prototype through a merge key', () => {
    const { value } = loadYaml('a: &a {__proto__: {polluted: true}}\nb:\n  <<: *a\n  c: 1');
    expect((value as { b: { polluted?: boolean } }).b.polluted).toBeUndefined();
  });

  it('cannot fill the memory with aliases of aliases', () => {
    const levels = Array.from({ length: 20 }, (_, level) => {
      const members =
        level === 0
          ? 'x, x'
          : Array(10)
              .fill(`*l${level - 1}`)
              .join(', ');
      return `l${level}: &l${level} [${members}]`;
    });
    expect(() => loadYaml(levels.join('\n'))).toThrow('manifest.too-many-values');
  });

  it('cannot exhaust the stack with nesting', () => {
    expect(() => loadYaml(`a: ${'['.repeat(200_000)}`)).toThrow();
    expect(() => loadYaml(`{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).toThrow();
  });
});
