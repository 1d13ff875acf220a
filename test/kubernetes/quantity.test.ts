import { expect, it } from 'vitest';
import { formatBytes, formatCores, parseQuantity } from '../../source/kubernetes/quantity.ts';

it.each([
  ['100m', 0.1],
  ['2', 2],
  [4, 4],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['2048Mi', 2048 * 2 ** 20],
  ['128974848', 128974848],
  ['129e6', 129e6],
  ['1E3', 1000],
  ['1E', 1e18],
  ['1k', 1000],
  ['-1', -1],
])('reads %s as %d', (quantity, value) => {
  expect(parseQuantity(quantity)).toBeCloseTo(value, 9);
});

it.each(['', 'abc', '1 Gi', '1K', '1mi', '--1', '1e'])('finds no quantity in "%s"', (text) => {
  expect(parseQuantity(text)).toBeNaN();
});

it.each([
  [0.68, '680m'],
  [2, '2'],
  [1.5, '1500m'],
])('writes %d cores as %s', (cores, text) => {
  expect(formatCores(cores)).toBe(text);
});

it.each([
  [2368 * 2 ** 20, '2.3Gi'],
  [512 * 2 ** 20, '512Mi'],
  [4 * 2 ** 30, '4Gi'],
  [0, '0'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
