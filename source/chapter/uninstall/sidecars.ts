import { statusAnnotation, systemNamespace } from '../../istio/names.ts';
import { isNamesake, isNotFound } from '../../kubernetes/errors.ts';
import { type KubernetesObject, keyOf, type ObjectRef } from '../../kubernetes/object.ts';
import { explainError } from '../explain.ts';
import type { Ground } from '../ground.ts';
import { endOf } from '../journal/write-end.ts';
import { StepFailed, type StepRun } from '../step.ts';
import { withReadiness } from '../wait/readiness.ts';
import { recordedWrite } from '../write/recorded-write.ts';
import { restartPatch } from '../write/restart.ts';
import type { SidecarChoice } from './sidecar-choice.ts';

const shop = new Set(['details', 'ratings', 'reviews', 'productpage']);
const mostNames = 12;

/** Pods with a sidecar that are neither Istio's nor Bookinfo's: somebody's own. */
export async function othersWithSidecar(ground: Ground, signal: AbortSignal): Promise<KubernetesObject[]> {
  const { api } = ground.connection;
  const pods = await api.listIfServed('v1', 'Pod', { metadataOnly: true, signal });
  return pods.filter(({ metadata: { namespace, labels, annotations, deletionTimestamp } }) => {
    if (annotations?.[statusAnnotation] === undefined || deletionTimestamp) return false;
    if (namespace === systemNamespace) return false;
    return !(namespace === ground.namespace && shop.has(labels?.app ?? ''));
  });
}

/** The same as `namespace/name`, without those of what goes before. */
export async function namesOfOthersWithSidecar(
  ground: Ground,
  signal: AbortSignal,
  leaving: readonly KubernetesObject[] = [],
): Promise<string[]> {
  const pods = (await othersWithSidecar(ground, signal)).filter((pod) => !goesWith(pod, leaving));
  return pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

/** By the names of its owners: a Deployment is the owner of the ReplicaSet that is the pod's. */
function goesWith(
  { metadata: { namespace, name, ownerReferences } }: KubernetesObject,
  leaving: readonly KubernetesObject[],
) {
  const owner = ownerReferences?.find(({ controller }) => controller);
  const deployment = owner?.kind === 'ReplicaSet' ? owner.name.replace(/-[^-]+$/, '') : undefined;
  return leaving.some(({ kind, metadata }) => {
    if (kind === 'Namespace') return metadata.name === namespace;
    if (metadata.namespace !== namespace) return false;
    if (kind === 'Pod') return metadata.name === name;
    return kind === 'Deployment'
      ? metadata.name === deployment
      : kind === owner?.kind && metadata.name === owner.name;
  });
}

/**
 * Before the mesh is pulled from under them: refuses as long as nobody has said what is to become of them, and names them. `leaving`
 * is what goes before that, with its pods. Throws StepFailed.
 */
export async function refuseWithSidecars(
  ground: Ground,
  choice: SidecarChoice | undefined,
  run: StepRun,
  leaving: readonly KubernetesObject[] = [],
): Promise<void> {
  const names = await namesOfOthersWithSidecar(ground, run.signal, leaving);
  if (names.length === 0) return;
  const more = names.length > mostNames ? ', …' : '';
  const values = { count: names.length, names: names.slice(0, mostNames).join(', ') + more };
  if (!choice) throw new StepFailed({ key: 'sidecars.running', values }, { key: 'sidecars.running.hint' });
  run.emit({ type: 'note', level: 'warn', message: { key: `sidecars.${choice}`, values } });
}

/** Once no webhook adds a sidecar any more: the workloads of these pods start anew without one, as `kubectl rollout restart` does it. */
export async function restartWithoutSidecar(ground: Ground, run: StepRun): Promise<void> {
  const { api } = ground.connection;
  const pods = await othersWithSidecar(ground, run.signal);
  const owners = new Map<string, Owner>();
  for (const pod of pods) {
    const owner = await ownerOf(ground, pod, run.signal);
    if (owner) owners.set(keyOf(owner.ref), owner);
    else {
      const values = { name: `${pod.metadata.namespace}/${pod.metadata.name}` };
      run.emit({ type: 'note', level: 'warn', message: { key: 'sidecars.no-owner', values } });
    }
  }
  await withReadiness(ground, run, async (readiness) => {
    const restart = async ({ ref, uid }: Owner) => {
      const patch = restartPatch(new Date());
      const write = recordedWrite(
        run,
        { verb: 'restart', object: ref, existed: true, uid },
        (signal) => api.merge(ref, patch, { uid, signal }),
        (after) => endOf('configured', after),
      );
      const object = await unlessElse(write, run);
      if (!object) return;
      run.emit({ type: 'object', object: ref, result: 'configured' });
      await readiness.ready(object);
    };
    await Promise.all([...owners.values()].map(restart));
  });
}

/** With the workload go its pods, also where another has its name by now: that one's are made without a sidecar. */
async function unlessElse<T>(restarting: Promise<T>, run: StepRun): Promise<T | undefined> {
  try {
    return await restarting;
  } catch (error) {
    if (!isNotFound(error) && !isNamesake(error)) throw error;
    if (isNamesake(error)) run.emit({ type: 'note', level: 'info', message: explainError(error).message });
    return undefined;
  }
}

/** What is restarted, and no other of its name. */
interface Owner {
  ref: ObjectRef;
  uid: string;
}

/** What makes pods like this one: a Deployment by way of its ReplicaSet, or what stands in the pod itself. */
async function ownerOf(
  ground: Ground,
  { metadata }: KubernetesObject,
  signal: AbortSignal,
): Promise<Owner | undefined> {
  const { api } = ground.connection;
  const { namespace } = metadata;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  if (!owner) return undefined;
  const ref = { apiVersion: owner.apiVersion, kind: owner.kind, namespace, name: owner.name };
  if (owner.kind === 'StatefulSet' || owner.kind === 'DaemonSet') return { ref, uid: owner.uid };
  if (owner.kind !== 'ReplicaSet') return undefined;
  const set = await api.get(ref, signal);
  if (set?.metadata.uid !== owner.uid) return undefined;
  const above = set.metadata.ownerReferences?.find(({ kind }) => kind === 'Deployment');
  if (!above) return undefined;
  const deployment = { ...ref, apiVersion: above.apiVersion, kind: above.kind, name: above.name };
  const there = await api.get(deployment, signal);
  return there?.metadata.uid === above.uid ? { ref: deployment, uid: above.uid } : undefined;
}
