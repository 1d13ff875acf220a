import { isEqual, isRecord, type Json, type KubernetesObject } from '../object.ts';
import { labelSelectorOf } from '../selectors/label-selector.ts';
import { type FieldError, invalid, invalidValue, notSupported, required } from './field-error.ts';
import { validateLabels } from './metadata.ts';
import { validatePodSpec } from './pod.ts';
import { validateRollout } from './rollout.ts';
import { validateSelector } from './selector.ts';

/** Go's `%#v` of a map of strings, as messages show it. */
function goMap(map: Json): string {
  if (!isRecord(map)) return 'map[string]string(nil)';
  const pairs = Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(map[key])}`);
  return `map[string]string{${pairs.join(', ')}}`;
}

function goSelector(selector: Json): string {
  const expressions = Array.isArray(selector?.matchExpressions)
    ? `[]v1.LabelSelectorRequirement{${selector.matchExpressions
        .map(
          ({ key, operator, values }: Json) =>
            `v1.LabelSelectorRequirement{Key:${JSON.stringify(key)}, Operator:${JSON.stringify(operator)}, Values:[]string{${(values ?? []).map((one: string) => JSON.stringify(one)).join(', ')}}}`,
        )
        .join(', ')}}`
    : '[]v1.LabelSelectorRequirement(nil)';
  return `v1.LabelSelector{MatchLabels:${goMap(selector?.matchLabels)}, MatchExpressions:${expressions}}`;
}

const selectorError = (selector: Json, detail: string): FieldError =>
  invalidValue('spec.selector', selector, goSelector(selector), detail);

const isEmpty = (selector: Json): boolean =>
  !Object.keys(selector?.matchLabels ?? {}).length && !(selector?.matchExpressions ?? []).length;

/** Deployments, replica sets, daemon sets and stateful sets share these (pkg/apis/apps/validation/validation.go). */
export function validateWorkload(object: KubernetesObject, old?: KubernetesObject): FieldError[] {
  const { kind, spec = {} } = object;
  const errors: FieldError[] = [];
  const { replicas, selector, template } = spec;
  if (replicas !== undefined && (!Number.isInteger(replicas) || replicas < 0))
    errors.push(invalid('spec.replicas', replicas, 'must be greater than or equal to 0'));
  if (!selector) errors.push(required('spec.selector'));
  else if (isEmpty(selector))
    errors.push(selectorError(selector, `empty selector is invalid for ${kind.toLowerCase()}`));
  else errors.push(...validateSelector(selector, 'spec.selector'));
  const labels = template?.metadata?.labels;
  if (!selector || !labelSelectorOf(selector)(isRecord(labels) ? labels : {}))
    errors.push(
      invalidValue(
        'spec.template.metadata.labels',
        labels ?? null,
        goMap(labels),
        '`selector` does not match template `labels`',
      ),
    );
  errors.push(...validateLabels(labels, 'spec.template.labels'));
  errors.push(...validatePodSpec(template?.spec, 'spec.template.spec'));
  if (template?.spec?.restartPolicy && template.spec.restartPolicy !== 'Always')
    errors.push(notSupported('spec.template.spec.restartPolicy', template.spec.restartPolicy, ['Always']));
  if (old && !isEqual(old.spec?.selector, selector))
    errors.push(selectorError(selector, 'field is immutable'));
  if (kind === 'Deployment') errors.push(...validateRollout(spec));
  return errors;
}
