import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Terminal } from '../screen/terminal.ts';
import { bundle, hoist, kubectl, type Line, release, traces } from './program.ts';

/** Each test goes on where the one before it has ended; after a failure the others would only wait. */
function untilOneFails(): void {
  let failed = false;
  beforeAll(() => {
    failed = false;
  });
  beforeEach((context) => {
    context.onTestFailed(() => {
      failed = true;
    });
    if (failed) throw new Error('an earlier test of this walk has failed');
  });
}

/** Limits for what a cluster does; what the screen does by itself has the harness's own. */
const minute = 60_000;
const install = 4 * minute;

let screen: Terminal;

function open(columns: number, rows: number, ...args: string[]): void {
  screen = new Terminal([bundle, '--release', release, ...args], columns, rows);
}

async function empty(): Promise<void> {
  if ((await traces()).length > 0) await hoist('down', '--yes', '--release', release);
  expect(await traces()).toEqual([]);
}

/** From its question to the end of what `n` offers; what was said at the end. */
async function next(title: RegExp, end: RegExp, within = install): Promise<string> {
  screen.press('n');
  await screen.until(
    (text) =>
      /Run this step\?/.test(text) && title.test(text) && /to (create|change): \d+|only reads/.test(text),
    minute,
  );
  screen.press('y');
  return screen.until((text) => end.test(footer(text)) && !/Run this step\?/.test(text), within);
}

const footer = (text: string) => text.split('\n').at(-1) ?? '';

/** How many of the frames' corners are there: a torn frame has an odd number. */
const frames = (text: string) => [...text].filter((letter) => '╭┏'.includes(letter)).length;

describe('the chapter by keys alone, at 80x24', () => {
  let url = '';

  untilOneFails();
  beforeAll(async () => {
    await empty();
    open(80, 24);
  });
  afterAll(async () => {
    await screen.end();
    await empty();
  });

  it('finds the cluster fit before anything is asked of it', async () => {
    const text = await screen.until(/nodes? Ready · CPU .*✔ \d+ passed +✔ live/, minute);
    expect(text).toMatch(/5 Steps 1\/7/);
    expect(text).toMatch(/✔ Check cluster +done/);
    expect(text).toMatch(/· CRDs +to do/);
    expect(text).toContain('Nothing is installed yet.');
  });

  it('registers the CRDs, and n then means the next step', async () => {
    const end = await next(/Register the CRDs/, /CRDs: finished in .*58 created, 0 configured, 0 deleted/);
    expect(end).toMatch(/All 58 CRDs are registered and served/);
    await screen.until(/5 Steps 2\/7.*✔ CRDs +done/s);
    const crds = await kubectl('get', 'crd', '-o', 'name');
    expect(crds.match(/istio\.io|certmanager\.k8s\.io/g)?.length).toBeGreaterThanOrEqual(58);
  });

  it('shows the control plane while it comes up, each with what holds it', async () => {
    screen.press('n');
    await screen.until(/Install the control plane.*to create: 126/s, minute);
    screen.press('y');
    const rising = await screen.until(
      /Components \d+\/1\d .*◐▸ .*Progressing.*waiting +(deployment|job)\//s,
      minute,
    );
    expect(rising).toMatch(/◐ Control plane +running/);
    expect(rising).toMatch(/x cancel .*◐ Control plane \d+/);
    await screen.until((text) => /Control plane: finished in .*126 created/.test(footer(text)), install);
    await screen.until(/5 Steps 4\/7.*3 Components 15\/15/, minute);
    await screen.until(/2 proxies · 2 SYNCED/, minute);
  });

  it('switches injection on', async () => {
    await next(/Switch injection on/, /Injection: finished in .*0 created, 1 configured/);
    await screen.until(/2 Namespaces +\d+ · injection: default/);
    expect(await kubectl('get', 'ns', 'default', '-L', 'istio-injection', '--no-headers')).toMatch(/enabled/);
  });

  it('deploys Bookinfo, whose pods come up as 2/2 with proxies in sync', async () => {
    await next(/Deploy Bookinfo/, /Bookinfo: finished in .*10 created/);
    await screen.until(/8 proxies · 8 SYNCED/, minute);
    screen.press('3', 'g', 'j', 'j', 'enter');
    await screen.until(/▸ ✔▾ productpage-v1 +1\/1/);
    screen.press('j', 'j', 'enter');
    await screen.until(
      /svc\/productpage +ClusterIP.*▸ +✔▾ product\S+ +2\/2 Running.*✔ istio-proxy +Running/s,
    );
    screen.press('k', 'k', 'enter', '5');
    await screen.until((text) => !text.includes('istio-proxy  ') && text.includes('21/21'));
  });

  it('opens the gateway, and the page answers at the URL on the screen', async () => {
    const end = await next(/Open the gateway/, /Bookinfo answers at http/);
    url = /Bookinfo answers at (http\S+)/.exec(footer(end))?.[1] ?? '';
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Simple Bookstore App');
    await screen.until(/5 Steps 7\/7/);
  });

  it('tells the URL again where the gateway is explained', async () => {
    screen.press('5', 'G', 'k', 'enter');
    await screen.until((text) => /Found\s/.test(text) && text.includes(`Bookinfo answers at ${url}`), minute);
    screen.press('esc');
    await screen.until((text) => !text.includes('Found'));
  });

  it('takes nothing down for a wrong name, nor for Enter alone', async () => {
    screen.press('u');
    await screen.until(/Take all of it down\?.*to delete: \d+/s, minute);
    screen.press('enter');
    await screen.until(/Nothing was done\./);
    screen.press('wrong', 'enter');
    await screen.until(/. wrong .*Nothing was done\./s);
    screen.press('esc');
    await screen.until((text) => !text.includes('Take all of it down?'));
    expect((await fetch(url)).status).toBe(200);
  });

  it('takes all of it down once the name of the context is typed, and leaves no trace', async () => {
    const context = (await kubectl('config', 'current-context')).trim();
    screen.press('u');
    await screen.until(/Take all of it down\?.*to delete: \d+/s, minute);
    screen.press(context, 'enter');
    await screen.until((text) => /Uninstall: finished in .*\d+ deleted/.test(footer(text)), install);
    const end = await screen.until(/5 Steps 1\/7.*Nothing is installed yet.*✔ Uninstall +clean/s, minute);
    expect(end).toMatch(/injection: nowhere/);
    expect(end).not.toMatch(/SYNCED|STALE|MISSING/);
    expect(await traces()).toEqual([]);
  });

  it('leaves the terminal as it was, and says what it wrote', async () => {
    screen.press('q');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
    await screen.until(() => !screen.onAlternateScreen);
    expect(screen.text).toMatch(/hoist wrote to .*: 19\d created, \d+ configured, \d+ deleted\./);
  });
});

describe('looking around at 200x60 while all of it comes up', () => {
  let url = '';

  untilOneFails();
  beforeAll(async () => {
    await empty();
    open(200, 60);
    await screen.until(/✔ \d+ passed.*5 Steps 1\/7/s, minute);
  });
  afterAll(async () => {
    await screen.end();
    await empty();
  });

  /** Only what matches is left in the components pane, its first row under the cursor. */
  async function find(name: string): Promise<void> {
    screen.press('3', '/', name, 'enter');
    await screen.until((text) => text.includes(`/${name} `) && new RegExp(`▸ +✔ ▾ ${name}`).test(text));
  }

  it('survives being resized in the middle of a step, and loses nothing', async () => {
    screen.press('a');
    await screen.until(/Run all that is left\?/);
    screen.press('y');
    await screen.until(/waiting +deployment\//, install);
    for (const [columns, rows, count] of [
      [80, 24, 3],
      [120, 40, 7],
      [200, 60, 7],
    ] as const) {
      screen.resize(columns, rows);
      const running = (text: string) => frames(text) === count && /◐ \w+.* [\dm]+s *$/.test(footer(text));
      await screen.until(running, minute);
    }
    const end = await screen.until((text) => /Bookinfo answers at http/.test(footer(text)), install);
    url = /Bookinfo answers at (http\S+)/.exec(footer(end))?.[1] ?? '';
    expect((await fetch(url)).status).toBe(200);
    await screen.until(/5 Steps 7\/7/);
  });

  it('turns by itself when somebody else takes something away, and when it is back', async () => {
    await kubectl('label', 'namespace', 'default', 'istio-injection-');
    await screen.until(/5 Steps 6\/7.*· Injection +to do/s, minute);
    await kubectl('label', 'namespace', 'default', 'istio-injection=enabled');
    await screen.until(/5 Steps 7\/7.*✔ Injection +done/s, minute);
  });

  it('lets the container be chosen, and says what it has said', async () => {
    await find('productpage-v1');
    screen.press('l');
    expect(await screen.until(/Logs of which container\?/)).toMatch(
      /1 productpage.*2 istio-proxy.*istio-init/s,
    );
    screen.press('2');
    await screen.until(/6 Log: productpage-v1-\S+ . istio-proxy .*following.*Envoy proxy is ready/s, minute);
  });

  it('streams: what is logged now comes by itself, and not while it is paused', async () => {
    screen.press('3', 'esc');
    await screen.until((text) => !text.includes('/productpage-v1 '));
    await find('istio-ingressgateway');
    screen.press('l');
    await screen.until(/6 Log: istio-ingressgateway-\S+ . istio-proxy/);
    await fetch(`${url}?asked=first`);
    await screen.until(/GET \/productpage\?asked=first/, minute);
    screen.press('p');
    await screen.until(/paused, 0 new/);
    await fetch(`${url}?asked=second`);
    expect(await screen.until(/paused, [1-9]\d* new/, minute)).not.toContain('asked=second');
    screen.press('p');
    await screen.until(/GET \/productpage\?asked=second/);
  });

  it('shows a Service with its ports, and an object as YAML without the value of any Secret', async () => {
    screen.press('3', 'esc');
    await screen.until((text) => !text.includes('/istio-ingressgateway '));
    await find('kiali');
    screen.press('j');
    await screen.until(/Service kiali: ClusterIP, address \S+, from outside <none>, ports 20001\/TCP/);
    const { items } = JSON.parse(await kubectl('get', 'secrets', '-A', '-o', 'json'));
    const values = items
      .flatMap((secret: Line) => Object.values<string>(secret.data ?? {}))
      .map((value: string) => value.slice(0, 40))
      .filter(Boolean);
    expect(values).toContain('YWRtaW4=');
    screen.press('k', 'y');
    const pages = [await screen.until(/deployment\/kiali.*kind: Deployment/s)];
    screen.press('G');
    pages.push(await screen.until(/unavailableReplicas|updatedReplicas/));
    for (let page = pages.at(-1) ?? ''; !page.includes('kind: Deployment'); pages.push(page)) {
      const before = page;
      screen.press('pgup');
      page = await screen.until((text) => text !== before);
    }
    const whole = pages.join('\n');
    expect(whole).toContain('secretKeyRef');
    for (const value of values) expect(whole).not.toContain(value);
    screen.press('esc');
    await screen.until((text) => !text.includes('kind: Deployment'));
  });

  it('says what it wrote when a step is cancelled by leaving', async () => {
    screen.press('u');
    await screen.until(/Take all of it down\?.*to delete: \d+/s, minute);
    screen.press((await kubectl('config', 'current-context')).trim(), 'enter');
    await screen.until(/deleted +\w+\//, install);
    screen.press('q');
    await screen.until(/A step is running\. Leave\?/);
    screen.press('y');
    expect(await screen.exited).toMatchObject({ exitCode: 3 });
    await screen.until(() => !screen.onAlternateScreen);
    expect(screen.text).toMatch(/The run of "Uninstall" was cancelled; what it wrote stays\./);
    expect(screen.text).toMatch(/hoist wrote to .*: 196 created, 1 configured, [1-9]\d* deleted\./);
  });
});
