import { isEqual, isRecord, type Json, type KubernetesObject } from '../object.ts';
import { type FieldError, forbiddenField, invalid, required } from './field-error.ts';

const configKey = /^[-._a-zA-Z0-9]+$/;
/** All values together (MaxSecretSize). */
const sizeLimit = 1024 * 1024;

function validateKeys(data: Json, field: string): FieldError[] {
  return Object.keys(data ?? {}).flatMap((key) =>
    configKey.test(key)
      ? []
      : [
          invalid(
            `${field}[${key}]`,
            key,
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
          ),
        ],
  );
}

const sizeOf = (data: Json, bytesOf: (value: string) => number): number =>
  Object.values(isRecord(data) ? data : {}).reduce((sum: number, value) => sum + bytesOf(String(value)), 0);
const base64Bytes = (value: string): number => Math.floor((value.length * 3) / 4);

/** What a kind of Secret cannot be without. */
const needed: Record<string, string[]> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** The rules of a ConfigMap and of a Secret. */
export function validateData(object: KubernetesObject, old: KubernetesObject | undefined): FieldError[] {
  const { kind, data, binaryData } = object;
  const isSecret = kind === 'Secret';
  const errors = [...validateKeys(data, 'data'), ...validateKeys(binaryData, 'binaryData')];
  for (const key of Object.keys(isRecord(data) ? data : {}))
    if (isRecord(binaryData) && Object.hasOwn(binaryData, key))
      errors.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  const size = sizeOf(data, isSecret ? base64Bytes : Buffer.byteLength) + sizeOf(binaryData, base64Bytes);
  if (size > sizeLimit)
    errors.push({
      reason: 'FieldValueTooLong',
      field: isSecret ? 'data' : '[]',
      message: `Too long: may not be more than ${sizeLimit} bytes`,
      formerly: `Too long: must have at most ${sizeLimit} bytes`,
    });
  if (isSecret)
    for (const key of needed[object.type] ?? [])
      if (!isRecord(data) || !Object.hasOwn(data, key)) errors.push(required(`data[${key}]`));
  if (old?.immutable === true && !isEqual(data, old.data))
    errors.push(forbiddenField('data', 'field is immutable when `immutable` is set'));
  if (isSecret && old && old.type !== object.type)
    errors.push(invalid('type', object.type, 'field is immutable'));
  return errors;
}
