import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../../source/kubernetes/connection.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { Home, hoist, program, start } from '../headless/program.ts';
import { journalIn, killRuns, sentAgain } from './killed.ts';

const kills = 25;

/** A practice cluster of its own, in a process of its own. */
async function cluster() {
  const home = new Home();
  const serving = start([program, 'practice', '--speed', '100'], home.environment);
  if (!serving.child.stdout) throw new Error('no output');
  const [kubeconfig] = await once(createInterface(serving.child.stdout), 'line');
  const environment = { ...home.environment, KUBECONFIG: kubeconfig };
  const end = async () => {
    serving.child.kill('SIGINT');
    await serving.ended;
    home.remove();
  };
  return { environment, kubeconfig, end };
}

const kinds: [apiVersion: string, kind: string][] = [
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration'],
  ['v1', 'Namespace'],
  ['v1', 'ConfigMap'],
  ['v1', 'Service'],
  ['v1', 'ServiceAccount'],
  ['apps/v1', 'Deployment'],
  ['networking.istio.io/v1alpha3', 'Gateway'],
  ['networking.istio.io/v1alpha3', 'VirtualService'],
];

/** What the objects say, without what differs between any two clusters: addresses, ports by chance, keys, times. */
function essence({
  apiVersion,
  kind,
  metadata,
  spec,
  data,
  rules,
  roleRef,
  subjects,
}: KubernetesObject): string {
  const { name, namespace, labels } = metadata;
  const { clusterIP: _, clusterIPs: __, healthCheckNodePort: ___, ports, ...rest } = spec ?? {};
  const fixed = Array.isArray(ports) ? ports.map(({ nodePort: _port, ...port }) => port) : ports;
  // hoist's own list begins with what was there before, and says when.
  const said = name === 'hoist-inventory' ? Object.keys(data ?? {}) : data;
  return JSON.stringify({
    apiVersion,
    kind,
    name,
    namespace,
    labels,
    spec: { ...rest, ports: fixed },
    data: said,
    rules,
    roleRef,
    subjects,
  });
}

async function state(kubeconfig: string): Promise<string[]> {
  const connection = new Connection({ kubeconfig });
  try {
    const lists = await Promise.all(
      kinds.map(([apiVersion, kind]) => connection.api.listIfServed(apiVersion, kind)),
    );
    return lists.flat().map(essence).sort();
  } finally {
    connection.close();
  }
}

describe(`an install that is killed ${kills} times, and started again each time`, () => {
  let left: Awaited<ReturnType<typeof cluster>>;
  let right: Awaited<ReturnType<typeof cluster>>;

  beforeAll(async () => {
    [left, right] = await Promise.all([cluster(), cluster()]);
  });
  afterAll(async () => {
    await Promise.all([left.end(), right.end()]);
  });

  it('ends in the state of one that was left alone, with nothing sent again that was known to be written', async () => {
    expect((await hoist(['up', '--yes'], right.environment)).code).toBe(0);
    expect(await killRuns(kills, 45, [], left.environment)).toBe(kills);
    const last = await hoist(['up', '--yes'], left.environment);
    expect(last).toMatchObject({ code: 0, stderr: '' });
    expect(last.stdout).toMatch(/was broken off without a word\. This one goes on with it/);

    const runs = journalIn(left.environment);
    expect(runs).toHaveLength(kills + 1);
    expect(sentAgain(runs)).toEqual([]);
    expect(await state(left.kubeconfig)).toEqual(await state(right.kubeconfig));

    const again = await hoist(['up', '--yes'], left.environment);
    expect(again.stdout).toContain('Nothing was written.');
  }, 900_000);

  it('can be taken down, with all that was kept of it', async () => {
    expect((await hoist(['down', '--yes'], left.environment)).code).toBe(0);
    const connection = new Connection({ kubeconfig: left.kubeconfig });
    const kept = (apiVersion: string, kind: string, name: string) =>
      connection.api.get({ apiVersion, kind, namespace: 'kube-system', name });
    expect(await kept('v1', 'ConfigMap', 'hoist-inventory')).toBeUndefined();
    expect(await kept('coordination.k8s.io/v1', 'Lease', 'hoist')).toBeUndefined();
    connection.close();
  }, 120_000);
});
