import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('pages that say how things are', () => {
  test('the way in shows the stations, and the address that answers', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('o');
    const text = await screen.until(/Bookinfo answers at/);
    expect(text).toContain('http://192.168.65.3:31380/productpage');
    for (const station of ['this machine to the cluster', 'the Service', 'the listener', 'the route'])
      expect(text).toContain(station);
    screen.press('y');
    await screen.until(() => screen.written.includes('\u001b]52;c;'));
    const [, copied = ''] = /\u001b\]52;c;([^\u0007]*)/.exec(screen.written) ?? [];
    expect(Buffer.from(copied, 'base64').toString()).toBe('http://192.168.65.3:31380/productpage');
  });

  test('Enter on a proxy says why it is as it is', async () => {
    const screen = start(installed, 120, 40);
    await screen.until(/STALE/);
    screen.press('4', '/', 'ratings', 'enter', 'enter');
    const text = await screen.until(/As a proxy/);
    expect(text).toContain('EDS STALE');
    expect(text).toContain('x12');
  });

  test('events are there with their counts', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('E');
    expect(await screen.until(/Back-off pulling/)).toMatch(/x12 . BackOff +pod\/reviews-v1 -n default/);
  });
});

describe('the sidecars', () => {
  test('are restarted only after a yes, and where one is missing', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('I');
    expect(await screen.until(/Should have one: 1/)).toMatch(/sleep-abc +missing/);
    screen.press('R');
    await screen.until(/Restart it\?/);
    screen.press('n');
    await screen.until((text) => !text.includes('Restart it?'));
    screen.press('I');
    await screen.until(/Should have one: 1/);
    screen.press('j', 'R');
    await screen.until(/No restart is needed/);
    screen.press('k', 'R');
    await screen.until(/deployment\/sleep in default/);
    screen.press('y');
    await screen.until(/sleep is being restarted/);
    screen.press('esc');
    await screen.until(/kubectl -n default rollout restart deployment\/sleep/);
  });

  test('leave no line of a restart that failed', async () => {
    const screen = start({ ...installed, refusesRestart: true });
    await screen.until(/6\/7/);
    screen.press('I');
    await screen.until(/Should have one: 1/);
    screen.press('R');
    await screen.until(/Restart it\?/);
    screen.press('y');
    await screen.until(/it is paused/);
    screen.press('esc', '6');
    expect(await screen.until(/get pods --all-namespaces/)).not.toContain('rollout restart');
  });

  test('are never restarted where nothing may be written', async () => {
    const screen = start({ ...installed, readOnly: true });
    await screen.until(/6\/7/);
    screen.press('I');
    await screen.until(/sleep-abc/);
    screen.press('R');
    await screen.until(/Read-only: nothing is written/);
  });
});
