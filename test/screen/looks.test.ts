import { expect, test } from 'vitest';
import { themes } from '../../source/screen/look/themes.ts';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();
const ready = /1 warned.*18\/18/s;

test('a theme changes colours only: the text is the same in every one', async () => {
  const screen = start({ ...installed, theme: 'dark' });
  const before = (await screen.until(ready)).split('\n').slice(0, -1);
  for (const theme of ['light', 'high-contrast', 'colour-blind', 'mono']) {
    screen.press('T');
    const text = await screen.until(new RegExp(`Theme: ${theme}`));
    expect(text.split('\n').slice(0, -1)).toEqual(before);
  }
  expect(screen.written).toContain(`\u001b[${themes['colour-blind'].good}m`);
});

test('without colour nothing is painted', async () => {
  const screen = start({ ...installed, color: false });
  await screen.until(ready);
  expect(screen.written).not.toMatch(/\u001b\[[\d;]*m/);
});

test('in ASCII there is nothing but ASCII', async () => {
  const screen = start({ ...installed, ascii: true });
  const text = await screen.until(/1 warned/);
  expect(text).not.toMatch(/[^ -~\n]/);
});

test('a terminal that draws ambiguous characters two cells wide gets frames of ASCII', async () => {
  const wide = (reply: string) => reply.replace(';2R', ';3R');
  const screen = start({ ...installed, language: 'ja' }, 80, 24, wide);
  const text = await screen.until(/= 5 手順/);
  expect(text).not.toMatch(/[─━│┃✔▸▲…]/);
});

test('the terminal is asked for that width, and its answer is no key', async () => {
  const screen = start(installed);
  const text = await screen.until(ready);
  expect(screen.written).toContain('\u001b[6n');
  expect(text).toMatch(/━ 5 Steps/);
});

test('a context has the colour that somebody gave it, by name or by pattern', async () => {
  const screen = start({ ...installed, contexts: { 'docker-*': 'red' } });
  await screen.until(ready);
  expect(screen.written).toMatch(/\u001b\[31m docker-desktop/);
});

test('keys can be others: the old one is free, the footer and the help say the new one', async () => {
  const screen = start({ ...installed, keymap: { zoom: ['Z'], yaml: ['z'] } });
  await screen.until(ready);
  screen.press('3', 'j', 'z');
  await screen.until(/apiVersion/);
  screen.press('esc', 'Z');
  await screen.until((now) => now.includes('3 Components') && !now.includes('5 Steps'));
  screen.press('?');
  await screen.until(/Here: Components/);
  screen.press('/', 'whole');
  await screen.until(/Z +give the pane the whole screen/);
});
