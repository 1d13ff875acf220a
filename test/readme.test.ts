import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from '../source/headless/line/commands.ts';
import { readme, upToDate } from './readme.ts';

const text = readFileSync(readme, 'utf8');

it('lists the keys as the program has them (npm run readme brings it up to date)', () => {
  expect(text).toContain('`Ctrl-C`');
  expect(text).toBe(upToDate(text));
});

it('names every command of the headless face', () => {
  const named = Object.keys(commands).filter((command) => !text.includes(`hoist ${command}`));
  expect(Object.keys(commands)).toContain('audit');
  expect(named).toEqual([]);
});
