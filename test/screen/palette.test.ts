import { describe, expect, test } from 'vitest';
import { fuzzyScore } from '../../source/screen/input/fuzzy.ts';
import { corners, installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('fuzzy matching', () => {
  test('wants every letter, in order', () => {
    expect(fuzzyScore('nxm', 'next-match')).toBeDefined();
    expect(fuzzyScore('mxn', 'next-match')).toBeUndefined();
  });

  test('puts the beginning of a word before its middle', () =>
    expect(fuzzyScore('pro', 'proxies') ?? 0).toBeGreaterThan(fuzzyScore('pro', 'approve') ?? 0));
});

describe('the palette', () => {
  test('finds a command by a few of its letters, and does what its key does', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press(':');
    await screen.until(/┏━ Commands/);
    screen.press('uninst');
    await screen.until(/▸ uninstall +u +take all of it down/);
    screen.press('enter');
    await screen.until(/Type docker-desktop to confirm/);
    screen.press('esc');
    await screen.until((text) => !text.includes('Type docker-desktop'));
  });

  test('knows panes by what k9s calls them', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press(':', 'ns', 'enter');
    await screen.until(/┏━ 2 Namespaces/);
  });

  test('keeps what fits nothing, and Esc leaves it without a trace', async () => {
    const screen = start(installed);
    const before = await screen.until(/1 warned.*18\/18/s);
    screen.press(':', 'zzzz', 'enter');
    await screen.until(/No command is called that/);
    screen.press('esc');
    await screen.until((text) => text === before);
  });

  test('begins with what can be done now', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press(':');
    const text = await screen.until(/┏━ Commands.*▸ explain.*the next step/s);
    expect(text).not.toContain('No lesson was named');
    screen.press('lesson');
    await screen.until(/▸ lesson +W +No lesson was named/);
  });

  test('says where a command works that does not work here', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press(':', 'logs', 'enter');
    await screen.until(/Select a component, a pod or a proxy first/);
  });
});

describe('the help', () => {
  test('names the keys of the place it was asked in, and goes back there', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('n');
    await screen.until(/Run this step\?/);
    screen.press('?');
    const text = await screen.until(/Here: In a question/);
    expect(text).toMatch(/y +yes/);
    expect(text.indexOf('n Enter Esc q')).toBeLessThan(text.indexOf('Panes and rows'));
    screen.press('esc');
    await screen.until(/Run this step\?/);
    screen.press('n');
    await screen.until((now) => !now.includes('Run this step?'));
  });

  test('says why a key does nothing right now', async () => {
    const screen = start({ ...installed, readOnly: true });
    await screen.until(/6\/7/);
    screen.press('?');
    await screen.until(/Here: Steps/);
    screen.press('/', 'not now');
    await screen.until(/Here, but not now.*run the next step.*\n.*\(Read-only: nothing is written\.\)/s);
  });
});

describe('looking for a text', () => {
  test('n and N go through the rows that have it, round and round', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('3', '/', 'reviews', 'enter');
    await screen.until(/▸ ✔. reviews-v1/);
    screen.press('N');
    const last = await screen.until((text) => !/▸ ✔. reviews-v1/.test(text));
    expect(last).toMatch(/▸ +\S+.*reviews/);
    screen.press('n');
    await screen.until(/▸ ✔. reviews-v1/);
    screen.press('esc', 'n');
    await screen.until(/Run this step\?/);
  });

  test('in a page it goes to the place, marks it, and Esc clears it before it closes the page', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('?');
    await screen.until(/Here: Steps/);
    screen.press('/', 'English');
    await screen.until(/▸ +L +English or Japanese/);
    screen.press('enter', 'esc');
    await screen.until((text) => !text.includes('/English') && text.includes('English or Japanese'));
    expect(new Set(corners(screen.text.split('\n').slice(1, -1).join('\n')))).toEqual(new Set([1]));
    screen.press('esc');
    await screen.until(/3 Components/);
  });
});
