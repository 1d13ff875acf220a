import { refOf } from '../client.ts';
import { timestamp } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, type KubernetesObject } from '../object.ts';
import { labelSelectorOf } from '../selectors/label-selector.ts';
import { withCondition, withoutCondition } from './conditions.ts';
import { OwnerController } from './owner-controller.ts';
import { keyOfObject, partsOf } from './ownership.ts';
import { isActive, isAvailable, isReady, readySince } from './pod-facts.ts';
import { podFromTemplate } from './pod-from-template.ts';

const apiVersion = 'apps/v1';

/** Those that are missed least go first: not yet placed, not yet ready, youngest (pkg/controller ActivePods). */
function victims(pods: readonly KubernetesObject[], count: number): KubernetesObject[] {
  const rank = (pod: KubernetesObject) => [
    pod.spec.nodeName ? 1 : 0,
    { Pending: 0, Unknown: 1 }[String(pod.status?.phase)] ?? 2,
    isReady(pod) ? 1 : 0,
    -(readySince(pod) ?? 0),
    -Date.parse(pod.metadata.creationTimestamp ?? ''),
  ];
  const before = (left: number[], right: number[]) => {
    const at = left.findIndex((one, index) => one !== right[index]);
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  };
  return [...pods].sort((left, right) => before(rank(left), rank(right))).slice(0, Math.max(0, count));
}

/** Keeps as many pods of a template as are wanted (pkg/controller/replicaset). */
export class ReplicaSetController extends OwnerController {
  constructor(cluster: Cluster) {
    super(cluster, {
      owner: { apiVersion, kind: 'ReplicaSet' },
      owned: { apiVersion: 'v1', kind: 'Pod' },
      component: 'replicaset-controller',
    });
  }

  protected sync(key: string): void {
    const ref = { apiVersion, kind: 'ReplicaSet', ...partsOf(key) };
    const set = this.cluster.client.get(ref);
    if (!set) return;
    let problem: string | undefined;
    let failure: unknown;
    if (!set.metadata.deletionTimestamp) {
      const pods = this.ownedBy(set).filter(isActive);
      const missing = (set.spec.replicas ?? 1) - pods.length;
      try {
        for (let count = 0; count < missing; count++) this.#createPod(set);
        for (const pod of victims(pods, -missing)) this.#deletePod(set, pod);
      } catch (error) {
        failure = error;
        problem = (error as Error).message;
      }
    }
    this.#writeStatus(set, problem);
    // The queue tries again, later each time.
    if (failure) throw failure;
  }

  #createPod(set: KubernetesObject): void {
    try {
      const pod = this.cluster.client.create(podFromTemplate(set));
      const message = `Created pod: ${pod.metadata.name}`;
      this.events.record(set, { type: 'Normal', reason: 'SuccessfulCreate', message });
    } catch (error) {
      const message = `Error creating: ${(error as Error).message}`;
      this.events.record(set, { type: 'Warning', reason: 'FailedCreate', message });
      throw error;
    }
  }

  #deletePod(set: KubernetesObject, pod: KubernetesObject): void {
    this.cluster.client.delete(refOf(pod));
    const message = `Deleted pod: ${pod.metadata.name}`;
    this.events.record(set, { type: 'Normal', reason: 'SuccessfulDelete', message });
  }

  #writeStatus({ metadata }: KubernetesObject, problem: string | undefined): void {
    const { client, clock } = this.cluster;
    const ref = { apiVersion, kind: 'ReplicaSet', namespace: metadata.namespace, name: metadata.name };
    const set = client.get(ref);
    if (!set) return;
    const pods = this.ownedBy(set).filter(isActive);
    const matches = labelSelectorOf({ matchLabels: set.spec.template.metadata?.labels ?? {} });
    const now = clock.now();
    const delay = set.spec.minReadySeconds ?? 0;
    const ready = pods.filter(isReady);
    const conditions = problem
      ? withCondition(
          set.status?.conditions,
          { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: problem },
          timestamp(now),
        )
      : withoutCondition(set.status?.conditions, 'ReplicaFailure');
    const counts = {
      fullyLabeledReplicas: pods.filter((pod) => matches(pod.metadata.labels ?? {})).length,
      readyReplicas: ready.length,
      availableReplicas: ready.filter((pod) => isAvailable(pod, delay, now)).length,
    };
    const status = {
      replicas: pods.length,
      ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      observedGeneration: set.metadata.generation,
      ...(conditions.length ? { conditions } : {}),
    };
    if (!isEqual(status, set.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
    if (counts.availableReplicas < ready.length) this.queue.add(keyOfObject(set), delay * 1_000 + 500);
  }
}
