import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();
const footer = (text: string) => text.split('\n').at(-1) ?? '';

describe('a filter that nothing matches', () => {
  test.each([
    ['in a pane', '3', /3 Components.* \/xyzzy/],
    ['in the log', '6', /6 Log: .* \/xyzzy/],
  ])('%s offers no n, and n and N say so', async (_, pane, at) => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press(pane, '/', 'xyzzy', 'enter');
    await screen.until(at);
    await screen.until(/Nothing matches \/xyzzy/);
    expect(footer(screen.text)).not.toContain('n next match');
    for (const key of ['n', 'N']) {
      screen.press(key);
      await screen.until((text) => footer(text).includes('No match for /xyzzy. Esc clears it.'));
      screen.press('?');
      await screen.until(/┏━ Keys/);
      screen.press('esc');
      await screen.until((text) => !text.includes('┏━ Keys') && !footer(text).includes('No match'));
    }
  });

  test('on a page is said at the page, offers no n, and n says so', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('K');
    await screen.until(/┏━ Words/);
    screen.press('/', 'xyzzy');
    await screen.until(/┏━ Words \/xyzzy \(no match\)/);
    screen.press('enter');
    await screen.until((text) => footer(text).includes('? help'));
    expect(footer(screen.text)).not.toContain('n next');
    screen.press('n');
    await screen.until((text) => footer(text).includes('No match for /xyzzy'));
  });
});

test('a filter that something matches offers n', async () => {
  const screen = start(installed);
  await screen.until(/18\/18/);
  screen.press('3', '/', 'istio', 'enter');
  await screen.until((text) => /\/istio/.test(text) && footer(text).includes(' n next'));
});

test('Ctrl-G leaves a filter that is being typed, as in the line of a shell', async () => {
  const screen = start(installed);
  await screen.until(/18\/18/);
  screen.press('3', '/', 'grafana');
  await screen.until((text) => footer(text).startsWith(' /grafana'));
  screen.press('ctrl-g');
  await screen.until((text) => !text.includes('/grafana') && text.includes('istio-citadel'));
});
