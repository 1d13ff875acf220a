import { refOf } from '../client.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { OwnerController } from './owner-controller.ts';
import { partsOf } from './ownership.ts';
import { isActive, isReady } from './pod-facts.ts';
import { podFromTemplate } from './pod-from-template.ts';
import { templateHash } from './template-hash.ts';

const apiVersion = 'apps/v1';
const hashLabel = 'controller-revision-hash';

/** One pod on every node (pkg/controller/daemon). */
export class DaemonSetController extends OwnerController {
  constructor(cluster: Cluster) {
    super(cluster, {
      owner: { apiVersion, kind: 'DaemonSet' },
      owned: { apiVersion: 'v1', kind: 'Pod' },
      component: 'daemonset-controller',
    });
  }

  protected sync(key: string): void {
    const { client } = this.cluster;
    const ref = { apiVersion, kind: 'DaemonSet', ...partsOf(key) };
    const set = client.get(ref);
    if (!set || set.metadata.deletionTimestamp) return;
    const hash = templateHash(set.spec.template);
    const nodes = client.list('v1', 'Node');
    const pods = this.ownedBy(set).filter(isActive);
    const isCurrent = (pod: KubernetesObject) => pod.metadata.labels?.[hashLabel] === hash;
    const outdated = pods.filter((pod) => !isCurrent(pod));
    // A rolling update takes the old pod away first; the next look makes the new one.
    if (set.spec.updateStrategy?.type !== 'OnDelete') for (const pod of outdated) client.delete(refOf(pod));
    const has = (node: KubernetesObject) => pods.some((pod) => targetOf(pod) === node.metadata.name);
    for (const node of nodes) if (!has(node)) this.#createPod(set, node.metadata.name, hash);
    const ready = pods.filter(isReady).length;
    const updated = pods.filter(isCurrent).length;
    const status = {
      currentNumberScheduled: pods.length,
      numberMisscheduled: 0,
      desiredNumberScheduled: nodes.length,
      numberReady: ready,
      observedGeneration: set.metadata.generation,
      ...(updated ? { updatedNumberScheduled: updated } : {}),
      ...(ready ? { numberAvailable: ready } : {}),
      ...(ready < nodes.length ? { numberUnavailable: nodes.length - ready } : {}),
    };
    if (!isEqual(status, set.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
  }

  #createPod(set: KubernetesObject, node: string, hash: string): void {
    const pod = podFromTemplate(set);
    pod.metadata.labels = { ...pod.metadata.labels, [hashLabel]: hash };
    // Since 1.12 the scheduler places these pods too; the affinity says where.
    const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }];
    pod.spec.affinity = {
      ...pod.spec.affinity,
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } },
    };
    const made = this.cluster.client.create(pod);
    const message = `Created pod: ${made.metadata.name}`;
    this.events.record(set, { type: 'Normal', reason: 'SuccessfulCreate', message });
  }
}

const targetOf = ({ spec }: KubernetesObject): Json =>
  spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0]
    ?.matchFields?.[0]?.values?.[0];
