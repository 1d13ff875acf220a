import { describe, expect, test } from 'vitest';
import { commands } from '../../source/screen/input/commands.ts';
import { corners, installed, prepareProgram } from './harness.ts';
import { sequenceOf, type Terminal } from './terminal.ts';

const start = prepareProgram();

/** A generator that repeats itself for a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** All that keys can do but leave, go to the shell, write files, and say yes. */
const barred = new Set(['q', 'y', 'ctrl-c', 'ctrl-z']);
const keys = [
  ...new Set(commands.flatMap((command) => command.keys).filter((key) => !barred.has(key))),
  'a',
  'Z',
  '日',
];

/** Back to the panes from anywhere, with nothing typed or looked for. */
async function home(screen: Terminal): Promise<void> {
  for (let press = 0; press < 6; press += 1) {
    screen.press('esc');
    await screen.quiet(60);
  }
}

describe('whatever is pressed', () => {
  test('is pressed as a terminal sends it, every key of the table', () => {
    for (const key of commands.flatMap((command) => command.keys))
      expect(sequenceOf(key).length === 1 || sequenceOf(key).startsWith('\u001b'), key).toBe(true);
    expect(() => sequenceOf('hyper')).toThrow(/no key hyper/);
  });

  test.each([1, 20260])(
    '500 keys at random leave a screen that answers (seed %i)',
    async (seed) => {
      const screen = start(installed);
      await screen.until(/18\/18/);
      const next = random(seed);
      const pressed: string[] = [];
      for (let count = 0; count < 500; count += 1) {
        const key = keys[Math.floor(next() * keys.length)] ?? 'j';
        pressed.push(key);
        screen.press(key);
        // Keys of one packet belong together; a person's do not come all at once.
        if (count % 10 === 9) await screen.quiet(30);
      }
      await home(screen);
      screen.press('5');
      await screen.until(/5 (Steps|手順)/);
      screen.press(':');
      await screen.until(/┏━ (Commands|コマンド)/);
      screen.press('quit', 'enter');
      expect(await screen.exited, pressed.join(' ')).toMatchObject({ exitCode: 0 });
    },
    120_000,
  );

  test('a storm of sizes leaves a whole screen of the last one', async () => {
    const screen = start(installed, 120, 40);
    await screen.until(/18\/18/);
    const next = random(7);
    for (let count = 0; count < 60; count += 1)
      screen.resize(20 + Math.floor(next() * 200), 5 + Math.floor(next() * 60));
    screen.resize(80, 24);
    await screen.until(/1 Cluster +✔ 1\/1/);
    await screen.quiet();
    expect(new Set(corners(screen.text))).toEqual(new Set([3]));
    expect(screen.lines.filter((line) => line.startsWith(' hoist '))).toHaveLength(1);
  }, 60_000);
});

describe('frames', () => {
  const sizes = [
    [60, 15],
    [80, 24],
    [120, 40],
    [200, 60],
  ] as const;
  const cases = sizes.flatMap((size) =>
    (['en', 'ja'] as const).map((language) => [...size, language] as const),
  );

  test.each(cases)(
    'at %ix%i in %s have no torn border and no cut character',
    async (columns, rows, language) => {
      const screen = start({ ...installed, language }, columns, rows);
      await screen.until(/18\/18|6\/7/);
      for (const keys of [
        ['1'],
        ['2'],
        ['3'],
        ['4'],
        ['5'],
        ['6'],
        ['3', 'z'],
        ['z', '?'],
        ['esc', '5', 'enter'],
        ['esc', ':'],
      ]) {
        screen.press(...keys);
        await screen.quiet(120);
        const counts = corners(screen.text);
        const ends = screen.text.match(/�/g);
        expect(ends).toBeNull();
        // Where nothing lies over the panes, every frame has its four corners.
        if (!['?', ':', 'enter'].includes(keys.at(-1) ?? ''))
          expect(new Set(counts).size, `${keys} at ${columns}x${rows}:\n${screen.text}`).toBe(1);
        for (const line of screen.lines.slice(1, -1).filter((one) => /^[│┃╭┏╰┗]/.test(one)))
          expect(line, `${keys} at ${columns}x${rows}`).toMatch(/[│┃╮┓╯┛]$/);
      }
    },
    60_000,
  );
});
