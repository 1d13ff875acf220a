import { isEqual, type KubernetesObject, versionOf } from '../object.ts';
import { conflict } from '../status-error.ts';
import { checkNewFinalizers, checkSeenVersion } from './checks.ts';
import { draftOf, setOrDelete } from './draft.ts';
import { finalizersOfNamespace } from './namespace-finalizers.ts';
import type { Target, WriteOptions } from './options.ts';
import { hasStatus, nextGeneration } from './strategy.ts';
import type { WritePath } from './write-path.ts';

/** Puts the next form of an object in the place of the old one, in the stored version; what has lost its last finalizer goes. */
export function replaceObject(
  path: WritePath,
  target: Target,
  old: KubernetesObject,
  next: KubernetesObject,
  options: WriteOptions,
  managedFields?: KubernetesObject['metadata']['managedFields'],
): KubernetesObject {
  const { resource, apiVersion, subresource } = target;
  const { name, namespace, uid } = old.metadata;
  const given = next.metadata;
  if (given.uid && given.uid !== uid) {
    const why = `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${uid}`;
    if (subresource === 'scale')
      throw conflict({ group: resource.group, plural: `${resource.plural}/scale` }, name, why);
    throw conflict(
      resource,
      name,
      `StorageError: invalid object, Code: 4, Key: /registry/${resource.plural}/${namespace ? `${namespace}/` : ''}${name}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
    );
  }
  checkSeenVersion(resource, next, old);
  const version = versionOf(apiVersion);
  let draft = next;
  if (subresource === 'status') {
    // Only the status of what was sent counts; of built-in kinds also labels and annotations.
    const metadata = resource.custom
      ? draftOf(old.metadata)
      : { ...draftOf(old.metadata), ...labelsOf(given) };
    draft = { ...draftOf(old), metadata, status: next.status };
    if (next.status === undefined) delete draft.status;
  } else {
    if (hasStatus(resource, version) && subresource !== 'finalize')
      setOrDelete(draft, 'status', draftOf(old.status));
    draft.metadata = {
      ...given,
      name,
      ...(namespace ? { namespace } : {}),
      uid,
      creationTimestamp: old.metadata.creationTimestamp,
    };
    for (const field of [
      'generation',
      'deletionTimestamp',
      'deletionGracePeriodSeconds',
      'selfLink',
      'generateName',
    ] as const)
      setOrDelete(draft.metadata, field, old.metadata[field]);
    checkNewFinalizers(resource, draft, old);
  }
  if (resource.key === 'namespaces') draft = finalizersOfNamespace(draft, old, subresource);
  draft.metadata.resourceVersion = old.metadata.resourceVersion as string;
  setOrDelete(
    draft.metadata,
    'generation',
    subresource === 'status' ? old.metadata.generation : nextGeneration(resource, version, draft, old),
  );
  path.admitted({
    operation: 'UPDATE',
    resource,
    object: draft,
    old,
    subresource,
    dryRun: options.dryRun ?? false,
  });
  if (subresource !== 'status') path.validate(draft, old, target);
  setOrDelete(draft.metadata, 'managedFields', managedFields ?? old.metadata.managedFields);
  // A write that changes nothing is none: the resourceVersion stays.
  if (isEqual(draft, old)) return old;
  if (!managedFields) path.track(draft, old, target, options);
  if (isEqual(draft, old)) return old;
  const finished =
    draft.metadata.deletionTimestamp &&
    !draft.metadata.finalizers?.length &&
    !(draft.metadata.deletionGracePeriodSeconds ?? 0);
  const waits = resource.key === 'namespaces' && (draft.spec?.finalizers ?? []).length > 0;
  if (!finished || waits) return path.put(resource, draft, options.dryRun);
  if (options.dryRun) return draft;
  const last = path.store.remove(resource.key, namespace, name);
  return { ...draft, metadata: { ...draft.metadata, resourceVersion: last?.metadata.resourceVersion } };
}

function labelsOf({ labels, annotations }: KubernetesObject['metadata']): object {
  return { ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
}
