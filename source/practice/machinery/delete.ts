import { timestamp } from '../clock.ts';
import { isEqual, type KubernetesObject } from '../object.ts';
import type { StatusBody } from '../status-error.ts';
import { checkPreconditions } from './checks.ts';
import { cleanupFinalizer, deletionFinalizers, graceOf, terminatingStatus } from './deletion.ts';
import { deletionStatus } from './deletion-status.ts';
import { draftOf } from './draft.ts';
import type { DeleteOptions, Target } from './options.ts';
import { returnsDeleted } from './strategy.ts';
import { viewOf } from './view.ts';
import type { WritePath } from './write-path.ts';

export interface Deletion {
  answer: KubernetesObject | StatusBody;
  gone: boolean;
}

/** The object if it lives on or its kind answers so, otherwise a `Status`; `gone` tells which. */
export function deleteObject(path: WritePath, target: Target, options: DeleteOptions): Deletion {
  const { resource, apiVersion, name = '', namespace } = target;
  const old = path.stored(target);
  checkPreconditions(resource, old, options);
  path.admitted({ operation: 'DELETE', resource, object: old, dryRun: options.dryRun ?? false });
  const draft = draftOf(old);
  const finalizers = deletionFinalizers(target, draft, options);
  const grace = graceOf(resource, draft, options);
  const isNamespace = resource.key === 'namespaces';
  const isDefinition = resource.kind === 'CustomResourceDefinition';
  if (isDefinition && !finalizers.includes(cleanupFinalizer)) finalizers.push(cleanupFinalizer);
  const lives =
    finalizers.length > 0 || grace > 0 || (isNamespace && (draft.spec?.finalizers ?? []).length > 0);
  if (!lives) {
    const last = options.dryRun ? old : path.store.remove(resource.key, namespace, name);
    const answer = returnsDeleted(resource) ? viewOf(last ?? old, target) : deletionStatus(resource, old);
    return { answer, gone: true };
  }
  if (finalizers.length) draft.metadata.finalizers = finalizers;
  // Namespaces and definitions have stores of their own, which count neither seconds nor generations here.
  const ownStore = isNamespace || isDefinition;
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, generation } = draft.metadata;
  if (!deletionTimestamp || grace < deletionGracePeriodSeconds) {
    draft.metadata.deletionTimestamp = timestamp(path.clock.now() + grace * 1_000);
    if (!ownStore) draft.metadata.deletionGracePeriodSeconds = grace;
    if (!ownStore && !deletionTimestamp && generation !== undefined)
      draft.metadata.generation = generation + 1;
    if (isNamespace) draft.status = { ...draft.status, phase: 'Terminating' };
    if (isDefinition) draft.status = terminatingStatus(draft.status, path.now());
  }
  const stored = isEqual(draft, old) ? old : path.put(resource, draft, options.dryRun);
  return { answer: viewOf(stored, { resource, apiVersion }), gone: false };
}
