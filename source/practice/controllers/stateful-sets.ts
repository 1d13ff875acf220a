import { refOf } from '../client.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, type KubernetesObject } from '../object.ts';
import { OwnerController } from './owner-controller.ts';
import { controllerReference, isControlledBy, keyOfObject, partsOf } from './ownership.ts';
import { isAvailable, isFinished, isReady } from './pod-facts.ts';
import { podFromTemplate } from './pod-from-template.ts';
import { templateHash } from './template-hash.ts';

const apiVersion = 'apps/v1';
const revisionLabel = 'controller-revision-hash';

const ordinalOf = ({ metadata }: KubernetesObject): number =>
  Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? -1);
const isGoing = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;
const isHealthy = (pod: KubernetesObject): boolean => isReady(pod) && !isGoing(pod);

export type StatefulStep =
  | { kind: 'create'; ordinal: number }
  | { kind: 'delete'; pod: KubernetesObject }
  | undefined;

/**
 * What a StatefulSet does next to its pods: made from the first on and taken from the last on, one at a time, each only when those
 * before it are well, unless `Parallel` is said (pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet).
 */
function nextStep(
  { spec }: KubernetesObject,
  pods: readonly KubernetesObject[],
  revision: string,
): StatefulStep {
  const replicas = spec.replicas ?? 1;
  const isOrdered = spec.podManagementPolicy !== 'Parallel';
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]));
  for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
    const pod = byOrdinal.get(ordinal);
    if (!pod) return { kind: 'create', ordinal };
    // One that has ended is made anew, under its old name.
    if (isFinished(pod) && !isGoing(pod)) return { kind: 'delete', pod };
    if (isOrdered && !isHealthy(pod)) return undefined;
  }
  const last = pods
    .filter((pod) => ordinalOf(pod) >= replicas)
    .sort((left, right) => ordinalOf(right) - ordinalOf(left));
  const condemned = isOrdered ? last.slice(0, 1) : last.filter((pod) => !isGoing(pod));
  if (condemned[0]) return isGoing(condemned[0]) ? undefined : { kind: 'delete', pod: condemned[0] };
  if (spec.updateStrategy?.type === 'OnDelete') return undefined;
  const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  for (let ordinal = replicas - 1; ordinal >= partition; ordinal -= 1) {
    const pod = byOrdinal.get(ordinal);
    if (!pod || isGoing(pod)) return undefined;
    if (pod.metadata.labels?.[revisionLabel] !== revision) return { kind: 'delete', pod };
    if (!isHealthy(pod)) return undefined;
  }
  return undefined;
}

/** Pods with names and host names that stay, in their order. Volumes of their own are nobody's to give here: there is no provisioner. */
export class StatefulSetController extends OwnerController {
  constructor(cluster: Cluster) {
    super(cluster, {
      owner: { apiVersion, kind: 'StatefulSet' },
      owned: { apiVersion: 'v1', kind: 'Pod' },
      component: 'statefulset-controller',
    });
  }

  protected sync(key: string): void {
    const { client } = this.cluster;
    const set = client.get({ apiVersion, kind: 'StatefulSet', ...partsOf(key) });
    if (!set || isGoing(set)) return;
    const revision = this.#revisionOf(set);
    let failure: unknown;
    try {
      for (;;) {
        const step = nextStep(set, this.ownedBy(set), revision);
        if (!step) break;
        if (step.kind === 'create') this.#create(set, step.ordinal, revision);
        else this.#delete(set, step.pod);
      }
    } catch (error) {
      failure = error;
    }
    this.#writeStatus(set, revision);
    // The queue tries again, later each time.
    if (failure) throw failure;
  }

  /** The name of the template as it is now, kept as a ControllerRevision. */
  #revisionOf(set: KubernetesObject): string {
    const { client } = this.cluster;
    const { namespace, name } = set.metadata;
    const hash = templateHash(set.spec.template);
    const revision = `${name}-${hash}`;
    const kind = 'ControllerRevision';
    if (client.get({ apiVersion, kind, namespace, name: revision })) return revision;
    const known = client.list(apiVersion, kind, { namespace }).filter((one) => isControlledBy(one, set));
    client.create({
      apiVersion,
      kind,
      metadata: {
        name: revision,
        namespace,
        labels: { ...set.spec.template.metadata?.labels, 'controller.kubernetes.io/hash': hash },
        ownerReferences: [controllerReference(set)],
      },
      data: { spec: { template: { ...set.spec.template, $patch: 'replace' } } },
      revision: 1 + Math.max(0, ...known.map((one) => Number(one.revision))),
    });
    return revision;
  }

  #create(set: KubernetesObject, ordinal: number, revision: string): void {
    const pod = podFromTemplate(set);
    const name = `${set.metadata.name}-${ordinal}`;
    pod.metadata.name = name;
    pod.metadata.labels = {
      ...pod.metadata.labels,
      ...(this.cluster.profile === 'current' ? { 'apps.kubernetes.io/pod-index': String(ordinal) } : {}),
      [revisionLabel]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    };
    pod.spec.hostname = name;
    if (set.spec.serviceName) pod.spec.subdomain = set.spec.serviceName;
    const said = `create Pod ${name} in StatefulSet ${set.metadata.name}`;
    try {
      this.cluster.client.create(pod);
      this.events.record(set, {
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `${said} successful`,
      });
    } catch (error) {
      const message = `${said} failed error: ${(error as Error).message}`;
      this.events.record(set, { type: 'Warning', reason: 'FailedCreate', message });
      throw error;
    }
  }

  #delete(set: KubernetesObject, pod: KubernetesObject): void {
    this.cluster.client.delete(refOf(pod));
    const message = `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`;
    this.events.record(set, { type: 'Normal', reason: 'SuccessfulDelete', message });
  }

  #writeStatus({ metadata }: KubernetesObject, revision: string): void {
    const { client, clock, profile } = this.cluster;
    const ref = { apiVersion, kind: 'StatefulSet', namespace: metadata.namespace, name: metadata.name };
    const set = client.get(ref);
    if (!set) return;
    const pods = this.ownedBy(set).filter((pod) => !isFinished(pod));
    const isOf = (one: string) => (pod: KubernetesObject) =>
      pod.metadata.labels?.[revisionLabel] === one && !isGoing(pod);
    const ready = pods.filter(isHealthy);
    const updated = pods.filter(isOf(revision)).length;
    const before = set.status?.currentRevision ?? revision;
    const isDone = updated === pods.length && ready.length === pods.length;
    const current = isDone ? revision : before;
    const available = ready.filter((pod) =>
      isAvailable(pod, set.spec.minReadySeconds ?? 0, clock.now()),
    ).length;
    const status = {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      ...(ready.length ? { readyReplicas: ready.length } : {}),
      ...(pods.length ? { currentReplicas: pods.filter(isOf(current)).length } : {}),
      ...(updated ? { updatedReplicas: updated } : {}),
      currentRevision: current,
      updateRevision: revision,
      collisionCount: 0,
      ...(profile === 'current' ? { availableReplicas: available } : {}),
    };
    if (!isEqual(status, set.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
    if (available < ready.length)
      this.queue.add(keyOfObject(set), (set.spec.minReadySeconds ?? 0) * 1_000 + 500);
  }
}
