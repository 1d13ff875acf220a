import { isRecord, type Json, type KubernetesObject } from '../object.ts';
import { badRequest } from '../status-error.ts';
import { type Form, formOf } from './field-forms.ts';

/** Parts whose content is the user's own. */
const free = new Set(['openAPIV3Schema', 'fieldsV1', 'managedFields']);

const fits: Record<Form, (value: Json) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  'large number': (value) => Number.isSafeInteger(value),
  switch: (value) => typeof value === 'boolean',
  map: isRecord,
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  maps: (value) => Array.isArray(value) && value.every((one) => isRecord(one) || one === null),
  'text map': (value) =>
    isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || one === null),
  'bytes map': (value) =>
    isRecord(value) && Object.values(value).every((one) => one === null || isBase64(one)),
  'quantity map': (value) => isRecord(value) && Object.values(value).every(isQuantity),
  time: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const isBase64 = (value: Json): boolean =>
  typeof value === 'string' && base64.test(value.replaceAll(/[\r\n]/g, ''));
const quantity = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const isQuantity = (value: Json): boolean =>
  value === null || typeof value === 'number' || (typeof value === 'string' && quantity.test(value));

const words: Record<Form, string> = {
  text: 'a string',
  number: 'an integer of 32 bits',
  'large number': 'an integer',
  switch: 'a boolean',
  map: 'an object',
  texts: 'an array of strings',
  maps: 'an array of objects',
  'text map': 'an object of strings',
  'bytes map': 'an object of base64 data',
  'quantity map': 'an object of quantities',
  time: 'a time as RFC 3339 writes it',
};

type Refuse = (path: string, form: Form) => Error;

/** As a decoder into Go's types does: a null is nothing said, and what has the wrong form is refused. Changes the object. */
function checkFields(
  record: Record<string, Json>,
  parent: string,
  path: string,
  kind: string,
  refuse: Refuse,
): void {
  for (const [field, value] of Object.entries(record)) {
    const at = path ? `${path}.${field}` : field;
    if (value === null) {
      // Times that nobody has set are written as null.
      if (!field.endsWith('Timestamp')) delete record[field];
      continue;
    }
    const form = formOf(parent, field, kind);
    if (form && !fits[form](value)) throw refuse(at, form);
    if (free.has(field)) continue;
    if (form === 'text map' || form === 'bytes map') {
      for (const [key, one] of Object.entries(value)) if (one === null) value[key] = '';
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (item === null && form === 'maps') value[index] = {};
        else if (isRecord(item)) checkFields(item, field, `${at}[${index}]`, kind, refuse);
      }
    } else if (isRecord(value)) checkFields(value, field, at, kind, refuse);
  }
}

/** Metadata alone: the rest of a custom resource is its schema's affair. */
function checkMetadata(object: KubernetesObject, kind: string, refuse: Refuse): void {
  if (!isRecord(object.metadata)) throw refuse('metadata', 'map');
  checkFields(object.metadata as Json, 'metadata', 'metadata', kind, refuse);
}

/**
 * Holds an object to the form of its kind, so that nothing behind this meets a label that is a list. Throws a 400 that names the field;
 * the real one shows a piece of the input there.
 */
export function checkForm(object: KubernetesObject, apiVersion: string, kind: string, custom: boolean): void {
  const refuse: Refuse = (path, form) =>
    badRequest(
      `${kind} in version "${apiVersion}" cannot be handled as a ${kind}: ${kind}.${path}: expected ${words[form]}`,
    );
  // Only read, and its selector is a text, unlike any other's.
  if (kind === 'Scale') delete object.status;
  if (object.metadata === undefined || object.metadata === null) object.metadata = { name: '' };
  if (object.status !== undefined && object.status !== null && !isRecord(object.status))
    throw refuse('status', 'map');
  if (custom || kind === 'ControllerRevision') checkMetadata(object, kind, refuse);
  else checkFields(object, '', '', kind, refuse);
}
