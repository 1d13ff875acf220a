import { bookinfoObject } from '../../istio/bookinfo.ts';
import type { ChosenRelease } from '../../istio/choices/chosen-release.ts';
import { isClusterScoped } from '../../istio/clean-up/clean.ts';
import { leftoverReason } from '../../istio/clean-up/leftovers.ts';
import { systemNamespace } from '../../istio/names.ts';
import { podTemplateOf } from '../../istio/sidecar/pod-template.ts';
import { fieldManager } from '../../kubernetes/fields/field-manager.ts';
import { type KubernetesObject, keyOf, kubectlName, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import { broughtBefore } from '../keeping/brought-before.ts';
import type { StepRun } from '../step.ts';
import { liveObjects } from '../write/live-objects.ts';
import { prepare } from '../write/prepare.ts';
import { audit } from './audit.ts';
import { configOfOthers } from './config-of-others.ts';
import type { Leftover } from './leftover.ts';

export type Removing = 'gateway' | 'bookinfo' | 'control-plane' | 'crds';

const inManifests: Record<Removing, (release: ChosenRelease) => KubernetesObject[]> = {
  gateway: (release) => release.gateway(),
  bookinfo: (release) => release.bookinfo(),
  // What an installation with other choices may have beside.
  'control-plane': (release) => [...release.controlPlane(), ...release.leftOut()],
  crds: (release) => release.crds(),
};

/** The sample's own names: other custom resources are somebody's work, and go only with their CRD. */
const sampleGateway = new Set(['Gateway/bookinfo-gateway', 'VirtualService/bookinfo']);

const controlPlaneReasons = new Set([
  'leftover.namespace',
  'leftover.cluster-role',
  'leftover.mutating',
  'leftover.validating',
]);

const inAudit: Record<Removing, (found: Leftover, ground: Ground) => boolean> = {
  gateway: ({ kind, name, namespace }, ground) =>
    namespace === ground.namespace && sampleGateway.has(`${kind}/${name}`),
  bookinfo: ({ reason }) => reason.key === 'leftover.bookinfo',
  'control-plane': ({ reason }) => controlPlaneReasons.has(reason.key),
  crds: ({ reason }) => reason.key === 'leftover.crd' || reason.key === 'leftover.crd-certmanager',
};

/**
 * Whether an object that bears a name of the release's is somebody else's: the ClusterRole `kiali` of a Kiali by itself, a Service
 * `reviews` of another shop.
 */
function isOfOthers(live: KubernetesObject, step: Removing, ground: Ground): boolean {
  if (live.metadata.managedFields?.some(({ manager }) => manager === fieldManager)) return false;
  if (step === 'bookinfo')
    return (
      (live.kind === 'Service' || podTemplateOf(live) !== undefined) &&
      !bookinfoObject(live, ground.namespace)
    );
  return step !== 'gateway' && isClusterScoped(live) && !leftoverReason(live, ground.namespace);
}

/**
 * What undoing a step takes away: what the release's manifests name and nobody else has under that name, what an audit finds of the
 * chapter's Istio beside it, whoever installed it, and what hoist's list says that it brought, from whatever files. Says what it leaves alone where `run` is given.
 */
export async function removable(
  ground: Ground,
  step: Removing,
  signal: AbortSignal,
  run?: StepRun,
): Promise<KubernetesObject[]> {
  const [named, found, brought] = await Promise.all([
    namedIn(ground, step, signal, run),
    foundBy(ground, step, signal),
    broughtBefore(ground, step, signal),
  ]);
  const keys = new Set<string>();
  const isNew = (object: KubernetesObject) => !keys.has(keyOf(object)) && keys.add(keyOf(object));
  return [...named, ...found, ...brought].filter(isNew);
}

/** What the manifests name, without what is somebody else's. */
async function namedIn(
  ground: Ground,
  step: Removing,
  signal: AbortSignal,
  run?: StepRun,
): Promise<KubernetesObject[]> {
  if (!ground.release) return [];
  const objects = await prepare(ground, inManifests[step](ground.release), signal);
  const live = await liveObjects(ground.connection.api, objects, signal);
  return objects.flatMap((object) => {
    const there = live.get(keyOf(object));
    // What was not there is not judged, so whoever makes it from now on keeps it.
    if (!there) return [];
    // It was this very one that was judged.
    if (!isOfOthers(there, step, ground))
      return [{ ...object, metadata: { ...object.metadata, uid: there.metadata.uid } }];
    const values = { name: kubectlName(refOf(object)) };
    run?.emit({ type: 'note', level: 'warn', message: { key: 'remove.not-ours', values } });
    return [];
  });
}

/** What an audit finds, which may be of another edition of the release: official or ours, by kubectl or by Helm. */
async function foundBy(ground: Ground, step: Removing, signal: AbortSignal): Promise<KubernetesObject[]> {
  const found = await audit(ground, signal);
  return found
    .filter((one) => inAudit[step](one, ground))
    .map(({ apiVersion, kind, name, namespace, uid }) => ({
      apiVersion,
      kind,
      metadata: { name, uid, ...(namespace ? { namespace } : {}) },
    }));
}

/** Custom resources outside of istio-system: not part of the installation, and gone once their CRD is. */
export async function customResourcesOfOthers(ground: Ground, signal: AbortSignal): Promise<Leftover[]> {
  const found = await audit(ground, signal);
  return found.filter(
    ({ reason, namespace }) =>
      reason.key === 'leftover.custom-resource' && namespace && namespace !== systemNamespace,
  );
}

/** Of these, and of what holds for the whole cluster, what hoist did not bring itself: somebody will miss it. */
export async function customResourcesLost(ground: Ground, signal: AbortSignal): Promise<ObjectRef[]> {
  const brought = await Promise.all(
    (['gateway', 'lesson'] as const).map((step) => broughtBefore(ground, step, signal)),
  );
  const own = new Set(brought.flat().map(keyOf));
  const found = await customResourcesOfOthers(ground, signal);
  const ofCluster = (await configOfOthers(ground, signal)).filter(({ namespace }) => namespace === undefined);
  return [...found.filter((one) => !own.has(keyOf(one)) && !inAudit.gateway(one, ground)), ...ofCluster];
}
