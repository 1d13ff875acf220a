import { expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();
const footer = (text: string) => text.split('\n').at(-1) ?? '';
/** Without the line that shows the keys, which changes by itself too. */
const page = (text: string) => text.split('\n').slice(0, -1).join('\n');

test('one key takes an audience from a step to its guide, its answers and the question, and says no yes', async () => {
  const screen = start({ ...installed, presenter: true });
  await screen.until(/┏━ 5 Steps 6\/7/);
  screen.press(' ');
  await screen.until(/┏━ Open the gateway/);
  // Page by page, then the answers, then their pages.
  for (let press = 0; press < 12 && !screen.text.includes('Run this step?'); press += 1) {
    const before = page(screen.text);
    screen.press(' ');
    await screen.until((text) => page(text) !== before);
  }
  await screen.until(/Run this step\?/);
  screen.press(' ');
  screen.press('n');
  const text = await screen.until((now) => !now.includes('Run this step?'));
  expect(text).toContain('5 Steps 6/7');
  expect(text).not.toContain('created');
}, 60_000);

test('the answers are in sight once that key has come to them, and no list of objects is paged through', async () => {
  const screen = start({ done: ['check', 'crds'], presenter: true });
  await screen.until(/┏━ 5 Steps 2\/7/);
  screen.press(' ');
  await screen.until(/┏━ Install the control plane/);
  await screen.until(() => screen.text.includes('Space'));
  const seen: string[] = [];
  for (let press = 0; press < 12 && !screen.text.includes('Run this step?'); press += 1) {
    const before = page(screen.text);
    screen.press(' ');
    seen.push(await screen.until((text) => page(text) !== before));
  }
  expect(seen.at(-1)).toContain('Run this step?');
  expect(seen.some((text) => text.includes('To think about, answered on this cluster'))).toBe(true);
  expect(seen.slice(0, -1).filter((text) => (text.match(/ create {3,}/g) ?? []).length > 10)).toEqual([]);
}, 60_000);

test('the keys that were pressed last are shown, each with its name, and rows stand apart', async () => {
  const screen = start({ ...installed, presenter: true });
  const text = await screen.until(/┏━ 5 Steps 6\/7/);
  const rows = text.split('\n');
  const place = rows.findIndex((row) => row.includes('Check the cluster'));
  expect(rows[place + 1]).toMatch(/^┃ +┃$/);
  expect(rows[place + 2]).toContain('Register the CRDs');
  screen.press('down', 'z', 'esc');
  await screen.until((now) => / Down +z +Esc *$/.test(footer(now)));
});

test('without it no key is shown, and that key means nothing', async () => {
  const screen = start(installed);
  await screen.until(/1 warned.*6\/7/s);
  const before = screen.text;
  screen.press(' ');
  screen.press('j');
  await screen.until(/▸ ✔ CRDs/);
  screen.press('k');
  await screen.until((text) => text === before);
});
