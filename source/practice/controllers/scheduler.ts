import { refOf } from '../client.ts';
import { timestamp } from '../clock.ts';
import type { Cluster, Controller } from '../cluster.ts';
import { assigned, withPodCondition } from '../machinery/assigned.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { EventRecorder } from './event-recorder.ts';
import { unschedulableSentence, whyNot } from './fits.ts';
import { keyOfObject, partsOf } from './ownership.ts';
import { WatchedQueue } from './watched-queue.ts';

/** About as long as a decision takes, in milliseconds. */
const decision = 30;

/** Gives every pod a node that has room for it, or says why there is none (pkg/scheduler). */
export class Scheduler implements Controller {
  readonly #cluster: Cluster;
  readonly #queue: WatchedQueue;
  readonly #events: EventRecorder;
  readonly #unschedulable = new Set<string>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#queue = new WatchedQueue(cluster, (key) => this.#place(key));
    this.#events = new EventRecorder(cluster, { component: 'default-scheduler' });
    this.#queue.watch('v1', 'Pod', ({ type, object }) => {
      const key = keyOfObject(object);
      const isOver = type === 'DELETED' || ['Succeeded', 'Failed'].includes(object.status?.phase);
      if (isOver) {
        this.#unschedulable.delete(key);
        this.#tryAgain();
      } else if (!object.spec.nodeName && type === 'ADDED') this.#queue.add(key, decision);
    });
    this.#queue.watch('v1', 'Node', () => this.#tryAgain());
  }

  stop(): void {
    this.#queue.stop();
  }

  #tryAgain(): void {
    for (const key of this.#unschedulable) this.#queue.add(key, decision);
  }

  #place(key: string): void {
    const { client, store, profile } = this.#cluster;
    const pod = client.get({ apiVersion: 'v1', kind: 'Pod', ...partsOf(key) });
    const isOurs = pod && !pod.spec.nodeName && !pod.metadata.deletionTimestamp;
    if (!isOurs || pod.spec.schedulerName !== 'default-scheduler') {
      this.#unschedulable.delete(key);
      return;
    }
    const nodes = client.list('v1', 'Node');
    const podsOf = Map.groupBy(store.list('pods'), ({ spec }) => spec.nodeName ?? '');
    const verdicts = nodes.map((node) => ({
      node,
      reasons: whyNot(pod, node, podsOf.get(node.metadata.name) ?? []),
    }));
    const free = verdicts.find(({ reasons }) => reasons.length === 0);
    if (free) {
      this.#unschedulable.delete(key);
      this.#bind(pod, free.node.metadata.name);
      return;
    }
    this.#unschedulable.add(key);
    const reasons = verdicts.map((verdict) => verdict.reasons);
    const message = nodes.length
      ? unschedulableSentence(reasons, profile === 'current')
      : 'no nodes available to schedule pods';
    this.#refuse(pod, message);
  }

  /** As the `binding` subresource does: the one write that may set a node. */
  #bind(pod: KubernetesObject, nodeName: string): void {
    const { store, clock } = this.#cluster;
    const stored = store.get('pods', pod.metadata.namespace, pod.metadata.name);
    if (!stored) return;
    store.put('pods', assigned(stored, nodeName, timestamp(clock.now())));
    const { namespace, name } = pod.metadata;
    const message = `Successfully assigned ${namespace}/${name} to ${nodeName}`;
    this.#events.record(pod, { type: 'Normal', reason: 'Scheduled', message });
  }

  #refuse(pod: KubernetesObject, message: string): void {
    const { client, clock } = this.#cluster;
    client.patchStatus(refOf(pod), (draft) => {
      const there = (draft.status?.conditions ?? []).find(({ type }: Json) => type === 'PodScheduled');
      const since = there?.status === 'False' ? there.lastTransitionTime : timestamp(clock.now());
      const condition = {
        type: 'PodScheduled',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: since,
        reason: 'Unschedulable',
        message,
      };
      draft.status = { ...draft.status, conditions: withPodCondition(draft.status?.conditions, condition) };
      return draft;
    });
    this.#events.record(pod, { type: 'Warning', reason: 'FailedScheduling', message });
  }
}
