import { ApiError } from '../errors.ts';
import type { KubernetesObject } from '../object.ts';
import { covers } from './compare.ts';

/**
 * Where a server keeps no managed fields (before 1.16), an object carries what hoist last applied to it, as kubectl's own annotation
 * does: without it nobody could tell a value of ours that has to change from one that somebody else has set.
 */
export const lastAppliedAnnotation = 'hoist/last-applied-configuration';
const kubectlAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

type Fields = Record<string, unknown>;
const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown) =>
  value === undefined || value === null || value === '' || (isMap(value) && Object.keys(value).length === 0);

/** The object as it is sent, with what it says written into itself. A Secret's values are not said twice. */
export function carryingApplied(desired: KubernetesObject): KubernetesObject {
  if (desired.kind === 'Secret') return desired;
  const { resourceVersion: _, annotations, ...metadata } = desired.metadata;
  const said = JSON.stringify({ ...desired, metadata: { ...metadata, annotations } });
  return {
    ...desired,
    metadata: { ...metadata, annotations: { ...annotations, [lastAppliedAnnotation]: said } },
  };
}

/** The object without what hoist says in it of itself. */
export function withoutApplied(object: KubernetesObject): KubernetesObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata.annotations ?? {};
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function applied(live: KubernetesObject, annotation: string): Fields | undefined {
  try {
    const said: unknown = JSON.parse(live.metadata.annotations?.[annotation] ?? '');
    return isMap(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

interface Merge {
  patch: Fields;
  conflicts: { field: string; owner: string }[];
}

/** Three sides at each field: what we want, what is there, and what we said last. Lists count as one field, as merge patches take them. */
function mergeFields(
  sides: { desired: Fields; live: Fields; ours: unknown; kubectl: unknown },
  path: string,
  merge: Merge['conflicts'],
): Fields {
  const { desired, live } = sides;
  const ours = isMap(sides.ours) ? sides.ours : {};
  const kubectl = isMap(sides.kubectl) ? sides.kubectl : {};
  const patch: Fields = {};
  for (const [name, value] of Object.entries(desired)) {
    const [there, said] = [live[name], ours[name]];
    const field = `${path}.${name}`;
    if (isMap(value) && isMap(there)) {
      const inner = { desired: value, live: there, ours: said, kubectl: kubectl[name] };
      patch[name] = mergeFields(inner, field, merge);
    } else if (covers(value, there, name) || isNothing(there)) patch[name] = value;
    else if (said !== undefined && covers(said, there, name)) patch[name] = value;
    else {
      const byKubectl = kubectl[name] !== undefined && covers(kubectl[name], there, name);
      merge.push({ field, owner: byKubectl ? 'kubectl' : 'unknown' });
      patch[name] = value;
    }
  }
  for (const name of dropped(desired, live, ours)) patch[name] = null;
  return patch;
}

/** Fields that we said last, say no more, and nobody has changed since. */
function dropped(desired: Fields, live: Fields, ours: Fields): string[] {
  return Object.keys(ours).filter(
    (name) => desired[name] === undefined && live[name] !== undefined && covers(ours[name], live[name], name),
  );
}

/** Whether what we applied last to an object of such a server has fields that `desired` no longer has. */
export function saidMore(desired: KubernetesObject, live: KubernetesObject): boolean {
  const ours = applied(live, lastAppliedAnnotation);
  const says = (now: unknown, before: unknown): boolean =>
    isMap(before) &&
    Object.entries(before).some(
      ([name, value]) => !isMap(now) || now[name] === undefined || says(now[name], value),
    );
  return ours !== undefined && says(desired, ours);
}

/**
 * The merge patch (RFC 7386) that brings `live` to what `desired` says, and drops what we said before and say no more. Throws the same
 * ApiError 409 as a server-side apply would where a field has another value that is not ours, unless `force`. It is bound to the
 * version of `live`, which must be the one that `desired` names if it names one: an object that has changed is a 409 without causes.
 */
export function mergePatch(wanted: KubernetesObject, live: KubernetesObject, force: boolean): object {
  const { resourceVersion: expected, ...said } = wanted.metadata;
  const desired: KubernetesObject = { ...wanted, metadata: said };
  if (expected !== undefined && expected !== live.metadata.resourceVersion)
    throw new ApiError(409, { code: 409, reason: 'Conflict', message: 'the object has been modified' });
  const conflicts: Merge['conflicts'] = [];
  const sides = {
    desired: desired as Fields,
    live: live as Fields,
    ours: applied(live, lastAppliedAnnotation),
    kubectl: applied(live, kubectlAnnotation),
  };
  const patch = mergeFields(sides, '', conflicts) as Fields & { metadata: Fields };
  if (conflicts.length > 0 && !force) {
    const causes = conflicts.map(({ field, owner }) => ({
      reason: 'FieldManagerConflict',
      field,
      message: `conflict with "${owner}"`,
    }));
    const message = `${conflicts.length} fields have values that hoist has not set`;
    throw new ApiError(409, { code: 409, reason: 'Conflict', message, details: { causes } });
  }
  const carried = carryingApplied(desired).metadata.annotations;
  const annotations = { ...(patch.metadata.annotations as Fields), ...carried };
  const { resourceVersion } = live.metadata;
  return {
    ...patch,
    metadata: { ...patch.metadata, ...(carried ? { annotations } : {}), resourceVersion },
  };
}
