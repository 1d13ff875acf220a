import { isEqual, isRecord, type Json, type KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import {
  allFields,
  appliedFields,
  compareFields,
  itemStep,
  pathKey,
  pathText,
  type Step,
} from './field-set.ts';
import { type Manager, managersOf, toManagedFields } from './managed-fields.ts';
import { fieldOf, type Schema } from './schema.ts';

export interface Apply {
  live: KubernetesObject | undefined;
  applied: KubernetesObject;
  manager: string;
  force: boolean;
  schema: Schema;
  apiVersion: string;
  time: string;
  subresource?: string;
}

/** What is applied, laid over what is there. */
function mergeValues(live: Json, applied: Json, schema: Schema): Json {
  if (isRecord(applied) && isRecord(live) && !schema.atomic) {
    const result = { ...live };
    for (const [name, value] of Object.entries(applied)) {
      // A null says that the applier has no opinion.
      if (value === null || name === '__proto__') continue;
      result[name] = name in live ? mergeValues(live[name], value, fieldOf(schema, name)) : value;
    }
    return result;
  }
  if (!Array.isArray(applied) || !Array.isArray(live)) return applied;
  if (schema.list === 'set')
    return [...live, ...applied.filter((one) => !live.some((two) => isEqual(one, two)))];
  if (schema.list !== 'map') return applied;
  const result = [...live];
  for (const item of applied) {
    const step = itemStep(item, schema);
    const at = result.findIndex((one) => itemStep(one, schema) === step);
    if (at < 0) result.push(item);
    else result[at] = mergeValues(result[at], item, schema.item ?? {});
  }
  return result;
}

/** Takes one path out of an object that may be changed; says whether its parent is left empty. */
function removeAt(value: Json, path: Step[], schema: Schema): void {
  const [step, ...rest] = path;
  if (step === undefined) return;
  if (step.startsWith('f:')) {
    const name = step.slice(2);
    if (!isRecord(value) || !(name in value)) return;
    if (rest.length) removeAt(value[name], rest, fieldOf(schema, name));
    else delete value[name];
    return;
  }
  if (!Array.isArray(value)) return;
  const at = step.startsWith('v:')
    ? value.findIndex((one) => `v:${JSON.stringify(one)}` === step)
    : value.findIndex((one) => itemStep(one, schema) === step);
  if (at < 0) return;
  if (rest.length) removeAt(value[at], rest, schema.item ?? {});
  else value.splice(at, 1);
}

const isBelow = (key: string, above: string): boolean => key === above || key.startsWith(`${above}\u0000`);

/** What this manager applied before and applies no more goes, unless somebody else owns it or something inside it. */
function prune(
  merged: KubernetesObject,
  mine: Manager | undefined,
  now: Set<string>,
  others: Manager[],
  schema: Schema,
): void {
  const gone = [...(mine?.paths ?? [])].filter(([key]) => !now.has(key));
  // From the leaves up, so that an item is empty of what others own before it is judged.
  for (const [key, path] of gone.sort(([, left], [, right]) => right.length - left.length)) {
    const owned = others.some(({ paths }) => [...paths.keys()].some((one) => isBelow(one, key)));
    const stillApplied = [...now].some((one) => isBelow(one, key));
    if (!owned && !stillApplied) removeAt(merged, path, schema);
  }
}

interface Conflict {
  manager: string;
  path: Step[];
}

function managerText({ entry }: Manager): string {
  const name = JSON.stringify(entry.manager);
  const named = entry.subresource ? `${name} with subresource ${JSON.stringify(entry.subresource)}` : name;
  return entry.operation === 'Update' ? `${named} using ${entry.apiVersion}` : named;
}

/** In the words of fieldmanager/conflict.go. */
function conflictError(conflicts: Conflict[]): StatusError {
  const causes = conflicts.map(({ manager, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field: pathText(path),
  }));
  const [first] = conflicts;
  if (conflicts.length === 1 && first)
    return new StatusError(
      409,
      'Conflict',
      `Apply failed with 1 conflict: conflict with ${first.manager}: ${pathText(first.path)}`,
      { causes },
    );
  const managers = [...new Set(conflicts.map(({ manager }) => manager))].sort();
  const lines = managers.flatMap((manager) => [
    `conflicts with ${manager}:`,
    ...conflicts.filter((one) => one.manager === manager).map(({ path }) => `- ${pathText(path)}`),
  ]);
  return new StatusError(
    409,
    'Conflict',
    `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`,
    {
      causes,
    },
  );
}

/** Server-side apply (sigs.k8s.io/structured-merge-diff, merge/update.go): the merged object with its new managedFields. */
export function applyObject(request: Apply): KubernetesObject {
  const { live, applied, manager, force, schema, apiVersion, time, subresource } = request;
  const { managedFields: _, ...liveMetadata } = live?.metadata ?? { name: applied.metadata.name };
  const current = live ? { ...live, metadata: liveMetadata } : undefined;
  const merged = (
    current ? mergeValues(structuredClone(current), applied, schema) : structuredClone(applied)
  ) as KubernetesObject;
  const managers = managersOf(live);
  const mine = managers.find(
    ({ entry }) =>
      entry.operation === 'Apply' && entry.manager === manager && entry.subresource === subresource,
  );
  const others = managers.filter((one) => one !== mine);
  const owned = appliedFields(applied, schema);
  for (const [key, { value }] of owned) if (value === null) owned.delete(key);
  if (current) {
    prune(merged, mine, new Set(owned.keys()), others, schema);
    const { changed } = compareFields(allFields(current, schema), allFields(merged, schema));
    const conflicts = others.flatMap((one) =>
      [...one.paths.values()]
        .filter((path) => changed.has(pathKey(path)) && owned.has(pathKey(path)))
        .map((path) => ({ manager: managerText(one), path })),
    );
    if (conflicts.length && !force) throw conflictError(conflicts);
    for (const one of others) for (const key of changed.keys()) one.paths.delete(key);
    const there = allFields(merged, schema);
    for (const one of others)
      for (const key of [...one.paths.keys()])
        if (!there.has(key) && !isAlways(key, merged)) one.paths.delete(key);
  }
  const paths = new Map([...owned].map(([key, { path }]) => [key, path]));
  const unchanged =
    mine &&
    mine.entry.apiVersion === apiVersion &&
    isEqual([...mine.paths.keys()].sort(), [...paths.keys()].sort());
  const entry = {
    manager,
    operation: 'Apply' as const,
    apiVersion,
    time: unchanged ? mine.entry.time : time,
    fieldsType: 'FieldsV1' as const,
    fieldsV1: {},
    ...(subresource ? { subresource } : {}),
  };
  merged.metadata.managedFields = toManagedFields([{ entry, paths }, ...others]);
  return merged;
}

/** Whether a path that no set names, because every object has it, is still there. */
function isAlways(key: string, object: Json): boolean {
  let value = object;
  for (const step of key.split('\u0000')) {
    if (!step.startsWith('f:') || !isRecord(value)) return false;
    value = value[step.slice(2)];
  }
  return value !== undefined;
}
