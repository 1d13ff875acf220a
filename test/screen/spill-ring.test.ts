import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SpillFile } from '../../source/screen/state/spill-file.ts';
import { SpillRing } from '../../source/screen/state/spill-ring.ts';

const MiB = 2 ** 20;

function ring(memory: number, disk: number): SpillRing<{ text: string }> {
  const one = new SpillRing<{ text: string }>({ memory, disk, sizeOf: ({ text }) => text.length });
  onTestFinished(() => one.close());
  return one;
}

const entry = (number: number) => ({ text: `${number} `.padEnd(1000, '日') });

describe('a ring that spills', () => {
  test('gives back what is on disk as it went in, and the newest from memory', () => {
    const one = ring(MiB, 64 * MiB);
    for (let number = 0; number < 5000; number += 1) one.push(entry(number));
    expect([one.first, one.end]).toEqual([0, 5000]);
    for (const number of [0, 1, 262, 263, 2500, 4998, 4999]) expect(one.at(number)).toEqual(entry(number));
    expect(one.at(5000)).toBeUndefined();
    expect(one.at(-1)).toBeUndefined();
  });

  test('keeps to its bound: the oldest go, are counted, and the numbers of the others stay', () => {
    const one = ring(MiB, 4 * MiB);
    for (let number = 0; number < 20_000; number += 1) one.push(entry(number));
    expect(one.first).toBeGreaterThan(10_000);
    expect(one.end).toBe(20_000);
    expect(one.at(one.first - 1)).toBeUndefined();
    for (let number = one.first; number < one.end; number += 100)
      expect(one.at(number)).toEqual(entry(number));
    expect(one.limit).toBe(5 * MiB);
  });

  test('gives back no line that was written over, however differently long the pieces on disk are', () => {
    const one = ring(MiB / 4, 2 * MiB);
    // A letter is one byte on disk and the other three: pieces of equal size in memory are not so there.
    const letters = ['x', '日'];
    const varied = (number: number) => ({
      text: `${number} `.padEnd(1000, letters[Math.floor(number / 700) % 3 === 0 ? 1 : 0]),
    });
    for (let number = 0; number < 20_000; number += 1) {
      one.push(varied(number));
      if (number % 250 === 0) expect(one.at(one.first)).toEqual(varied(one.first));
    }
    for (let number = one.first; number < one.end; number += 50)
      expect(one.at(number)).toEqual(varied(number));
  });

  test('drops and counts where the disk has no room', () => {
    const one = ring(MiB, 1000);
    for (let number = 0; number < 3000; number += 1) one.push(entry(number));
    expect(one.first).toBeGreaterThan(0);
    expect(one.at(one.first)).toEqual(entry(one.first));
    expect(one.at(2999)).toEqual(entry(2999));
  });
});

test('nothing of the file can be found in the file system while it is open', () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('hoist-log-'));
  const file = new SpillFile(MiB);
  onTestFinished(() => file.close());
  const extent = file.write('日本 said');
  expect(file.read(extent)).toBe('日本 said');
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith('hoist-log-'));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});
