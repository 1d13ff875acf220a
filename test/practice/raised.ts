import { openRelease } from '../../source/istio/release/release.ts';
import type { KubernetesObject } from '../../source/practice/object.ts';
import { condition, Living } from './living.ts';

/** hoist's own manifests of the chapter's release, as somebody with kubectl would send them. */
export async function manifests() {
  const release = await openRelease('1.1.0');
  const first = (kind: string) => (one: { kind: string }) => (one.kind === kind ? 0 : 1);
  const byKind = (left: { kind: string }, right: { kind: string }) =>
    first('Namespace')(left) - first('Namespace')(right);
  return {
    crds: release.crds() as KubernetesObject[],
    controlPlane: [...release.controlPlane()].sort(byKind) as KubernetesObject[],
    bookinfo: release.bookinfo() as KubernetesObject[],
    gateway: release.gateway() as KubernetesObject[],
  };
}

export const inApp = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, namespace: 'default' },
});

/** A cluster on which Istio 1.1.0 has come up, by nothing but writing its manifests and letting time pass. */
export async function raised(): Promise<Living> {
  const living = new Living();
  const { crds, controlPlane } = await manifests();
  for (const crd of crds) living.client.create(crd);
  living.clock.advance(5_000);
  for (const object of controlPlane) living.client.create(object);
  const deployments = () => living.client.list('apps/v1', 'Deployment', { namespace: 'istio-system' });
  living.until(() => deployments().every((one) => condition(one, 'Available')?.status === 'True'));
  return living;
}

export function label(living: Living): void {
  living.client.patch({ apiVersion: 'v1', kind: 'Namespace', name: 'default' }, (draft) => {
    draft.metadata.labels = { ...draft.metadata.labels, 'istio-injection': 'enabled' };
    return draft;
  });
}
