import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('a key that means nothing where it was pressed', () => {
  test('says so, and where the keys are named', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('v');
    await screen.until(/v does nothing here\. \? names the keys that do\./);
  });

  test('says on a page that it is a key of the panes', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('5', 'g', 'enter');
    await screen.until(/┏━ Check the cluster/);
    screen.press('u');
    await screen.until(/u works in the panes, not on a page\. Esc closes the page\./);
  });

  test('says in a question that it is no answer, and leaves the question', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('n');
    await screen.until(/Run this step\?/);
    screen.press('v');
    expect(await screen.until(/v is no answer to this\./)).toContain('Run this step?');
  });

  test('is not told what it sees: that there is nothing above the first row, and nowhere to go back', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('5', 'g', 'k', 'up', 'esc', 'left');
    await screen.quiet(150);
    expect(screen.text).not.toContain('does nothing');
  });
});

test('a step can be run from its guide, after a question', async () => {
  const screen = start(installed);
  await screen.until(/6\/7/);
  screen.press('5', 'G', 'k', 'enter');
  await screen.until(/┏━ Open the gateway|┏━ .*gateway/i);
  screen.press('r');
  await screen.until(/Run this step\?/);
});

test('the keys of the place come first in its help', async () => {
  const screen = start(installed);
  await screen.until(/18\/18/);
  screen.press('6', '?');
  const help = await screen.until(/Here: Log/);
  expect(help).toMatch(
    /Here: Log.*follow the end of the log, or stay.*lay out lines of JSON.*run the next step/s,
  );
});
