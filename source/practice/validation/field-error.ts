import { type Cause, StatusError } from '../status-error.ts';

/** What is wrong with one field, in the words of k8s.io/apimachinery/pkg/util/validation/field/errors.go. */
export interface FieldError {
  reason: string;
  field: string;
  message: string;
  /** How servers said it that showed values as Go writes them, and not as JSON (before 1.33). */
  formerly?: string;
}

/** A value as Go's `%v` and `%q` leave it in messages: strings quoted, everything else as JSON. */
const shown = (value: unknown): string => JSON.stringify(value) ?? 'null';

export const required = (field: string, detail = ''): FieldError => ({
  reason: 'FieldValueRequired',
  field,
  message: detail ? `Required value: ${detail}` : 'Required value',
});

export const invalid = (field: string, value: unknown, detail: string): FieldError => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${shown(value)}: ${detail}`,
});

/** With a value that is no text or number: as JSON, and as Go once wrote it. */
export const invalidValue = (field: string, value: unknown, goText: string, detail: string): FieldError => ({
  ...invalid(field, value, detail),
  formerly: `Invalid value: ${goText}: ${detail}`,
});

export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${shown(value)}: supported values: ${supported.map((one) => `"${one}"`).join(', ')}`,
});

export const forbiddenField = (field: string, detail: string): FieldError => ({
  reason: 'FieldValueForbidden',
  field,
  message: `Forbidden: ${detail}`,
});

export const duplicate = (field: string, value: unknown): FieldError => ({
  reason: 'FieldValueDuplicate',
  field,
  message: `Duplicate value: ${shown(value)}`,
});

/** 422, as NewInvalid words it: one error as it is, several in brackets. */
export function invalidObject(group: string, kind: string, name: string, errors: FieldError[]): StatusError {
  const lines = [...new Set(errors.map((error) => `${error.field}: ${error.message}`))];
  const what = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  const causes: Cause[] = errors.map(({ reason, message, field }) => ({ reason, message, field }));
  const qualified = group ? `${kind}.${group}` : kind;
  return new StatusError(422, 'Invalid', `${qualified} "${name}" is invalid: ${what}`, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind,
    causes,
  });
}
