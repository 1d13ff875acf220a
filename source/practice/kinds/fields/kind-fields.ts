import { groupOf, versionOf } from '../../object.ts';
import type { Profile } from '../built-in.ts';
import { accessFields } from './access-fields.ts';
import { autoscalingFields } from './autoscaling-fields.ts';
import { coreFields } from './core-fields.ts';
import { type FieldsOfType, readTypes } from './field-table.ts';
import { machineryFields } from './machinery-fields.ts';
import { networkFields } from './network-fields.ts';
import { podFields } from './pod-fields.ts';
import { workloadFields } from './workload-fields.ts';

const tables = [
  podFields,
  coreFields,
  workloadFields,
  autoscalingFields,
  accessFields,
  machineryFields,
  networkFields,
];
const read = new Map<Profile, ReadonlyMap<string, FieldsOfType>>();

/** All types of the built-in kinds by their names in the table. */
export function typesOf(profile: Profile): ReadonlyMap<string, FieldsOfType> {
  let types = read.get(profile);
  if (!types) {
    types = new Map(tables.flatMap((table) => readTypes(table, profile)).map((type) => [type.name, type]));
    read.set(profile, types);
  }
  return types;
}

/** The fields of a built-in kind; undefined where the table has none. */
export function fieldsOfKind(profile: Profile, apiVersion: string, kind: string): FieldsOfType | undefined {
  const types = typesOf(profile);
  const group = groupOf(apiVersion).split('.')[0];
  return types.get(`${kind}@${versionOf(apiVersion)}`) ?? types.get(`${kind}@${group}`) ?? types.get(kind);
}
