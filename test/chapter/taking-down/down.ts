import type { ChapterEvent } from '../../../source/chapter/event.ts';
import type { Ground } from '../../../source/chapter/ground.ts';
import { runTasks } from '../../../source/chapter/run/runner.ts';
import type { Step } from '../../../source/chapter/step.ts';
import type { ChosenRelease } from '../../../source/istio/choices/chosen-release.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { type FakeCluster, standOn } from '../fake-cluster.ts';

export const role = (name: string, labels: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name, labels },
});

export const service = (name: string, labels: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default', labels },
  spec: { selector: { app: name } },
});

export const webhook = (name: string, namespace: string): KubernetesObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name },
  webhooks: [{ name: 'pilot.validation.istio.io', clientConfig: { service: { namespace, name } } }],
});

export const secret = (name: string, namespace: string, type: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  type,
});

export const releaseOf = (
  parts: Partial<Record<'crds' | 'controlPlane' | 'bookinfo' | 'gateway', KubernetesObject[]>>,
) =>
  ({
    version: '1.1.0',
    era: 'components',
    source: { kind: 'official', layout: 'install' },
    crds: () => parts.crds ?? [],
    controlPlane: () => parts.controlPlane ?? [],
    bookinfo: () => parts.bookinfo ?? [],
    gateway: () => parts.gateway ?? [],
    leftOut: () => [],
    selection: { mtls: 'permissive', included: [], leftOut: [] },
  }) as unknown as ChosenRelease;

/** The events of undoing these steps on a cluster that is held to be the right one. */
export async function down(
  cluster: FakeCluster,
  release: ChosenRelease | undefined,
  steps: readonly Step[],
): Promise<ChapterEvent[]> {
  const { ground } = standOn(cluster, { release });
  const connection = {
    ...ground.connection,
    pin: async () => ({ server: '', uid: '' }),
    verify: async () => {},
  };
  const tasks = steps.map((step) => ({ step, way: 'undo' as const }));
  const spec = { run: 'down' as const, tasks, signal: new AbortController().signal };
  const events: ChapterEvent[] = [];
  for await (const event of runTasks({ ...ground, connection } as unknown as Ground, spec))
    events.push(event);
  return events;
}
