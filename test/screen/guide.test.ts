import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('the guide', () => {
  test('compares the chapter with this cluster, and keeps its answers until they are asked for', async () => {
    const screen = start(installed, 80, 60);
    await screen.until(/6\/7/);
    screen.press('5', 'g', 'j', 'j', 'enter');
    const asked = await screen.until(/To think about \(a shows the answers\)/);
    expect(asked).toMatch(/In the book: kubectl apply of istio-demo\.yaml/);
    expect(asked).toMatch(/Here: \d+ of \d+ workloads in istio-system/);
    expect(asked).not.toContain('single point of failure; here');
    screen.press('a');
    await screen.until(/One replica is a single point of failure; here that is: grafana/s);
    screen.press('L');
    await screen.until(/考えてみましょう \(このクラスタでの答え\)/);
    screen.press('a');
    await screen.until(/考えてみましょう \(a で答えを表示\)/);
  });

  test('brings its answers into sight on a small screen', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('5', 'g', 'enter');
    expect(await screen.until(/┏━ Check the cluster/)).not.toContain('To think about');
    screen.press('a');
    await screen.until(/To think about, answered on this cluster/);
  });

  test('stands beside the panes where there is room, goes along with the cursor, and goes away', async () => {
    const screen = start(installed, 200, 60);
    await screen.until(/6\/7/);
    screen.press('5', 'g');
    await screen.until(/Guide: Check the cluster/);
    screen.press('j');
    await screen.until(/Guide: Register the CRDs/);
    screen.press('i');
    await screen.until((text) => !text.includes('Guide:'));
    screen.press('i');
    await screen.until(/Guide: Register the CRDs/);
  });

  test('takes pilot away only after a yes, and never where hoist only looks', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('A');
    await screen.until(/Take istio-pilot away for a moment\?/);
    screen.press('enter');
    await screen.until((text) => !text.includes('Take istio-pilot away'));
    const looking = start({ ...installed, readOnly: true });
    await looking.until(/18\/18/);
    looking.press('A');
    await looking.until(/Read-only: nothing is written/);
  });
});

describe('the words', () => {
  test('on the screen come first, and can be looked for', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('4', 'K');
    const text = await screen.until(/On the screen now/);
    expect(text).toMatch(/STALE: pilot sent something/);
    screen.press('/', 'finalizer');
    await screen.until(/▸ *Finalizer: a mark/);
  });
});
