import { refOf } from '../client.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { deploymentStatus } from './deployment-status.ts';
import { OwnerController } from './owner-controller.ts';
import { controllerReference, keyOfObject, partsOf } from './ownership.ts';
import { fenceposts, nextScalings, type Scaling, stateOf } from './rollout.ts';
import { templateHash } from './template-hash.ts';

const apiVersion = 'apps/v1';
const revisionKey = 'deployment.kubernetes.io/revision';
const ownKeys = [
  revisionKey,
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'kubectl.kubernetes.io/last-applied-configuration',
];
const revisionOf = ({ metadata }: KubernetesObject): number =>
  Number(metadata.annotations?.[revisionKey] ?? 0);

function templateWithoutHash({ spec }: KubernetesObject): Json {
  const { 'pod-template-hash': _, ...labels } = spec.template.metadata?.labels ?? {};
  return { ...spec.template, metadata: { ...spec.template.metadata, labels } };
}

const isOfTemplate = (set: KubernetesObject, deployment: KubernetesObject): boolean =>
  isEqual(templateWithoutHash(set).spec, deployment.spec.template.spec) &&
  isEqual(templateWithoutHash(set).metadata.labels, deployment.spec.template.metadata?.labels ?? {}) &&
  isEqual(
    set.spec.template.metadata?.annotations ?? {},
    deployment.spec.template.metadata?.annotations ?? {},
  );

/** Deployments make ReplicaSets, one for each pod template, and move the pods from one to the next (pkg/controller/deployment). */
export class DeploymentController extends OwnerController {
  constructor(cluster: Cluster) {
    super(cluster, {
      owner: { apiVersion, kind: 'Deployment' },
      owned: { apiVersion, kind: 'ReplicaSet' },
      component: 'deployment-controller',
    });
  }

  protected sync(key: string): void {
    const { client } = this.cluster;
    const ref = { apiVersion, kind: 'Deployment', ...partsOf(key) };
    const deployment = client.get(ref);
    if (!deployment || deployment.metadata.deletionTimestamp) return;
    const sets = this.#setsOf(deployment);
    const current = this.#currentSet(deployment, sets);
    const old = sets.filter((set) => set.metadata.uid !== current?.metadata.uid);
    if (current) {
      const { replicas = 1, strategy } = deployment.spec;
      const states = { current: stateOf(current), old: old.map(stateOf) };
      const scalings = deployment.spec.paused ? [] : nextScalings({ replicas, strategy, ...states });
      for (const scaling of scalings) this.#scale(deployment, scaling, [current, ...old]);
      this.#forgetOldSets(deployment, old);
    }
    this.#writeStatus(deployment);
  }

  /** Newest first. */
  #setsOf(deployment: KubernetesObject): KubernetesObject[] {
    return this.ownedBy(deployment).sort((left, right) => revisionOf(right) - revisionOf(left));
  }

  #currentSet(deployment: KubernetesObject, sets: KubernetesObject[]): KubernetesObject | undefined {
    const there = sets.find((set) => isOfTemplate(set, deployment));
    const newest = Math.max(0, ...sets.map(revisionOf));
    const revision = there && revisionOf(there) === newest ? newest : newest + 1;
    if (!there && deployment.spec.paused) return undefined;
    const set = there ?? this.#createSet(deployment, revision);
    const { client } = this.cluster;
    if (there && revisionOf(there) !== revision)
      client.patch(refOf(there), (draft) => {
        draft.metadata.annotations = { ...draft.metadata.annotations, [revisionKey]: String(revision) };
        return draft;
      });
    if (deployment.metadata.annotations?.[revisionKey] !== String(revision))
      client.patch(refOf(deployment), (draft) => {
        draft.metadata.annotations = { ...draft.metadata.annotations, [revisionKey]: String(revision) };
        return draft;
      });
    return set;
  }

  #createSet(deployment: KubernetesObject, revision: number): KubernetesObject {
    const { namespace, name, annotations } = deployment.metadata;
    const { template, selector, replicas = 1, minReadySeconds, strategy } = deployment.spec;
    const hash = templateHash(template);
    const labels = { ...template.metadata?.labels, 'pod-template-hash': hash };
    const kept = Object.entries(annotations ?? {}).filter(([key]) => !ownKeys.includes(key));
    const max = replicas + fenceposts(strategy, replicas).surge;
    return this.cluster.client.create({
      apiVersion,
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels,
        annotations: {
          ...Object.fromEntries(kept),
          'deployment.kubernetes.io/desired-replicas': String(replicas),
          'deployment.kubernetes.io/max-replicas': String(max),
          [revisionKey]: String(revision),
        },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas: 0,
        ...(minReadySeconds ? { minReadySeconds } : {}),
        selector: { ...selector, matchLabels: { ...selector?.matchLabels, 'pod-template-hash': hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
  }

  #scale(deployment: KubernetesObject, { name, replicas }: Scaling, sets: KubernetesObject[]): void {
    const set = sets.find(({ metadata }) => metadata.name === name);
    if (!set) return;
    const { namespace } = deployment.metadata;
    const wanted = deployment.spec.replicas ?? 1;
    const max = wanted + fenceposts(deployment.spec.strategy, wanted).surge;
    this.cluster.client.patch({ apiVersion, kind: 'ReplicaSet', namespace, name }, (draft) => {
      draft.spec.replicas = replicas;
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        'deployment.kubernetes.io/desired-replicas': String(wanted),
        'deployment.kubernetes.io/max-replicas': String(max),
      };
      return draft;
    });
    const direction = replicas > (set.spec.replicas ?? 0) ? 'up' : 'down';
    this.events.record(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${name} to ${replicas}`,
    });
  }

  #forgetOldSets({ spec }: KubernetesObject, old: KubernetesObject[]): void {
    const empty = old.filter((set) => !set.spec.replicas && !set.status?.replicas);
    for (const set of empty.slice(spec.revisionHistoryLimit ?? 10)) this.cluster.client.delete(refOf(set));
  }

  #writeStatus({ metadata }: KubernetesObject): void {
    const { client, clock } = this.cluster;
    const ref = { apiVersion, kind: 'Deployment', namespace: metadata.namespace, name: metadata.name };
    const deployment = client.get(ref);
    if (!deployment) return;
    const sets = this.#setsOf(deployment);
    const current = sets.find((set) => isOfTemplate(set, deployment));
    const now = clock.now();
    const { status, lookAgainAfter } = deploymentStatus({ deployment, sets, current, now });
    if (!isEqual(status, deployment.status))
      client.patchStatus(ref, (draft) => ({ ...draft, status: { ...status } }));
    if (lookAgainAfter !== undefined) this.queue.add(keyOfObject(deployment), lookAgainAfter);
  }
}
