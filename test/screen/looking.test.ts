import { describe, expect, test } from 'vitest';
import { corners, installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('looking', () => {
  test('shows the steps, the components and the log at 80x24, and the other panes in a line each', async () => {
    const screen = start(installed);
    const text = await screen.until(/18\/18.*live/s);
    expect(screen.lines[0]).toContain('docker-desktop');
    expect(screen.lines[0]).toContain('https://kubernetes.docker.internal:6443');
    for (const word of [
      '1 Cluster',
      '2 Namespaces',
      '4 Proxies',
      '5 Steps 6/7',
      '3 Components 18/18',
      '6 Log',
    ])
      expect(text).toContain(word);
    expect(text).toMatch(/8 proxies · 7 SYNCED · 1 STALE/);
    expect(text).toMatch(/✔▸ istio-ingressgateway +1\/1 Ready +▲ none/);
    expect(new Set(corners(text))).toEqual(new Set([3]));
  });

  test('draws its shell before the cluster has answered', async () => {
    const screen = start({ never: true });
    const text = await screen.until(/Reaching the cluster/);
    expect(text).toContain('5 Steps');
    screen.press('q');
    expect((await screen.exited).exitCode).toBe(0);
  });

  test('unfolds a component to its pods and containers, and folds it again', async () => {
    const screen = start(installed, 120, 40);
    await screen.until(/18\/18/);
    screen.press('3', 'j', 'enter');
    await screen.until(/▾ grafana/);
    screen.press('down', 'enter');
    await screen.until(/grafana-7b9f5d484f-kxlql/);
    await screen.until(/grafana: docker\.io|✔ grafana +Running/);
    screen.press('up', 'enter');
    await screen.until((text) => !text.includes('grafana-7b9f5d484f-kxlql'));
  });

  test('what a row at the foot of its pane unfolds to is in sight', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('3', 'j', 'j', 'j', 'j', 'j', 'enter');
    await screen.until(/▸ ✔▾ istio-ingressgateway.*✔▸ istio-i\S+ +1\/1 Running/s);
    screen.press('j', 'j', 'enter');
    await screen.until(/▸ +✔▾ istio-i\S+ +1\/1 Running.*✔ istio-proxy +Running/s);
  });

  test('shows the Service of a component with its address and ports', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('3', '/', 'istio-ingressgateway', 'enter', 'j');
    await screen.until(/▸ +• svc\/isti.* LoadBalancer/);
    screen.press('z');
    await screen.until(/outside 192\.168\.65\.3, ports 80:31380\/TCP/);
  });

  test('says what the selected proxy row means', async () => {
    const screen = start(installed, 120, 40);
    await screen.until(/STALE/);
    screen.press('4', 'G');
    await screen.until(/istio-ingressgateway-5679bd865d-q6nxg\.istio-system: RDS NOT SENT is/);
  });

  test('two letters in one packet are two keys', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('5', 'jj');
    await screen.until(/▸ ✔ Control plane/);
  });

  test('what is pasted is not keys', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.paste('q');
    screen.paste('n');
    screen.press('5', 'j');
    const text = await screen.until(/▸ ✔ CRDs/);
    expect(text).not.toContain('Run this step?');
  });

  test('speaks Japanese and English, and switches while it runs', async () => {
    const screen = start({ ...installed, language: 'ja' });
    await screen.until(/コンポーネント 18\/18/);
    expect(new Set(corners(screen.text))).toEqual(new Set([3]));
    screen.press('L');
    await screen.until(/Components 18\/18/);
  });

  test('draws with ASCII alone where that is asked for', async () => {
    const screen = start({ ...installed, ascii: true });
    const text = await screen.until(/Components 18\/18/);
    expect(text).toMatch(/^[\u0020-\u007e\n]*$/);
  });

  test('sends no colour where none is wanted', async () => {
    const screen = start({ ...installed, color: false });
    await screen.until(/18\/18/);
    expect(screen.written).not.toMatch(/\u001b\[[\d;]*[1-9]m/);
  });

  test('filters the rows of a pane, and Esc clears the filter', async () => {
    const screen = start(installed, 120, 40);
    await screen.until(/18\/18/);
    screen.press('3', '/', 'galley');
    await screen.until((text) => text.includes('/galley') && !text.includes('grafana '));
    screen.press('enter', 'esc');
    await screen.until(/grafana/);
  });

  test('shows an object as YAML without its managed fields', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('3', 'j', 'y');
    const text = await screen.until(/kind: Deployment/);
    expect(text).toContain("istio.io/rev: 'yes'");
    expect(text).not.toContain('managedFields');
  });

  test('shows the readiness checks with their hints', async () => {
    const screen = start();
    await screen.until(/1 warned/);
    screen.press('c');
    const text = await screen.until(/Readiness checks/);
    expect(text).toContain('It may work, slowly.');
    screen.press('esc');
    await screen.until((shown) => !shown.includes('Readiness checks'));
  });

  test('the help comes from the table of commands', async () => {
    const screen = start({}, 120, 70);
    await screen.until(/5 Steps/);
    screen.press('?');
    const text = await screen.until(/Ctrl-Z/);
    expect(text).toContain('take all of it down');
  });

  test('says that data is stale, and when it tries again', async () => {
    const now = Date.now();
    const screen = start({
      ...installed,
      freshness: {
        state: 'stale',
        since: new Date(now - 60_000).toISOString(),
        retryAt: new Date(now + 100_000).toISOString(),
        reason: '',
      },
    });
    await screen.until(/stale since 1m\d\ds, retrying in 1m\d\ds/);
  });

  test('says what is forbidden', async () => {
    const screen = start({
      ...installed,
      freshness: { state: 'forbidden', verb: 'list', resource: 'pods', message: '' },
    });
    await screen.until(/forbidden: list pods/);
  });
});
