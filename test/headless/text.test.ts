import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { auditText } from '../../source/headless/text/audit-text.ts';
import { checkText } from '../../source/headless/text/check-text.ts';
import { errorText } from '../../source/headless/text/error-text.ts';
import { statusText } from '../../source/headless/text/status-text.ts';
import { check, component, pod, proxy, report, said, view } from './fake-chapter.ts';
import { manner } from './manner.ts';

describe('check', () => {
  test('what passes is one line under its underlined category, and the last line is the verdict', () => {
    expect(checkText(report(check('pass')), manner())).toBe(
      [
        'The server refuses: nodes',
        '─────────────────────────',
        '✔ The server refuses: every node is ready (The server refuses: one node)',
        '',
        'The cluster is ready: 1 check passed, 0 with a warning.',
        '',
      ].join('\n'),
    );
  });

  test('under what fails stand what was found and what to do', () => {
    const text = checkText(report(check('fail'), check('pass')), manner());
    expect(text).toContain(
      '✘ The server refuses: every node is ready [failed]\n    The server refuses: one node\n    The server refuses: look at the node\n',
    );
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      'The cluster is not ready: 1 check failed, 0 with a warning, 1 passed.',
    );
  });

  test('a warning says so in a word and leaves the cluster ready', () => {
    const text = checkText(report(check('warn')), manner());
    expect(text).toContain('! The server refuses: every node is ready [warning]');
    expect(text).toContain('The cluster is ready: 0 checks passed, 1 with a warning.');
  });

  test('--ascii keeps to ASCII', () => {
    const text = checkText(report(check('pass'), check('warn'), check('fail')), manner({ ascii: true }));
    expect(text).toMatch(/^[\n -~]*$/);
  });

  test('colours are there only when they may be', () => {
    expect(checkText(report(check('fail')), manner({ coloured: true }))).toContain('\u001b[31m');
    expect(checkText(report(check('fail')), manner())).not.toContain('\u001b');
  });
});

describe('audit', () => {
  test('a clean cluster is one affirmative sentence', () => {
    expect(auditText({ clean: true, leftovers: [] }, manner())).toBe(
      '✔ Nothing of Istio is left in this cluster.\n',
    );
  });

  test('leftovers are named as kubectl names them, under the reason that they share', () => {
    const text = auditText(
      {
        clean: false,
        leftovers: [
          {
            apiVersion: 'v1',
            kind: 'Secret',
            namespace: 'default',
            name: 'istio.default',
            reason: said('why'),
          },
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'ClusterRole',
            name: 'istio-pilot',
            reason: said('also'),
          },
          { apiVersion: 'v1', kind: 'Secret', namespace: 'other', name: 'istio.other', reason: said('why') },
        ],
      },
      manner(),
    );
    expect(text).toBe(
      [
        'The server refuses: why',
        '  ✘ secret/istio.default -n default',
        '  ✘ secret/istio.other -n other',
        '',
        'The server refuses: also',
        '  ✘ clusterrole.rbac.authorization.k8s.io/istio-pilot',
        '',
        'Left of Istio in this cluster: 3.',
        '',
      ].join('\n'),
    );
  });
});

describe('status', () => {
  test('shows the cluster, the nodes, the components with their pods, the proxies and the steps', async () => {
    const text = await statusText(view(), manner({ columns: 140 }));
    expect(text).toContain('Cluster desk\nhttps://127.0.0.1:6443 v1.14.6\n');
    expect(text).toMatch(/│ one +│ Ready +│ 1.25\/4 +│ 1.0Gi\/8.0Gi │ v1.14.6 │ amd64 │/);
    expect(text).toMatch(/│ default │ Active │ enabled +│/);
    expect(text).toMatch(/│ productpage-v1 │ default +│ 1\/1 +│ 2\/2 Running │/);
    expect(text).toMatch(/\.default │ SYNCED │ SYNCED │ SYNCED \(100%\) │ SYNCED │ 1.1.0 +│ istio-pilot/);
    expect(text).toContain('✔ The server refuses: look at the cluster [done]');
    expect(text).toContain('○ The server refuses: register the CRDs [to do]');
  });

  test.each([200, 100, 80, 60, 40])('no table is wider than %i columns', async (columns) => {
    const wide = view({
      components: {
        rows: [
          component('a-component-with-a-name-that-goes-on', {
            namespace: 'istio-system',
            singleReplica: true,
          }),
        ],
        freshness: { state: 'live' },
      },
    });
    for (const language of ['en', 'ja'] as const) {
      const text = await statusText(wide, manner({ columns, language }));
      const drawn = text.split('\n').filter((line) => /^[│┌├└]/.test(line));
      expect(drawn.length).toBeGreaterThan(0);
      expect(Math.max(...drawn.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    }
  });

  test('says why a pod is not ready, in full and below the table', async () => {
    const why = said('the image cannot be pulled from wherever it may be');
    const rows = [component('reviews-v1', { pods: [pod('reviews-v1-x', { why, ready: '0/2' })] })];
    const text = await statusText(view({ components: { rows, freshness: { state: 'live' } } }), manner());
    expect(text).toContain(
      '! reviews-v1-x: The server refuses: the image cannot be pulled from wherever it may be',
    );
  });

  test('names the components with a single replica', async () => {
    const rows = [component('istio-pilot', { singleReplica: true }), component('reviews-v1')];
    const text = await statusText(view({ components: { rows, freshness: { state: 'live' } } }), manner());
    expect(text).toContain('! A single replica, so a single point of failure: istio-pilot\n');
  });

  test('says what a proxy that is not in step means', async () => {
    const rows = [proxy('a.default', { cds: 'STALE', health: 'warn', meaning: said('it lags') })];
    const text = await statusText(view({ proxies: { rows, freshness: { state: 'live' } } }), manner());
    expect(text).toContain('! a.default: The server refuses: it lags');
  });

  test('a proxy that pilot does not know has no states', async () => {
    const rows = [proxy('a.default', { missing: true })];
    const text = await statusText(view({ proxies: { rows, freshness: { state: 'live' } } }), manner());
    expect(text).toMatch(/│ a.default │ missing │/);
    expect(text).not.toContain('SYNCED');
  });

  test('a part that may not be read says so and is not shown as empty', async () => {
    const freshness = { state: 'forbidden', verb: 'list', resource: 'nodes', message: '' } as const;
    const text = await statusText(view({ nodes: { rows: [], freshness } }), manner());
    expect(text).toContain('Nodes\n! Cannot be read: "list nodes" is forbidden to this user.\n');
  });

  test('a part that is empty says so', async () => {
    const text = await statusText(view({ proxies: { rows: [], freshness: { state: 'live' } } }), manner());
    expect(text).toContain('Proxies\n(none)\n');
  });
});

test('an error is one sentence and what to do about it', () => {
  expect(errorText({ message: said('no'), hint: { key: 'error.missing.hint' } }, manner())).toBe(
    'hoist: The server refuses: no\nName one with --kubeconfig, or set KUBECONFIG. Without any cluster, "hoist --practice" brings a simulated one.\n',
  );
});
