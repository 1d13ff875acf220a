import type { KubernetesObject, ManagedFields } from '../object.ts';
import { allFields, compareFields, fromFieldsV1, type Step, toFieldsV1 } from './field-set.ts';
import type { Schema } from './schema.ts';

export interface Update {
  object: KubernetesObject;
  old: KubernetesObject | undefined;
  manager: string;
  apiVersion: string;
  time: string;
  schema: Schema;
  subresource?: string;
}

/** An entry taken apart, so that its paths can be added and removed. */
export interface Manager {
  entry: ManagedFields;
  paths: Map<string, Step[]>;
}

export const managersOf = (object: KubernetesObject | undefined): Manager[] =>
  (object?.metadata.managedFields ?? []).map((entry) => ({ entry, paths: fromFieldsV1(entry.fieldsV1) }));

/** Applies first, then by time, as the server sorts them; a manager that owns nothing is left out. */
export function toManagedFields(managers: Manager[]): ManagedFields[] {
  return managers
    .filter(({ paths }) => paths.size > 0)
    .map(({ entry, paths }) => ({ ...entry, fieldsV1: toFieldsV1(paths.values()) }))
    .sort(
      (left, right) =>
        (left.operation === right.operation ? 0 : left.operation === 'Apply' ? -1 : 1) ||
        ((left.time ?? '') < (right.time ?? '') ? -1 : (left.time ?? '') > (right.time ?? '') ? 1 : 0) ||
        (left.manager < right.manager ? -1 : 1),
    );
}

/** Who owns what after a write that is no apply: the writer gets what it changed, and all lose what is gone. */
export function trackUpdate({
  object,
  old,
  manager,
  apiVersion,
  time,
  schema,
  subresource,
}: Update): ManagedFields[] {
  const { changed, removed } = compareFields(allFields(old ?? {}, schema), allFields(object, schema));
  const managers = managersOf(old);
  const isWriter = ({ entry }: Manager) =>
    entry.operation === 'Update' &&
    entry.manager === manager &&
    entry.apiVersion === apiVersion &&
    entry.subresource === subresource;
  if (!managers.some(isWriter)) {
    const entry: ManagedFields = {
      manager,
      operation: 'Update',
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: {},
      ...(subresource ? { subresource } : {}),
    };
    managers.push({ entry, paths: new Map() });
  }
  for (const one of managers) {
    for (const key of removed) one.paths.delete(key);
    if (!isWriter(one)) {
      for (const key of changed.keys()) one.paths.delete(key);
      continue;
    }
    for (const [key, { path }] of changed) one.paths.set(key, path);
    if (changed.size || removed.size) one.entry = { ...one.entry, time };
  }
  return toManagedFields(managers);
}
