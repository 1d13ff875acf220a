import { timestamp } from '../clock.ts';
import type { Cluster, Controller } from '../cluster.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { labelSelectorOf } from '../selectors/label-selector.ts';
import { EventRecorder } from './event-recorder.ts';
import { controllerOf, keyOfObject, partsOf } from './ownership.ts';
import { isFinished, isReady } from './pod-facts.ts';
import { WatchedQueue } from './watched-queue.ts';

/** `25%` of so many, rounded up as the real one does, or the number itself. */
function shareOf(value: Json, total: number): number {
  const percent = /^(\d+)%$/.exec(String(value))?.[1];
  return percent === undefined ? Number(value) || 0 : Math.ceil((Number(percent) * total) / 100);
}

export interface BudgetCounts {
  expectedPods: number;
  desiredHealthy: number;
  currentHealthy: number;
  disruptionsAllowed: number;
}

/** How many pods may be taken away (pkg/controller/disruption). `wanted` is what their controllers want together. */
export function countBudget(spec: Json, pods: number, wanted: number, healthy: number): BudgetCounts {
  const { minAvailable, maxUnavailable } = spec;
  const isShare = maxUnavailable !== undefined || String(minAvailable ?? '').endsWith('%');
  const expectedPods = isShare ? wanted : pods;
  const desiredHealthy =
    maxUnavailable === undefined
      ? shareOf(minAvailable, expectedPods)
      : Math.max(0, expectedPods - shareOf(maxUnavailable, expectedPods));
  const spare = expectedPods > 0 ? healthy - desiredHealthy : 0;
  return { expectedPods, desiredHealthy, currentHealthy: healthy, disruptionsAllowed: Math.max(0, spare) };
}

/** Keeps the status of PodDisruptionBudgets. */
export class DisruptionBudgetController implements Controller {
  readonly #cluster: Cluster;
  readonly #apiVersion: string;
  readonly #queue: WatchedQueue;
  readonly #events: EventRecorder;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#apiVersion = cluster.profile === 'chapter' ? 'policy/v1beta1' : 'policy/v1';
    this.#queue = new WatchedQueue(cluster, (key) => this.#sync(key));
    this.#events = new EventRecorder(cluster, { component: 'controllermanager' });
    this.#queue.watch(this.#apiVersion, 'PodDisruptionBudget', ({ object }) =>
      this.#queue.add(keyOfObject(object)),
    );
    this.#queue.watch('v1', 'Pod', ({ object }) => {
      for (const budget of cluster.store.list('poddisruptionbudgets.policy', object.metadata.namespace))
        if (labelSelectorOf(budget.spec?.selector)(object.metadata.labels ?? {}))
          this.#queue.add(keyOfObject(budget));
    });
  }

  stop(): void {
    this.#queue.stop();
  }

  #sync(key: string): void {
    const { client, clock, profile } = this.#cluster;
    const ref = { apiVersion: this.#apiVersion, kind: 'PodDisruptionBudget', ...partsOf(key) };
    const budget = client.get(ref);
    if (!budget || budget.metadata.deletionTimestamp) return;
    const { namespace } = budget.metadata;
    const matches = labelSelectorOf(budget.spec?.selector);
    const pods = client
      .list('v1', 'Pod', { namespace })
      .filter((pod) => matches(pod.metadata.labels ?? {}) && !isFinished(pod));
    if (!pods.length)
      this.#events.record(budget, { type: 'Normal', reason: 'NoPods', message: 'No matching pods found' });
    const healthy = pods.filter((pod) => isReady(pod) && !pod.metadata.deletionTimestamp).length;
    const counts = countBudget(budget.spec ?? {}, pods.length, this.#wantedOf(pods), healthy);
    const isAllowed = counts.disruptionsAllowed > 0;
    const { generation } = budget.metadata;
    const old = (budget.status?.conditions ?? [])[0];
    const condition = {
      type: 'DisruptionAllowed',
      status: isAllowed ? 'True' : 'False',
      observedGeneration: generation,
      lastTransitionTime:
        old && (old.status === 'True') === isAllowed ? old.lastTransitionTime : timestamp(clock.now()),
      reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
      message: '',
    };
    const status = {
      observedGeneration: generation,
      ...counts,
      ...(profile === 'current' ? { conditions: [condition] } : {}),
    };
    if (!isEqual(status, budget.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
  }

  /** What the controllers of these pods want, each counted once. */
  #wantedOf(pods: readonly KubernetesObject[]): number {
    const wanted = new Map<string, number>();
    for (const pod of pods) {
      const owner = controllerOf(pod);
      if (!owner) continue;
      const { namespace } = pod.metadata;
      const set = this.#cluster.client.get({ ...owner, namespace });
      wanted.set(owner.uid, Number(set?.spec?.replicas ?? 0));
    }
    return [...wanted.values()].reduce((sum, count) => sum + count, 0);
  }
}
