import { isRecord, type Json } from '../../object.ts';
import type { Profile } from '../built-in.ts';
import type { FieldsOfType, Shape } from './field-table.ts';
import { typesOf } from './kind-fields.ts';

/** The names of fields and the numbers of items that lead to a value. */
export type FieldPath = readonly (string | number)[];

/** As errors write it: `spec.containers[0].image`. */
export const pathText = (path: FieldPath): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');

/** Takes away what a type does not know, and answers where it was, in the order of the fields. Changes the value. */
export function dropUnknown(value: Json, type: FieldsOfType, profile: Profile): FieldPath[] {
  const types = typesOf(profile);
  const unknown: FieldPath[] = [];
  const walkType = (record: Record<string, Json>, { fields }: FieldsOfType, path: FieldPath): void => {
    for (const [key, one] of Object.entries(record)) {
      const at = [...path, key];
      const field = fields.get(key);
      if (field) walk(one, field.shape, at);
      else {
        unknown.push(at);
        delete record[key];
      }
    }
  };
  const walk = (one: Json, shape: Shape, path: FieldPath): void => {
    if ('list' in shape) {
      if (Array.isArray(one))
        for (const [index, item] of one.entries()) walk(item, shape.list, [...path, index]);
    } else if (isRecord(one)) {
      if ('map' in shape)
        for (const [key, item] of Object.entries(one)) walk(item, shape.map, [...path, key]);
      else {
        const next = types.get(shape.type);
        if (next) walkType(one, next, path);
      }
    }
  };
  if (isRecord(value)) walkType(value, type, []);
  return unknown;
}
