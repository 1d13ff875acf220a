import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Home, launcher } from '../headless/program.ts';
import { Terminal } from '../screen/terminal.ts';
import { nodePortsToOneself } from './node-ports.ts';
import { servesBookinfo } from './serves-bookinfo.ts';

/** What the simulated cluster takes in its own time, which is ours here. */
const walk = 900_000;
const minute = 120_000;

const footer = (text: string) => text.split('\n').at(-1) ?? '';

/** Each test goes on where the one before it has ended. */
function untilOneFails(): void {
  let failed = false;
  beforeEach((context) => {
    context.onTestFailed(() => {
      failed = true;
    });
    if (failed) throw new Error('an earlier test of this walk has failed');
  });
}

/** Nobody's kubeconfig is found here, and nothing of a cluster that this machine may have. */
function emptyHanded(home: Home, language: string): NodeJS.ProcessEnv {
  const none = { KUBECONFIG: '', KUBERNETES_SERVICE_HOST: '', LC_ALL: '', LC_MESSAGES: '' };
  return { ...none, HOME: home.directory, LANG: language };
}

vi.setConfig({ testTimeout: walk, hookTimeout: walk });

describe('a machine without a kubeconfig, by keys alone', () => {
  let home: Home;
  let screen: Terminal;
  let url = '';

  untilOneFails();
  let letGo = () => {};
  beforeAll(async () => {
    letGo = await nodePortsToOneself();
    home = new Home();
    screen = new Terminal([launcher], 80, 24, emptyHanded(home, 'C.UTF-8'));
  });
  afterAll(async () => {
    await screen.end();
    home.remove();
    letGo();
  });

  it('is offered a practice cluster, with what was looked for, and starts nothing before the answer', async () => {
    const text = await screen.until(/Enter starts it, L is Japanese, q leaves/, minute);
    expect(text).toContain('No kubeconfig was found.');
    expect(text).toContain('.kube/config');
    expect(text).not.toContain('SIMULATED');
  });

  it('has it after Enter, and the badge says that it is simulated', async () => {
    screen.press('enter');
    const text = await screen.until(/✔ \d+ passed.*5 Steps 1\/7/s, minute);
    expect(text.split('\n')[0]).toMatch(/practice .*v1\.14\.6 .*SIMULATED/);
  });

  it('reaches a Bookinfo that answers', async () => {
    screen.press('a');
    await screen.until(/Run all that is left\?/, minute);
    screen.press('y');
    const end = await screen.until((text) => /Bookinfo answers at http/.test(footer(text)), walk);
    url = /Bookinfo answers at (http\S+)/.exec(footer(end))?.[1] ?? '';
    expect((await fetch(url)).status).toBe(200);
    expect(await servesBookinfo(url)).toBe(true);
    await screen.until(/8 proxies · 8 SYNCED.*5 Steps 7\/7/s, minute);
  });

  it('lets a proxy go stale by a key, and shows it', async () => {
    screen.press('F');
    await screen.until(/What shall go wrong\?.*4 \[ \] stale-proxy/s, minute);
    screen.press('4');
    await screen.until(/4 \[x\] stale-proxy.*Fault stale-proxy is on\./s, minute);
    screen.press('esc');
    const text = await screen.until(/7 SYNCED · 1 STALE/, minute);
    expect(text.split('\n')[0]).toContain('1 fault');
  });

  it('keeps the switches within reach while the API server is gone, and recovers', {
    timeout: 2 * minute,
  }, async () => {
    screen.press('F');
    await screen.until(/7 \[ \] api-down/, minute);
    screen.press('7');
    await screen.until(/7 \[x\] api-down/, minute);
    await screen.until(/stale \d+s/, minute);
    screen.press('47');
    await screen.until(/4 \[ \] stale-proxy.*7 \[ \] api-down/s, minute);
    screen.press('esc');
    await screen.until(/8 proxies · 8 SYNCED +✔ live/, minute);
  });

  it('takes all of it down again once the name of the context is typed', async () => {
    screen.press('u');
    const asked = await screen.until(/Take all of it down\?.*to delete: \d+.*\d+ more go with the/s, minute);
    screen.press('practice', 'enter');
    const end = await screen.until((text) => /Uninstall: finished in .*\d+ deleted/.test(footer(text)), walk);
    // What was said before is what the run reports.
    expect(/(\d+) deleted/.exec(footer(end))?.[1]).toBe(/to delete: (\d+)/.exec(asked)?.[1]);
    await screen.until(/5 Steps 1\/7.*Nothing is installed yet/s, minute);
    expect(await servesBookinfo(url)).toBe(false);
  });

  it('leaves nothing running', async () => {
    screen.press('q');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
  });
});

describe('kubeconfig のないマシンで、キーだけで', () => {
  let home: Home;
  let screen: Terminal;

  untilOneFails();
  let letGo = () => {};
  beforeAll(async () => {
    letGo = await nodePortsToOneself();
    home = new Home();
    screen = new Terminal([launcher], 80, 24, emptyHanded(home, 'ja_JP.UTF-8'));
  });
  afterAll(async () => {
    await screen.end();
    home.remove();
    letGo();
  });

  it('模擬クラスタを勧められ、Enter で始まり、Bookinfo が動くところまで行ける', {
    timeout: walk,
  }, async () => {
    await screen.until(/模擬クラスタで試しますか\?.*Enter で始める/s, minute);
    screen.press('enter');
    await screen.until(/✔ 15 合格.*5 手順 1\/7/s, minute);
    screen.press('a');
    await screen.until(/y はい/, minute);
    screen.press('y');
    const end = await screen.until((text) => /http:\/\/\S+:\d+\/productpage/.test(footer(text)), walk);
    const url = /http:\S+\/productpage/.exec(footer(end))?.[0] ?? '';
    expect((await fetch(url)).status).toBe(200);
  });

  it('障害のメニューも日本語で読める', async () => {
    screen.press('F');
    await screen.until(/何を壊しますか\?.*1 \[ \] image-pull/s, minute);
  });
});

it('is asked too where a tool has taken its cluster away and left a kubeconfig without a context', async () => {
  const home = new Home();
  mkdirSync(join(home.directory, '.kube'));
  const left = 'apiVersion: v1\nkind: Config\nclusters: null\ncontexts: null\nusers: null\n';
  writeFileSync(join(home.directory, '.kube', 'config'), left);
  const screen = new Terminal([launcher], 80, 24, emptyHanded(home, 'C.UTF-8'));
  try {
    const text = await screen.until(/Enter starts it, L is Japanese, q leaves/, minute);
    expect(text).toContain('The kubeconfig names no cluster');
  } finally {
    await screen.end();
    home.remove();
  }
});

it('is told why instead of being asked, where a kubeconfig was named', async () => {
  const home = new Home();
  const missing = join(home.directory, 'none');
  const screen = new Terminal([launcher, '--kubeconfig', missing], 80, 24, emptyHanded(home, 'C.UTF-8'));
  try {
    const text = await screen.until(/No kubeconfig was found/, minute);
    expect(text).not.toContain('Enter starts it');
  } finally {
    await screen.end();
    home.remove();
  }
});
