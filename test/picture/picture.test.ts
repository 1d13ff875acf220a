import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { svgOf } from './svg.ts';

const look = { width: 1, colour: -1, bold: false, faint: false, inverse: false };
const cells = (text: string, more = {}) => [...text].map((one) => ({ ...look, text: one, ...more }));

it('draws a row as few texts as its looks, each as wide as its cells', () => {
  const svg = svgOf([[...cells('a<b'), ...cells('ok', { colour: 2 })]], 'x');
  expect(svg.match(/<text /g)).toHaveLength(2);
  expect(svg).toContain('>a&lt;b</text>');
  expect(svg).toContain('textLength="25.2"');
});

it('gives a wide character its two cells, and a reversed one its ground', () => {
  const wide = [
    { ...look, text: '日', width: 2, inverse: true },
    { ...look, text: '', width: 0 },
  ];
  const svg = svgOf([wide], 'x');
  expect(svg).toContain('textLength="16.8"');
  expect(svg.match(/<rect /g)).toHaveLength(2);
});

it('the picture in the README is one of the whole chapter', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain('(docs/screen.svg)');
  const svg = readFileSync(new URL('../../docs/screen.svg', import.meta.url), 'utf8');
  const words = svg.replace(/<[^>]*>/g, '');
  expect(words).toContain('SIMULATED');
  expect(words).toMatch(/7\/7/);
});
