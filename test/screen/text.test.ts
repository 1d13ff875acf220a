import { execFileSync } from 'node:child_process';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cut, cutMiddle, pad, padStart } from '../../source/screen/text/cut.ts';
import { foldProse } from '../../source/screen/text/fold-prose.ts';
import { fitLine, foldLine, lineText, lineWidth, segment, spread } from '../../source/screen/text/line.ts';
import { QuickSegmenter } from '../../source/screen/text/quick-segmenter.ts';
import quickWidth from '../../source/screen/text/quick-width.ts';
import { isSimple } from '../../source/screen/text/simple.ts';
import { takeEnd, takeStart, widthOf } from '../../source/screen/text/width.ts';
import { fold, foldCommand, wrap } from '../../source/screen/text/wrap.ts';

describe('width', () => {
  test.each([
    ['istio', 5],
    ['日本語', 6],
    ['コンポーネント', 14],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['', 0],
  ])('%s takes %i cells', (text, width) => expect(widthOf(text)).toBe(width));

  test('never takes half of a character', () => {
    expect(takeStart('日本語', 5)).toBe('日本');
    expect(takeEnd('日本語', 5)).toBe('本語');
    expect(takeStart('e\u0301a', 1)).toBe('e\u0301');
    expect(takeStart('a', 0)).toBe('');
  });
});

describe('the quick way', () => {
  const units = Array.from({ length: 0xffff }, (_, at) => String.fromCharCode(at + 1)).filter(
    (unit) => !/[\ud800-\udfff]/.test(unit),
  );
  const simple = units.filter(isSimple);
  const segmenter = new Intl.Segmenter();
  const quick = new QuickSegmenter();
  const graphemes = (by: Pick<Intl.Segmenter, 'segment'> | QuickSegmenter, text: string) =>
    Array.from(by.segment(text), ({ segment, index }) => [segment, index]);

  test('knows what terminals mostly show', () => {
    for (const text of [
      'istio-pilot',
      '日本語とコンポーネント',
      '╭─┏━▸▾✔✖●◐…',
      'Größe',
      '한국어',
      '（全角）',
    ])
      expect(isSimple(text), text).toBe(true);
    for (const text of ['e\u0301', '👩‍👩‍👧', 'が'.normalize('NFD'), '\u00ad', '\r\n', '\u200b', 'ไทย'])
      expect(isSimple(text), text).toBe(false);
  });

  test('every character of it is as wide as string-width says', () => {
    expect(simple.length).toBeGreaterThan(40_000);
    expect(units.filter((unit) => quickWidth(unit) !== stringWidth(unit))).toEqual([]);
  });

  test('no two characters of it are one', () => {
    const text = simple.flatMap((unit) => ['あ', unit, '─', unit, unit, '\u001b', unit]).join('');
    expect(graphemes(quick, text)).toEqual(graphemes(segmenter, text));
  });

  test.each([
    '\u001b[32mgood\u001b[39m 日本',
    '\u001b]8;;http://x\u0007link\u001b]8;;\u0007',
    'e\u0301\u001b[1mb',
    '👩‍👩‍👧 a',
  ])('colours, links and what combines are left to string-width: %j', (text) => {
    expect(quickWidth(text)).toBe(stringWidth(text));
    expect(quickWidth(text, { countAnsiEscapeCodes: true })).toBe(
      stringWidth(text, { countAnsiEscapeCodes: true }),
    );
    expect(quickWidth(text, { ambiguousIsNarrow: false })).toBe(
      stringWidth(text, { ambiguousIsNarrow: false }),
    );
    expect(graphemes(quick, text)).toEqual(graphemes(segmenter, text));
  });
});

describe('cut and pad', () => {
  test.each([
    ['istio-pilot', 20, 'istio-pilot'],
    ['istio-pilot', 6, 'istio…'],
    ['日本語版', 5, '日本…'],
    ['日本語版', 4, '日…'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
  ])('%s in %i cells is %s', (text, width, wanted) => expect(cut(text, width)).toBe(wanted));

  test('keeps both ends of a name', () => {
    expect(cutMiddle('istio-ingressgateway-5679bd865d-q6nxg', 17)).toBe('istio-in…5d-q6nxg');
    expect(cutMiddle('short', 17)).toBe('short');
  });

  test('is exactly as wide as it must be, also where a wide character does not fit', () => {
    for (const text of ['istio', '日本語', 'a日b本', ''])
      for (let width = 0; width < 9; width += 1) {
        expect(widthOf(pad(text, width))).toBe(width);
        expect(widthOf(padStart(text, width))).toBe(width);
      }
    expect(padStart('7', 3)).toBe('  7');
  });
});

describe('wrap', () => {
  test('breaks between words', () =>
    expect(wrap('Press n for the next step.', 12)).toEqual(['Press n for', 'the next', 'step.']));

  test('breaks a word that is too long for any line', () =>
    expect(wrap('a kubernetes.docker.internal', 10)).toEqual(['a', 'kubernetes', '.docker.in', 'ternal']));

  test('breaks Japanese anywhere, but begins no line with a full stop', () => {
    expect(wrap('書き込みません。', 14)).toEqual(['書き込みませ', 'ん。']);
    for (const row of wrap('準備状況のチェックとヒント。もう一度で再実行、', 9)) {
      expect(widthOf(row)).toBeLessThanOrEqual(10);
      expect(row).not.toMatch(/^[。、]/);
    }
  });

  test('keeps empty lines', () => expect(wrap('a\n\nb', 5)).toEqual(['a', '', 'b']));

  test('a fold loses no space', () => expect(fold('  a: b c', 4)).toEqual(['  a:', ' b c']));
});

describe('a line of Japanese', () => {
  test.each([
    ['リスナー(ポート)、エンドポイント', 15],
    ['リスナー（ポート）、エンドポイント', 17],
    ['「ポート」「リスナー」', 14],
    ['ポート(http)です。ヵヶ・', 12],
  ])('%s neither begins with what closes nor ends with what opens', (text, width) => {
    for (let narrower = width; narrower > 10; narrower -= 1)
      for (const line of wrap(text, narrower)) {
        expect(line).not.toMatch(/^[)）」、。・ー]/);
        expect(line).not.toMatch(/[(（「]$/);
      }
  });
});

describe('lines', () => {
  const line = [segment('abc', 'good'), segment('日本語')];

  test('are cut with their tones', () => {
    expect(fitLine(line, 6)).toEqual([
      { text: 'abc', tone: 'good' },
      { text: '日' },
      { text: '…', tone: 'quiet' },
    ]);
    for (let width = 0; width < 14; width += 1) expect(lineWidth(fitLine(line, width))).toBe(width);
  });

  test('fold into rows that together say the same', () => {
    const rows = foldLine(line, 4);
    expect(rows.map(lineText)).toEqual(['abc', '日本', '語']);
  });

  test('spread over a row, where the right side is kept', () => {
    expect(lineText(spread([segment('left side')], [segment('right')], 12))).toBe('left s…right');
    expect(lineText(spread([segment('l')], [segment('r')], 5))).toBe('l   r');
  });
});

describe('a sentence that does not fit', () => {
  const line = [
    segment(' ! note ', 'warn'),
    segment('the registry counts what is pulled, and the limit is used up', 'bad'),
  ];
  const folded = (width: number, rows: number) => foldProse(line, { width, rows, indent: 3, mark: '~' });

  test('is broken between its words, and keeps its tones', () => {
    const rows = folded(32, 4);
    expect(rows.map((row) => lineText(row).trimEnd())).toEqual([
      ' ! note the registry counts',
      '   what is pulled, and the limit',
      '   is used up',
    ]);
    for (const row of rows) expect(lineWidth(row)).toBe(32);
    expect(rows[0]?.[0]).toMatchObject({ tone: 'warn' });
    expect(rows[2]?.[1]).toMatchObject({ tone: 'bad' });
  });

  test('is cut after so many rows', () => {
    const rows = folded(32, 2);
    expect(rows).toHaveLength(2);
    expect(lineText(rows[1] ?? [])).toBe('   what is pulled, and the limi~');
  });

  test('is left alone where it fits', () => expect(folded(80, 2)).toEqual([line]));
});

describe('a line for the shell', () => {
  const command = `printf %s, kubectl -n istio-system get svc istio-ingressgateway -o jsonpath='{.spec.ports[?(@.name=="http2")].nodePort}' 'two  words' ${'long-'.repeat(20)}`;
  const said = (line: string) => execFileSync('sh', ['-c', line], { encoding: 'utf8' });

  test.each([20, 37, 60, 200])('says the same to the shell in rows of %i', (width) => {
    const rows = foldCommand(command, width);
    expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(Math.max(width, 20));
    expect(said(rows.join('\n'))).toBe(said(command));
  });

  test('is parted between words', () => {
    expect(foldCommand('$ kubectl -n istio-system get service istio-ingressgateway', 40)).toEqual([
      '$ kubectl -n istio-system get service \\',
      '  istio-ingressgateway',
    ]);
  });
});
