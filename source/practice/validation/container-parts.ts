import { parseQuantity } from '../controllers/quantity.ts';
import { isRecord, type Json } from '../object.ts';
import { type FieldError, forbiddenField, invalid, required } from './field-error.ts';

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** One way of asking, and a port to ask at (validateHandler in pkg/apis/core/validation). */
export function validateProbe(probe: Json, field: string): FieldError[] {
  if (!isRecord(probe)) return [];
  const [first, second] = handlers.filter((handler) => isRecord(probe[handler]));
  if (!first) return [required(field, 'must specify a handler type')];
  const errors: FieldError[] = [];
  const { port } = probe[first];
  if (first !== 'exec' && typeof port !== 'string' && !(port >= 1 && port <= 65_535))
    errors.push(invalid(`${field}.${first}.port`, port ?? 0, 'must be between 1 and 65535, inclusive'));
  if (second) errors.push(forbiddenField(`${field}.${second}`, 'may not specify more than 1 handler type'));
  return errors;
}

/** What is asked for is not less than nothing, and not more than what is allowed. */
export function validateResources(resources: Json, field: string): FieldError[] {
  const errors: FieldError[] = [];
  const { requests, limits } = isRecord(resources) ? resources : {};
  for (const [part, quantities] of Object.entries({ limits, requests }))
    for (const [name, quantity] of Object.entries(isRecord(quantities) ? quantities : {}))
      if (parseQuantity(quantity) < 0)
        errors.push(
          invalid(`${field}.${part}[${name}]`, String(quantity), 'must be greater than or equal to 0'),
        );
  for (const [name, quantity] of Object.entries(isRecord(requests) ? requests : {})) {
    const limit = isRecord(limits) ? limits[name] : undefined;
    if (limit !== undefined && parseQuantity(quantity) > parseQuantity(limit))
      errors.push(
        invalid(
          `${field}.requests`,
          String(quantity),
          `must be less than or equal to ${name} limit${limit === '' ? '' : ` of ${limit}`}`,
        ),
      );
  }
  return errors;
}

const podFields =
  /^(metadata\.(name|namespace|uid|labels|annotations)(\['.+'\])?|spec\.(nodeName|serviceAccountName)|status\.(hostIP|hostIPs|podIP|podIPs|phase))$/;

/** Where the value of a variable comes from: one place, and not beside a value. */
export function validateSource(variable: Json, field: string): FieldError[] {
  const from = variable?.valueFrom;
  if (!isRecord(from)) return [];
  const errors: FieldError[] = [];
  const path = from.fieldRef?.fieldPath;
  if (isRecord(from.fieldRef)) {
    if (!path) errors.push(required(`${field}.fieldRef.fieldPath`));
    else if (!podFields.test(path))
      errors.push(
        invalid(
          `${field}.fieldRef.fieldPath`,
          path,
          `error converting fieldPath: field label not supported: ${path}`,
        ),
      );
  }
  if (variable.value) errors.push(invalid(field, '', 'may not be specified when `value` is not empty'));
  return errors;
}
