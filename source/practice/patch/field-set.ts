import { isEqual, isRecord, type Json } from '../object.ts';
import { fieldOf, type Schema } from './schema.ts';

/** One step into an object, as FieldsV1 writes it: `f:spec`, `k:{"name":"c"}`, `v:"x"`. */
export type Step = string;

export interface Field {
  path: Step[];
  /** A leaf is owned with all its content; others stand only for being there. */
  leaf: boolean;
  value: Json;
}

/** Fields by their path, so that sets are compared, joined and taken apart by name. */
export type FieldSet = Map<string, Field>;

export const pathKey = (path: Step[]): string => path.join('\u0000');

const compactJson = (value: Json): string => JSON.stringify(value);

/** The step to an item of a list with keys; undefined if it lacks one. */
export function itemStep(item: Json, schema: Schema): Step | undefined {
  if (!isRecord(item)) return undefined;
  const keys: Record<string, Json> = {};
  for (const key of [...(schema.keys ?? [])].sort()) {
    const value = item[key] ?? schema.keyDefaults?.[key];
    if (value !== undefined) keys[key] = value;
  }
  return Object.keys(keys).length ? `k:${compactJson(keys)}` : undefined;
}

const isKeyed = (value: Json[], schema: Schema): boolean =>
  schema.list === 'map' && value.every((item) => itemStep(item, schema) !== undefined);

function collect(value: Json, schema: Schema, path: Step[], into: FieldSet): void {
  const add = (leaf: boolean) => {
    // Empty or not, nobody put it there.
    const isGiven = schema.always && (!leaf || isRecord(value));
    if (path.length && !isGiven) into.set(pathKey(path), { path, leaf, value });
  };
  if (isRecord(value) && !schema.atomic && Object.keys(value).length > 0) {
    add(false);
    for (const [name, child] of Object.entries(value))
      collect(child, fieldOf(schema, name), [...path, `f:${name}`], into);
    return;
  }
  if (Array.isArray(value) && value.length > 0 && schema.list === 'set') {
    add(false);
    for (const one of value) {
      const step = [...path, `v:${compactJson(one)}`];
      into.set(pathKey(step), { path: step, leaf: true, value: one });
    }
    return;
  }
  if (Array.isArray(value) && value.length > 0 && isKeyed(value, schema)) {
    add(false);
    for (const item of value)
      collect(item, schema.item ?? {}, [...path, itemStep(item, schema) as Step], into);
    return;
  }
  add(true);
}

/** What nobody owns: names, and what the server writes itself (fieldmanager/stripmeta.go). */
const unowned = new Set(
  [
    ['apiVersion'],
    ['kind'],
    ['metadata'],
    ...[
      'name',
      'namespace',
      'creationTimestamp',
      'selfLink',
      'uid',
      'clusterName',
      'generation',
      'managedFields',
      'resourceVersion',
      'generateName',
      'deletionTimestamp',
      'deletionGracePeriodSeconds',
    ].map((field) => ['metadata', field]),
  ].map((path) => pathKey(path.map((part) => `f:${part}`))),
);

/** Every path of an object, those to its maps and lists included. */
export function allFields(object: Json, schema: Schema): FieldSet {
  const fields: FieldSet = new Map();
  collect(object, schema, [], fields);
  const managed = pathKey(['f:metadata', 'f:managedFields']);
  for (const [key, { path, value }] of fields) {
    const emptyTime = value === null && path.at(-1) === 'f:creationTimestamp';
    if (unowned.has(key) || key.startsWith(`${managed}\u0000`) || emptyTime) fields.delete(key);
  }
  return fields;
}

/** What applying an object makes its applier own: leaves, and items of keyed lists. */
export function appliedFields(object: Json, schema: Schema): FieldSet {
  const all = allFields(object, schema);
  for (const [key, { path, leaf }] of all) if (!leaf && !path.at(-1)?.startsWith('k:')) all.delete(key);
  return all;
}

/** The nested form that managedFields has: `.` marks a path that is itself in the set. */
export function toFieldsV1(fields: Iterable<Step[]>): Record<string, Json> {
  const root: Record<string, Json> = {};
  const sorted = [...fields].sort((left, right) => (pathKey(left) < pathKey(right) ? -1 : 1));
  const members = new Set(sorted.map(pathKey));
  for (const path of sorted) {
    let node = root;
    path.forEach((step, index) => {
      const isMember = members.has(pathKey(path.slice(0, index)));
      if (index > 0 && isMember && !('.' in node)) node['.'] = {};
      node[step] ??= {};
      node = node[step];
    });
  }
  return root;
}

export function fromFieldsV1(fieldsV1: Json): Map<string, Step[]> {
  const paths = new Map<string, Step[]>();
  const walk = (node: Json, path: Step[]): void => {
    const steps = Object.keys(node ?? {}).filter((step) => step !== '.');
    if (path.length && ('.' in (node ?? {}) || steps.length === 0)) paths.set(pathKey(path), path);
    for (const step of steps) walk(node[step], [...path, step]);
  };
  walk(fieldsV1, []);
  return paths;
}

/** As conflicts name a field: `.spec.template.spec.containers[name="c"].image`. */
export function pathText(path: Step[]): string {
  return path
    .map((step) => {
      const value = step.slice(2);
      if (step.startsWith('f:')) return `.${value}`;
      if (step.startsWith('v:')) return `[=${value}]`;
      const keys = Object.entries(JSON.parse(value) as Record<string, Json>);
      return `[${keys.map(([key, one]) => `${key}=${compactJson(one)}`).join(',')}]`;
    })
    .join('');
}

export interface Comparison {
  /** In the second object alone, or with another value there. */
  changed: Map<string, Field>;
  /** In the first object alone. */
  removed: Set<string>;
}

export function compareFields(before: FieldSet, after: FieldSet): Comparison {
  const changed = new Map<string, Field>();
  for (const [key, field] of after) {
    const was = before.get(key);
    if (!was || (field.leaf && (!was.leaf || !isEqual(was.value, field.value)))) changed.set(key, field);
  }
  const removed = new Set([...before.keys()].filter((key) => !after.has(key)));
  return { changed, removed };
}
