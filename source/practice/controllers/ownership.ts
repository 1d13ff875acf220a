import type { KubernetesObject, OwnerReference } from '../object.ts';

/** The reference by which a controller's product names it. */
export function controllerReference(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

export const controllerOf = ({ metadata }: KubernetesObject): OwnerReference | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller);

export const isControlledBy = (object: KubernetesObject, owner: KubernetesObject): boolean =>
  controllerOf(object)?.uid === owner.metadata.uid;

/** `namespace/name`, as work queues call an object. */
export const keyOfObject = ({ metadata }: Pick<KubernetesObject, 'metadata'>): string =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

export function partsOf(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
