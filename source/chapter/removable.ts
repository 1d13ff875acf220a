import { systemNamespace } from '../istio/names.ts';
import type { Release } from '../istio/release.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { audit } from './audit.ts';
import type { Ground } from './ground.ts';
import type { Leftover } from './leftover.ts';
import { prepare } from './prepare.ts';

type Removing = 'gateway' | 'bookinfo' | 'control-plane' | 'crds';

const inManifests: Record<Removing, (release: Release) => KubernetesObject[]> = {
  gateway: (release) => release.gateway(),
  bookinfo: (release) => release.bookinfo(),
  'control-plane': (release) => release.controlPlane(),
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
 * What undoing a step takes away: what the release's manifests name or, where no release was named, what an audit finds of the chapter's
 * Istio, whoever installed it.
 */
export async function removable(
  ground: Ground,
  step: Removing,
  signal: AbortSignal,
): Promise<KubernetesObject[]> {
  if (ground.release) return prepare(ground, inManifests[step](ground.release), signal);
  const found = await audit(ground, signal);
  return found
    .filter((one) => inAudit[step](one, ground))
    .map(({ apiVersion, kind, name, namespace }) => ({
      apiVersion,
      kind,
      metadata: { name, ...(namespace ? { namespace } : {}) },
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
