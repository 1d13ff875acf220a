import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('logs', () => {
  test('offers the containers of a component, and streams the chosen one', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('3', '/', 'istio-pilot', 'enter');
    await screen.until(/▸ ✔▾ istio-pilot/);
    screen.press('l');
    await screen.until(/Logs of which container\?/);
    screen.press('2');
    await screen.until(/6 Log: istio-pilot-696788f6c9-77w9n . istio-proxy/);
    await screen.until(/line 39 of istio-proxy/);
    screen.press('g');
    await screen.until(/line 0 of istio-proxy/);
    screen.press('G');
    await screen.until(/line 39 of istio-proxy/);
    screen.press('e');
    await screen.until(/6 Log: run/);
  });

  test('shows what the container said before it was started anew, and what it says now', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('4', 'l');
    await screen.until(/line 39 of istio-proxy/);
    screen.press('P');
    await screen.until(/istio-proxy \(previous run\).*before it was started anew/s);
    screen.press('P');
    await screen.until((text) => text.includes('line 39 of istio-proxy') && !text.includes('previous run'));
  });

  test('a pause keeps what arrives, and counts it', async () => {
    const screen = start({ ...installed, logEvery: 5 });
    await screen.until(/18\/18/);
    screen.press('4', 'l');
    await screen.until(/line \d\d+ of istio-proxy/);
    screen.press('p');
    await screen.until(/paused, \d\d+ new/);
    const shown = /line (\d+) of(?![\s\S]*line \d+ of)/.exec(screen.text)?.[1];
    await screen.until(/paused, [2-9]\d+ new/);
    expect(/line (\d+) of(?![\s\S]*line \d+ of)/.exec(screen.text)?.[1]).toBe(shown);
    screen.press('p');
    await screen.until(
      (text) => Number(/line (\d+) of(?![\s\S]*line \d+ of)/.exec(text)?.[1]) > Number(shown),
    );
  });

  test('wraps long lines, and shows times', async () => {
    const screen = start({ ...installed, logLines: 5 });
    await screen.until(/18\/18/);
    screen.press('4', 'l');
    await screen.until(/line 4 of istio-proxy: push of 日本語.*…/);
    screen.press('w');
    await screen.until(/cut in any pane/);
    screen.press('t');
    await screen.until(/\d\d:\d\d:\d\d info/);
  });
});

describe('merged logs', () => {
  test('show whose each line is, lay JSON out, mark what is late, and are filtered by patterns', async () => {
    const screen = start({ ...installed, logLines: 30 }, 120, 40);
    await screen.until(/18\/18/);
    screen.press('5', 'j', 'j', 'm');
    await screen.until(/6 Log: all of control-plane/);
    screen.press('z');
    await screen.until(/details-v1 details info said 28/);
    await screen.until(/ratings-v1 ratings \(late\) info said 5/);
    await screen.until(/"msg":"said 3"/);
    screen.press('J');
    await screen.until(/said 3 level=error user=日本/);
    screen.press('/', 's', 'a', 'i', 'd', ' ', '[', '3', ']', ' ', '&', ' ', '!', 'x', 'enter');
    await screen.until((text) => text.includes('said 3 level=error') && !text.includes('info said 28'));
  });

  test('are also of the previous runs, and back', async () => {
    const screen = start({ ...installed, logLines: 30 }, 120, 40);
    await screen.until(/18\/18/);
    screen.press('5', 'j', 'j', 'm');
    await screen.until(/6 Log: all of control-plane ━/);
    screen.press('P');
    await screen.until(/6 Log: all of control-plane \(previous run\)/);
    screen.press('e');
    await screen.until(/hoist logs step\/control-plane --tail 500 --previous/);
    screen.press('5', 'm');
    await screen.until(/6 Log: all of control-plane ━/);
  });

  test('are searched while the keys are answered, however long they are', async () => {
    const screen = start({ ...installed, logLines: 80_000 }, 120, 40);
    await screen.until(/18\/18/);
    screen.press('5', 'j', 'j', 'm');
    await screen.until(/said 79999/, 30_000);
    screen.press('/', ...'nowhere');
    await screen.until(() => /searching, \d+ %/.test(screen.written));
    screen.press('enter', '?');
    await screen.until(/j k scroll, Esc closes/);
    screen.press('esc');
    await screen.until(/Nothing matches \/nowhere\. Esc/, 30_000);
    screen.press('/', 'ctrl-u', ...'said 4242$', 'enter');
    await screen.until((text) => /said 4242\b/.test(text) && !text.includes('searching'), 30_000);
  }, 120_000);

  test('give the line that is the last in sight to the clipboard', async () => {
    const screen = start({ ...installed, logLines: 30 }, 120, 40);
    await screen.until(/18\/18/);
    screen.press('5', 'j', 'j', 'm');
    await screen.until(/ratings info said 29/);
    screen.press('y');
    await screen.until(/Copied, if the terminal allows it: ratings-v1 ratings info said 29/);
  });

  test('are refused where a row stands for none', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('5', 'g', 'm');
    await screen.until(/Select a step with pods/);
  });
});
