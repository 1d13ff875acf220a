import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

test('a screen reader gets what comes to pass as lines, one below the other, without a frame', async () => {
  const screen = start({ ...installed, spoken: true }, 80, 60);
  await screen.until(/docker-desktop: live\n5 Steps\. Check cluster, done/);
  expect(screen.onAlternateScreen).toBe(false);
  screen.press('j');
  await screen.until(/\nCRDs, done, All 58 CRDs are registered and served\.\n/);
  screen.press('3');
  await screen.until(/\n3 Components\. istio-system\n/);
  screen.press('n');
  await screen.until(/\nRun this step\?\nOpen the gateway\n.*to create: 2/s);
  screen.press('y');
  await screen.until(
    /Gateway: running\..*\$ kubectl apply -f samples.*Bookinfo answers at.*Gateway: done\./s,
  );
  expect(screen.text).not.toMatch(/[─━│┃╭╮╰╯┏┓┗┛✔◐▲✖▸]/);
  // What was said is not drawn anew: it stays where the reader has it.
  expect(screen.written.match(/docker-desktop: live/g)).toHaveLength(1);
  screen.press('q');
  expect(await screen.exited).toMatchObject({ exitCode: 0 });
  expect(screen.written).toContain('\u001b[?25h');
});

test('and pages, what is typed and the other language as well', async () => {
  const screen = start({ ...installed, spoken: true }, 80, 60);
  await screen.until(/5 Steps\. Check cluster, done/);
  screen.press('u');
  await screen.until(/Take all of it down\?.*Type docker-desktop to confirm.*to delete: \d+/s);
  screen.press('dock');
  await screen.until(/\n> dock/);
  screen.press('esc');
  await screen.until(/to delete: \d+.*5 Steps\./s);
  screen.press('L');
  await screen.until(/5 手順\. クラスタ確認, 完了/);
});

describe('a log', () => {
  test('is read out: whose it is, its newest lines, and how many were passed over', async () => {
    const screen = start({ ...installed, spoken: true, logLines: 40 }, 80, 60);
    await screen.until(/5 Steps\./);
    screen.press('3', 'g', 'j', 'l');
    await screen.until(/\ngrafana-\S+ grafana\n/);
    await screen.until(/\n35 lines passed over\n.*line 35 of grafana.*line 39 of grafana/s);
    expect(screen.text).not.toContain('line 34 of grafana');
  });

  test('is gone through line by line', async () => {
    const screen = start({ ...installed, spoken: true, logLines: 40 }, 120, 60);
    await screen.until(/5 Steps\./);
    screen.press('3', 'g', 'j', 'l');
    await screen.until(/line 39 of grafana/);
    screen.press('g');
    await screen.until(/\ninfo ads line 0 of grafana/);
    screen.press('j');
    await screen.until(/\ninfo ads line 1 of grafana/);
  });

  test('that pours is not read line by line', async () => {
    const screen = start({ ...installed, spoken: true, logLines: 0, logEvery: 1 }, 80, 60);
    await screen.until(/5 Steps\./);
    screen.press('3', 'g', 'j', 'l');
    await screen.until(/\d+ lines passed over\n.*\d+ lines passed over\n/s);
    const read = screen.written.match(/line \d+ of grafana/g)?.length ?? 0;
    const passed = [...screen.written.matchAll(/(\d+) lines passed over/g)];
    expect(read).toBeLessThanOrEqual(5 * (passed.length + 1));
  });
});
