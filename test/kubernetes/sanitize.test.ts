import { describe, expect, test } from 'vitest';
import { sanitizeLine, sanitizeText } from '../../source/kubernetes/sanitize.ts';
import { sanitizeObject } from '../../source/kubernetes/sanitize-object.ts';

const ESC = '\u001b';

describe('text from a cluster', () => {
  test('that is clean stays as it is', () => {
    for (const text of [
      '',
      'plain',
      'two\nlines',
      '帆船 ⛵ naïve “quotes”',
      'שלום',
      'العربية',
      '👩‍💻',
      'می‌خواهم',
    ])
      expect(sanitizeText(text)).toBe(text);
  });

  test.each([
    ['writes the clipboard (OSC 52, ended by BEL)', `a${ESC}]52;c;c3RvbGVu\u0007b`],
    ['writes the clipboard (OSC 52, ended by ST)', `a${ESC}]52;c;c3RvbGVu${ESC}\\b`],
    ['writes the clipboard with C1 controls', 'a\u009d52;c;c3RvbGVu\u009cb'],
    ['retitles the window', `a${ESC}]0;title\u0007b`],
    ['makes a link', `a${ESC}]8;;http://evil.test${ESC}\\b`],
    ['rings', 'a\u0007b'],
    ['colours', `a${ESC}[1;31mb`],
    ['colours with a C1 control', 'a\u009b1;31mb'],
    ['clears the screen', `a${ESC}[2J${ESC}[Hb`],
    ['leaves the alternate screen', `a${ESC}[?1049lb`],
    ['resets the terminal', `a${ESC}cb`],
    ['changes the character set', `a${ESC}(0b`],
    ['sends a device control string', `a${ESC}P+q544e${ESC}\\b`],
    ['sends an application command', `a${ESC}_Gf=100;AAAA${ESC}\\b`],
    ['goes back and overwrites', 'a\u0008b'],
    ['deletes', 'a\u007fb'],
    ['shifts out', 'a\u000eb'],
    ['turns the direction of text around', 'a\u202eb'],
    ['isolates a direction', 'a\u2066\u2069b'],
    ['marks a direction', 'a\u200e\u200f\u061cb'],
    ['hides in words that look the same', 'a\u200b\u2060\ufeff\u00adb'],
    ['ends with half a sequence', `ab${ESC}`],
    ['ends with half a colour', `ab${ESC}[31`],
    ['hides one sequence in another', `a${ESC}${ESC}[31mb`],
  ])('that %s does so no longer', (_, text) => {
    expect(sanitizeText(text)).toBe('ab');
  });

  test('keeps no control at all, whatever is put together', () => {
    const bits = [
      escape,
      '[',
      ']',
      '31',
      'm',
      '\u0007',
      '\\',
      '\u009b',
      '\u009d',
      '\u009c',
      'P',
      'x',
      '\r',
      '\u202e',
    ];
    let seed = 7;
    for (let round = 0; round < 5000; round += 1) {
      let text = '';
      for (let bit = 0; bit < 12; bit += 1) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        text += bits[seed % bits.length];
      }
      expect(sanitizeText(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  test('does not vanish behind a C1 control that only wrong decoding made', () => {
    // A right quote, UTF-8 read as Latin-1: its last byte looks like the beginning of an OSC.
    expect(sanitizeText('it\u00e2\u0080\u009ds all here')).toBe('it\u00e2s all here');
  });

  test('does not hide the lines below behind a sequence that never ends', () => {
    expect(sanitizeText(`first ${ESC}]0;no end\nsecond`)).toContain('second');
  });

  test('takes no longer for the worst than its length demands', () => {
    for (const worst of ['\u009d', `${ESC}]`, `${ESC}[`, '\u0090', `${ESC}P\u0007`])
      expect(sanitizeText(worst.repeat(200_000)).length).toBeLessThan(400_001);
  });

  test('keeps its line ends, of whatever system', () => {
    expect(sanitizeText('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });

  test('has a space for a tab', () => {
    expect(sanitizeText('a\tb')).toBe('a b');
  });

  test('of one line has no line end', () => {
    expect(sanitizeLine('a\r\nb\n\nc\u2028d')).toBe('a b cd');
  });
});

describe('an object from a cluster', () => {
  test('that is clean comes back as it is, without a copy', () => {
    const object = { metadata: { name: 'a', labels: { app: 'a' } }, list: [{ word: 'b' }, 1, null, true] };
    expect(sanitizeObject(object)).toBe(object);
  });

  test('has every string made safe, deep inside and in keys', () => {
    const object = {
      status: { conditions: [{ message: 'bell \u0007' }, { message: 'fine' }] },
      data: { 'key\u001b[31m': 'value' },
    };
    const safe = sanitizeObject(object);
    expect(safe).toEqual({
      status: { conditions: [{ message: 'bell ' }, { message: 'fine' }] },
      data: { key: 'value' },
    });
    expect(safe.status.conditions[1]).toBe(object.status.conditions[1]);
    expect(object.status.conditions[0]?.message).toBe('bell \u0007');
  });

  test('cannot reach a prototype', () => {
    const safe = sanitizeObject(JSON.parse('{"__proto__":{"polluted":"yes\\u0007"}}'));
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(safe)).toBe(Object.prototype);
  });

  test('cannot exhaust the stack', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(Array.isArray(sanitizeObject(deep))).toBe(true);
  });
});
