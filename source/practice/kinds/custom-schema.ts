import { isEqual, isRecord, type Json, type KubernetesObject } from '../object.ts';
import { type FieldError, invalid, notSupported, required } from '../validation/field-error.ts';
import type { FieldPath } from './fields/unknown-fields.ts';

const own = ['apiVersion', 'kind', 'metadata'];

function pruneValue(value: Json, schema: Json, path: FieldPath, unknown: FieldPath[]): void {
  if (Array.isArray(value)) {
    if (isRecord(schema?.items))
      for (const [index, item] of value.entries()) pruneValue(item, schema.items, [...path, index], unknown);
    return;
  }
  if (!isRecord(value) || !isRecord(schema)) return;
  const keeps = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  for (const key of Object.keys(value)) {
    const at = [...path, key];
    const property =
      isRecord(schema.properties) && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : undefined;
    if (property) pruneValue(value[key], property, at, unknown);
    else if (isRecord(schema.additionalProperties))
      pruneValue(value[key], schema.additionalProperties, at, unknown);
    else if (schema.additionalProperties !== true && !keeps && !(embedded && own.includes(key))) {
      unknown.push(at);
      delete value[key];
    }
  }
}

/**
 * Drops what the schema does not know (apiextensions-apiserver/pkg/apiserver/schema/pruning), and answers where it was. Changes the
 * object.
 */
export function pruneCustom(object: KubernetesObject, schema: Json): FieldPath[] {
  const unknown: FieldPath[] = [];
  if (!isRecord(schema) || schema['x-kubernetes-preserve-unknown-fields'] === true) return unknown;
  for (const key of Object.keys(object)) {
    if (own.includes(key)) continue;
    if (isRecord(schema.properties) && Object.hasOwn(schema.properties, key))
      pruneValue(object[key], schema.properties[key], [key], unknown);
    else {
      unknown.push([key]);
      delete object[key];
    }
  }
  return unknown;
}

/** Fills in the schema's defaults. Changes the value. */
export function defaultCustom(value: Json, schema: Json): void {
  if (!isRecord(schema)) return;
  if (Array.isArray(value)) for (const item of value) defaultCustom(item, schema.items);
  if (!isRecord(value)) return;
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (!isRecord(property)) continue;
    if (value[key] === undefined && property.default !== undefined)
      value[key] = structuredClone(property.default);
    if (value[key] !== undefined) defaultCustom(value[key], property);
  }
  if (isRecord(schema.additionalProperties))
    for (const [key, one] of Object.entries(value))
      if (!Object.hasOwn(schema.properties ?? {}, key)) defaultCustom(one, schema.additionalProperties);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function hasType(value: Json, wanted: string): boolean {
  const type = typeOf(value);
  return type === wanted || (wanted === 'number' && type === 'integer');
}

/** Against a structural schema, in the words of go-openapi/validate. `field` is empty at the root. */
export function validateCustom(value: Json, schema: Json, field = ''): FieldError[] {
  if (!isRecord(schema)) return [];
  const errors: FieldError[] = [];
  const body = `${field} in body`;
  if (value === null && schema.nullable === true) return [];
  const intOrString =
    schema['x-kubernetes-int-or-string'] === true && ['integer', 'string'].includes(typeOf(value));
  if (schema.type && !intOrString && !hasType(value, schema.type)) {
    const type = typeOf(value);
    return [invalid(field, type, `${body} must be of type ${schema.type}: ${JSON.stringify(type)}`)];
  }
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => isEqual(one, value)))
    errors.push(notSupported(field, value, schema.enum.map(String)));
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum)
      errors.push(invalid(field, value, `${body} should be greater than or equal to ${schema.minimum}`));
    if (schema.maximum !== undefined && value > schema.maximum)
      errors.push(invalid(field, value, `${body} should be less than or equal to ${schema.maximum}`));
  }
  if (typeof value === 'string') {
    if (schema.minLength !== undefined && value.length < schema.minLength)
      errors.push(invalid(field, value, `${body} should be at least ${schema.minLength} chars long`));
    if (schema.maxLength !== undefined && value.length > schema.maxLength)
      errors.push(invalid(field, value, `${body} should be at most ${schema.maxLength} chars long`));
  }
  if (Array.isArray(value)) {
    if (schema.minItems !== undefined && value.length < schema.minItems)
      errors.push(invalid(field, value.length, `${body} should have at least ${schema.minItems} items`));
    if (schema.maxItems !== undefined && value.length > schema.maxItems)
      errors.push(invalid(field, value.length, `${body} should have at most ${schema.maxItems} items`));
    for (const [index, item] of value.entries())
      errors.push(...validateCustom(item, schema.items, `${field}[${index}]`));
  }
  if (isRecord(value)) {
    const at = (key: string) => (field ? `${field}.${key}` : key);
    for (const key of Array.isArray(schema.required) ? schema.required : [])
      if (value[key] === undefined) errors.push(required(at(key)));
    for (const [key, one] of Object.entries(value)) {
      // Metadata has rules of its own.
      if (!field && own.includes(key)) continue;
      const property =
        isRecord(schema.properties) && Object.hasOwn(schema.properties, key)
          ? schema.properties[key]
          : schema.additionalProperties;
      errors.push(...validateCustom(one, property, at(key)));
    }
  }
  return errors;
}
