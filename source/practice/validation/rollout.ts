import type { Json } from '../object.ts';
import { type FieldError, forbiddenField, invalid } from './field-error.ts';

const percent = /^[0-9]+%$/;

function validateShare(value: Json, field: string): FieldError[] {
  if (typeof value === 'string' && !percent.test(value))
    return [
      invalid(
        field,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    ];
  if (typeof value === 'number' && value < 0)
    return [invalid(field, value, 'must be greater than or equal to 0')];
  return [];
}

/** How a Deployment may replace its pods (pkg/apis/apps/validation/validation.go, ValidateDeploymentStrategy). */
export function validateRollout(spec: Json): FieldError[] {
  const { strategy = {}, minReadySeconds = 0, progressDeadlineSeconds } = spec;
  const errors: FieldError[] = [];
  const { type, rollingUpdate } = strategy;
  if (type !== undefined && type !== 'RollingUpdate' && type !== 'Recreate')
    errors.push({
      reason: 'FieldValueNotSupported',
      field: 'spec.strategy',
      message: `Unsupported value: ${JSON.stringify({ Type: type, RollingUpdate: rollingUpdate ?? null })}: supported values: "Recreate", "RollingUpdate"`,
    });
  if (type === 'Recreate' && rollingUpdate)
    errors.push(
      forbiddenField(
        'spec.strategy.rollingUpdate',
        "may not be specified when strategy `type` is 'Recreate'",
      ),
    );
  if (type === 'RollingUpdate' && rollingUpdate) {
    const { maxUnavailable, maxSurge } = rollingUpdate;
    const isNone = (value: Json) => value === 0 || value === '0%';
    errors.push(
      ...validateShare(maxUnavailable, 'spec.strategy.rollingUpdate.maxUnavailable'),
      ...validateShare(maxSurge, 'spec.strategy.rollingUpdate.maxSurge'),
    );
    if (isNone(maxUnavailable) && isNone(maxSurge))
      errors.push(
        invalid(
          'spec.strategy.rollingUpdate.maxUnavailable',
          maxUnavailable,
          'may not be 0 when `maxSurge` is 0',
        ),
      );
  }
  if (progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds)
    errors.push(
      invalid(
        'spec.progressDeadlineSeconds',
        progressDeadlineSeconds,
        'must be greater than minReadySeconds',
      ),
    );
  return errors;
}
