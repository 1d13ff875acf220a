import { isRecord, type KubernetesObject, versionOf } from '../object.ts';
import { alreadyExists, StatusError } from '../status-error.ts';
import { checkDefinitionTakes, checkNamespaceOf, checkNamespaceTakes } from './checks.ts';
import { draftOf, setOrDelete } from './draft.ts';
import type { Target, WriteOptions } from './options.ts';
import { firstGeneration, hasStatus } from './strategy.ts';
import { viewOf } from './view.ts';
import type { WritePath } from './write-path.ts';

/** Makes an object; `managedFields` only where an apply has counted them already. */
export function createObject(
  path: WritePath,
  target: Target,
  input: KubernetesObject,
  options: WriteOptions,
  managedFields?: KubernetesObject['metadata']['managedFields'],
): KubernetesObject {
  const { resource, apiVersion, namespace } = target;
  const object = draftOf(input);
  if (!isRecord(object.metadata)) object.metadata = { name: '' };
  checkNamespaceOf(object, namespace);
  // One that is no number counts as none here, as with the real server.
  if (Number(object.metadata.resourceVersion) > 0)
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
  checkDefinitionTakes(path.store, resource, object.metadata.name ?? '', path.behaviour.profile);
  checkNamespaceTakes(path.store, { ...target, name: object.metadata.name });
  const given = { ...object.metadata };
  delete given.selfLink;
  delete given.managedFields;
  delete given.resourceVersion;
  if (!given.name && given.generateName) given.name = `${given.generateName}${path.random.suffix()}`;
  object.metadata = {
    ...given,
    ...(namespace ? { namespace } : {}),
    uid: path.random.uuid(),
    creationTimestamp: path.now(),
  };
  delete object.metadata.deletionTimestamp;
  delete object.metadata.deletionGracePeriodSeconds;
  setOrDelete(object.metadata, 'generation', firstGeneration(resource));
  if (hasStatus(resource, versionOf(apiVersion))) delete object.status;
  const draft = path.toStored(object, target);
  path.admitted({ operation: 'CREATE', resource, object: draft, dryRun: options.dryRun ?? false });
  const { name } = draft.metadata;
  path.validate(draft, undefined, target);
  if (path.store.get(resource.key, namespace, name)) throw alreadyExists(resource, name);
  if (managedFields) draft.metadata.managedFields = managedFields;
  else path.track(draft, undefined, target, options);
  return viewOf(path.put(resource, draft, options.dryRun), target);
}
