import type { KubernetesObject } from '../object.ts';
import { applyObject } from '../patch/apply.ts';
import { schemaOf } from '../patch/schema.ts';
import { badRequest, unsupportedMediaType } from '../status-error.ts';
import { checkNameOf } from './checks.ts';
import { createObject } from './create.ts';
import { draftOf } from './draft.ts';
import type { ApplyOptions, Target } from './options.ts';
import { replaceObject } from './replace.ts';
import { viewOf } from './view.ts';
import type { WritePath } from './write-path.ts';

/** Server-side apply; the object is made if it is not there. */
export function applyOwned(
  path: WritePath,
  target: Target,
  input: KubernetesObject,
  options: ApplyOptions,
): { object: KubernetesObject; created: boolean } {
  const { resource, apiVersion, name = '', namespace } = target;
  if (!path.behaviour.serverSideApply)
    throw unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json',
    );
  if (input.metadata?.managedFields?.length) throw badRequest('metadata.managedFields must be nil');
  if (input.metadata?.name) checkNameOf(input, name);
  const old = path.store.get(resource.key, namespace, name);
  const applied = draftOf(input);
  applied.metadata = { ...applied.metadata, name, ...(namespace ? { namespace } : {}) };
  const manager = options.fieldManager ?? '';
  const merged = applyObject({
    live: old ? draftOf(viewOf(old, target)) : undefined,
    applied,
    manager,
    force: options.force ?? false,
    schema: schemaOf(resource, apiVersion),
    apiVersion,
    time: path.now(),
    subresource: target.subresource,
  });
  const { managedFields } = merged.metadata;
  if (!old) {
    delete merged.metadata.uid;
    return { object: createObject(path, target, merged, options, managedFields), created: true };
  }
  const stored = replaceObject(
    path,
    target,
    old,
    path.toStored(merged, target),
    { ...options, fieldManager: undefined },
    managedFields,
  );
  return { object: viewOf(stored, target), created: false };
}
