import type { Json } from '../object.ts';
import { type FieldError, forbiddenField, invalid, required } from './field-error.ts';
import { validateLabels } from './metadata.ts';
import { qualifiedName } from './names.ts';

const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);

/** The rules of an object's selector (apimachinery/pkg/apis/meta/v1/validation). */
export function validateSelector(selector: Json, field: string): FieldError[] {
  const errors = validateLabels(selector?.matchLabels, `${field}.matchLabels`);
  for (const [index, one] of list(selector?.matchExpressions).entries()) {
    const at = `${field}.matchExpressions[${index}]`;
    const { key = '', operator = '', values } = one ?? {};
    const count = list(values).length;
    if (operator === 'In' || operator === 'NotIn') {
      if (!count)
        errors.push(required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (count)
        errors.push(
          forbiddenField(
            `${at}.values`,
            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
          ),
        );
    } else errors.push(invalid(`${at}.operator`, operator, 'not a valid selector operator'));
    errors.push(...qualifiedName(String(key)).map((error) => invalid(`${at}.key`, key, error)));
  }
  return errors;
}
