import { withoutRuntimeFields } from '../istio/runtime-fields.ts';
import type { Api } from '../kubernetes/api.ts';
import { covers, ownsMore, sameContent } from '../kubernetes/compare.ts';
import { ApiError } from '../kubernetes/errors.ts';
import { type FieldConflict, fieldConflicts } from '../kubernetes/field-conflict.ts';
import { type KubernetesObject, refOf } from '../kubernetes/object.ts';
import { finishing } from './finishing.ts';

export type Written =
  /** `object` is as the server has it now. */
  | { result: 'created' | 'configured' | 'unchanged'; object: KubernetesObject }
  | { result: 'conflict'; conflicts: FieldConflict[] };

/**
 * Brings one object to what `wanted` says, writing only where something differs. `live` is what the cluster holds now.
 * Errors other than a field conflict are thrown as the Api's.
 */
export async function writeObject(
  api: Api,
  wanted: KubernetesObject,
  live: KubernetesObject | undefined,
  signal: AbortSignal,
): Promise<Written> {
  const desired = live ? withoutRuntimeFields(wanted, live) : wanted;
  try {
    if (live && !(await differs(api, desired, live, signal))) return { result: 'unchanged', object: live };
    const object = await finishing(signal, (until) => api.apply(desired, { signal: until }));
    if (!live) return { result: 'created', object };
    const same = object.metadata.resourceVersion === live.metadata.resourceVersion;
    return { result: same ? 'unchanged' : 'configured', object };
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 409) throw error;
    const conflicts = fieldConflicts(error, desired, live ?? (await api.get(refOf(desired), signal)));
    if (conflicts.length === 0) throw error;
    return { result: 'conflict', conflicts };
  }
}

/** Compares here where that is certain, and asks the server (dry run) where it is not. */
export async function differs(
  api: Api,
  wanted: KubernetesObject,
  live: KubernetesObject,
  signal: AbortSignal,
): Promise<boolean> {
  const desired = withoutRuntimeFields(wanted, live);
  if (covers(withoutTransport(desired), live) && !ownsMore(desired, live)) return false;
  try {
    const after = await api.apply(desired, { dryRun: true, signal });
    return !sameContent(live, after);
  } catch (error) {
    // A webhook that has side effects refuses dry runs (400); then only the write itself can tell.
    if (error instanceof ApiError && error.code === 400) return true;
    throw error;
  }
}

/** The version of the group that an object was asked for in may differ from the one that it is compared in. */
function withoutTransport({ apiVersion: _version, kind: _kind, ...rest }: KubernetesObject): object {
  return rest;
}
