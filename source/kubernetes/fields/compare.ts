import type { KubernetesObject, ManagedFields } from '../object.ts';
import { parseQuantity } from '../quantity.ts';
import { fieldManager } from './field-manager.ts';

type Json = unknown;
const isMap = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: Json) =>
  value === undefined ||
  value === null ||
  (typeof value === 'object' && Object.keys(value as object).length === 0);

/** Quantities are stored in their canonical form: `1000m` comes back as `1`. Only strings that both parse may differ so. */
function sameScalar(desired: Json, live: Json): boolean {
  if (desired === live) return true;
  const kinds = [typeof desired, typeof live];
  if (!kinds.every((kind) => kind === 'string' || kind === 'number')) return false;
  if (kinds[0] === kinds[1] && kinds[0] === 'number') return false;
  const [ours, theirs] = [parseQuantity(desired as string), parseQuantity(live as string)];
  return !Number.isNaN(ours) && ours === theirs;
}

/**
 * Lists that the server merges by key (`x-kubernetes-list-map-keys` in its OpenAPI): it may hold elements that we did not name.
 * Every other list is replaced whole. Custom resources without a schema have none of these.
 */
const keyedLists: Record<string, string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  ports: ['port', 'containerPort'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  webhooks: ['name'],
  ownerReferences: ['uid'],
};

function keyOfList(desired: Json[], field: string): string | undefined {
  const carried = (name: string) => desired.every((item) => isMap(item) && item[name] !== undefined);
  return Object.hasOwn(keyedLists, field) ? keyedLists[field]?.find(carried) : undefined;
}

function coversList(desired: Json[], live: Json[], field: string): boolean {
  if (desired.length === live.length && desired.every((item, index) => covers(item, live[index])))
    return true;
  const key = keyOfList(desired, field);
  if (!key) return false;
  return desired.every((item) =>
    live.some(
      (other) => isMap(other) && other[key] === (item as Record<string, Json>)[key] && covers(item, other),
    ),
  );
}

/**
 * Whether everything that `desired` says already holds in `live`; what the server or another manager added beside it does not matter.
 * May say no where the server would see no difference (then a dry run decides), never yes where there is one, but for what
 * saysLessInLists finds.
 */
export function covers(desired: Json, live: Json, field = ''): boolean {
  // `{}` and null say nothing, but `""` and [] empty what is there.
  if (desired === undefined || desired === null) return true;
  if (isEmpty(desired)) return Array.isArray(desired) ? isEmpty(live) : isEmpty(live) || isMap(live);
  if (Array.isArray(desired)) return Array.isArray(live) && coversList(desired, live, field);
  if (isMap(desired)) {
    return isMap(live) && Object.entries(desired).every(([name, value]) => covers(value, live[name], name));
  }
  return sameScalar(desired, live);
}

/**
 * Whether `live`, which covers `desired`, says more inside of a list that is replaced whole: what the server filled in, or what is to
 * go, as `mtls: { mode: PERMISSIVE }` where `mtls: {}` is wanted now. Only the server can tell which.
 */
export function saysLessInLists(desired: Json, live: Json, field = ''): boolean {
  if (isMap(desired))
    return (
      isMap(live) && Object.entries(desired).some(([name, value]) => saysLessInLists(value, live[name], name))
    );
  if (!Array.isArray(desired) || !Array.isArray(live)) return false;
  const key = keyOfList(desired, field);
  const named = (item: Json) =>
    live.find((other) => isMap(other) && isMap(item) && key && other[key] === item[key]);
  return desired.some((item, index) =>
    key ? saysLessInLists(item, named(item)) : saysLess(item, live[index]),
  );
}

function saysLess(desired: Json, live: Json): boolean {
  if (Array.isArray(live))
    return live.some((item, index) => saysLess(Array.isArray(desired) ? desired[index] : undefined, item));
  if (!isMap(live)) return desired === undefined && !isEmpty(live);
  return Object.entries(live).some(([name, value]) =>
    saysLess(isMap(desired) ? desired[name] : undefined, value),
  );
}

/** A `fieldsV1` tree names fields as `f:name`, list elements as `k:{...}` (by key) or `v:...` (by value), and itself as `.`. */
function names(fields: Record<string, Json>, desired: Json): boolean {
  return Object.entries(fields).every(([step, below]) => {
    if (step === '.') return desired !== undefined;
    const rest = isMap(below) ? below : {};
    if (step.startsWith('f:')) {
      const value = isMap(desired) ? desired[step.slice(2)] : undefined;
      return value !== undefined && names(rest, value);
    }
    if (step.startsWith('k:')) {
      const keys = JSON.parse(step.slice(2)) as Record<string, Json>;
      // A key may come from a default (`protocol: TCP`), so an element that leaves it out still matches.
      const matches = (item: Json) =>
        isMap(item) &&
        Object.entries(keys).every(([key, value]) => item[key] === undefined || item[key] === value);
      const element = Array.isArray(desired) ? desired.find(matches) : undefined;
      if (!element) return false;
      const ownKeys = Object.keys(keys).map((key) => `f:${key}`);
      return names(
        Object.fromEntries(Object.entries(rest).filter(([name]) => !ownKeys.includes(name))),
        element,
      );
    }
    if (step.startsWith('v:')) return Array.isArray(desired) && desired.includes(JSON.parse(step.slice(2)));
    return false;
  });
}

/** Whether `live` says that we own a field that `desired` no longer names: applying would remove it. */
export function ownsMore(desired: KubernetesObject, live: KubernetesObject): boolean {
  const ours = (entry: ManagedFields) =>
    entry.manager === fieldManager && entry.operation === 'Apply' && !entry.subresource;
  const fields = live.metadata.managedFields?.find(ours)?.fieldsV1;
  return fields !== undefined && !names(fields, desired);
}

/** What a write changed, leaving out what every write changes. */
export function sameContent(before: KubernetesObject, after: KubernetesObject): boolean {
  const strip = ({
    metadata: { managedFields, resourceVersion, generation, ...metadata },
    ...rest
  }: KubernetesObject) => canonical({ ...rest, metadata });
  return strip(before) === strip(after);
}

/**
 * What an object says, as one string: the same for as long as nobody changes it. Without its status, and without the annotations in
 * which Kubernetes's own controllers keep theirs (`deployment.kubernetes.io/revision`, an autoscaler's conditions).
 */
export function contentOf({ status: _status, metadata, ...rest }: KubernetesObject): string {
  const { managedFields: _fields, resourceVersion: _version, generation: _generation, ...said } = metadata;
  const isTheirs = (name: string) => /^([^/]+\.)?kubernetes\.io\//.test(name);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => !isTheirs(name));
  return canonical({ ...rest, metadata: { ...said, annotations: Object.fromEntries(annotations) } });
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner) =>
    isMap(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
