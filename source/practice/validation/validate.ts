import { CronError, parseCron } from '../controllers/cron.ts';
import type { Profile } from '../kinds/built-in.ts';
import { validateCustom } from '../kinds/custom-schema.ts';
import type { Resource } from '../kinds/resource.ts';
import { isEqual, isRecord, type Json, type KubernetesObject, versionOf } from '../object.ts';
import { validateData } from './data.ts';
import { validateDefinition } from './definition.ts';
import { type FieldError, forbiddenField, invalid, notSupported, required } from './field-error.ts';
import { dnsSubdomain } from './names.ts';
import { validatePodSpec } from './pod.ts';
import { validateEndpoints, validateService } from './service.ts';
import { validateWorkload } from './workload.ts';

/** The rules of one kind. `old` is what an update replaces. */
type Validation = (
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  profile: Profile,
) => FieldError[];

const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);

const validatePod: Validation = (pod, old) => {
  const errors = validatePodSpec(pod.spec, 'spec');
  if (!old) return errors;
  // Of a pod that is there, only images and a few others may change.
  const fixed = (spec: Json) => {
    const {
      activeDeadlineSeconds: _,
      tolerations: __,
      terminationGracePeriodSeconds: ___,
      ...rest
    } = spec ?? {};
    const images = (containers: Json) => list(containers).map(({ image: ____, ...container }) => container);
    return { ...rest, containers: images(rest.containers), initContainers: images(rest.initContainers) };
  };
  if (!isEqual(fixed(pod.spec), fixed(old.spec)))
    errors.push(
      forbiddenField(
        'spec',
        'pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations` (only additions to existing tolerations)',
      ),
    );
  return errors;
};

const validateRules: Validation = ({ rules }) =>
  list(rules).flatMap((rule, index) => {
    const field = `rules[${index}]`;
    const errors: FieldError[] = [];
    if (!list(rule?.verbs).length)
      errors.push(required(`${field}.verbs`, 'verbs must contain at least one value'));
    if (list(rule?.nonResourceURLs).length) return errors;
    if (!list(rule?.apiGroups).length)
      errors.push(required(`${field}.apiGroups`, 'resource rules must supply at least one api group'));
    if (!list(rule?.resources).length)
      errors.push(required(`${field}.resources`, 'resource rules must supply at least one resource'));
    return errors;
  });

const validateBinding: Validation = ({ roleRef, subjects, kind }, old) => {
  const errors: FieldError[] = [];
  const kinds = kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  if (!kinds.includes(roleRef?.kind)) errors.push(notSupported('roleRef.kind', roleRef?.kind ?? '', kinds));
  if (!roleRef?.name) errors.push(required('roleRef.name'));
  for (const [index, subject] of list(subjects).entries()) {
    if (!subject?.name) errors.push(required(`subjects[${index}].name`));
    if (subject?.kind === 'ServiceAccount' && !subject.namespace && kind === 'ClusterRoleBinding')
      errors.push(required(`subjects[${index}].namespace`));
  }
  if (old && !isEqual(old.roleRef, roleRef))
    errors.push({
      reason: 'FieldValueInvalid',
      field: 'roleRef',
      message: `Invalid value: rbac.RoleRef{APIGroup:${JSON.stringify(roleRef?.apiGroup)}, Kind:${JSON.stringify(roleRef?.kind)}, Name:${JSON.stringify(roleRef?.name)}}: cannot change roleRef`,
    });
  return errors;
};

const validateJob: Validation = ({ spec = {} }, old) => {
  const errors = validatePodSpec(spec.template?.spec, 'spec.template.spec');
  const { restartPolicy } = spec.template?.spec ?? {};
  if (restartPolicy === 'Always')
    errors.push(notSupported('spec.template.spec.restartPolicy', restartPolicy, ['OnFailure', 'Never']));
  if (old && !isEqual(old.spec?.template?.spec, spec.template?.spec))
    errors.push(invalid('spec.template', {}, 'field is immutable'));
  return errors;
};

const concurrency = ['Allow', 'Forbid', 'Replace'];

const validateCronJob: Validation = ({ spec = {} }) => {
  const errors: FieldError[] = [];
  if (!spec.schedule) errors.push(required('spec.schedule'));
  else errors.push(...validateSchedule(String(spec.schedule)));
  if (spec.concurrencyPolicy && !concurrency.includes(spec.concurrencyPolicy))
    errors.push(notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy, concurrency));
  const template = spec.jobTemplate?.spec?.template?.spec;
  errors.push(...validatePodSpec(template, 'spec.jobTemplate.spec.template.spec'));
  if (template?.restartPolicy === 'Always')
    errors.push(
      notSupported('spec.jobTemplate.spec.template.spec.restartPolicy', template.restartPolicy, [
        'OnFailure',
        'Never',
      ]),
    );
  return errors;
};

/** The library of old servers began its words with a capital, and showed the line instead of its parts. */
function validateSchedule(schedule: string): FieldError[] {
  try {
    parseCron(schedule);
    return [];
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    const { message } = error;
    const then = message.replace(/\[(.*)\]$/s, '$1').replace(/^./, (letter) => letter.toUpperCase());
    return [
      {
        ...invalid('spec.schedule', schedule, message),
        formerly: `Invalid value: ${JSON.stringify(schedule)}: ${then}`,
      },
    ];
  }
}

const validateAutoscaler: Validation = ({ spec = {} }) => {
  const errors: FieldError[] = [];
  if (!spec.scaleTargetRef?.kind) errors.push(required('spec.scaleTargetRef.kind'));
  if (!spec.scaleTargetRef?.name) errors.push(required('spec.scaleTargetRef.name'));
  if (!Number.isInteger(spec.maxReplicas) || spec.maxReplicas < 1)
    errors.push(invalid('spec.maxReplicas', spec.maxReplicas ?? 0, 'must be greater than 0'));
  else if (Number.isInteger(spec.minReplicas) && spec.maxReplicas < spec.minReplicas)
    errors.push(
      invalid('spec.maxReplicas', spec.maxReplicas, 'must be greater than or equal to `minReplicas`'),
    );
  return errors;
};

const validateBudget: Validation = ({ spec = {} }) =>
  spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
    ? [
        {
          reason: 'FieldValueInvalid',
          field: 'spec',
          message: `Invalid value: ${JSON.stringify(spec)}: minAvailable and maxUnavailable cannot be both set`,
        },
      ]
    : [];

const validateWebhooks: Validation = ({ webhooks }, _old, profile) =>
  list(webhooks).flatMap((webhook, index) => {
    const field = `webhooks[${index}]`;
    const errors: FieldError[] = [];
    const name = String(webhook?.name ?? '');
    if (!name) errors.push(required(`${field}.name`));
    else {
      const wrong = dnsSubdomain(name);
      errors.push(...wrong.map((error) => invalid(`${field}.name`, name, error)));
      if (!wrong.length && name.split('.').length < 3)
        errors.push(
          invalid(`${field}.name`, name, 'should be a domain with at least three segments separated by dots'),
        );
    }
    if (profile === 'current') {
      if (!list(webhook?.admissionReviewVersions).length)
        errors.push(required(`${field}.admissionReviewVersions`, 'must specify one of v1, v1beta1'));
      if (!webhook?.sideEffects)
        errors.push(required(`${field}.sideEffects`, 'must specify one of None, NoneOnDryRun'));
    }
    if (!isRecord(webhook?.clientConfig) || (!webhook.clientConfig.url && !webhook.clientConfig.service))
      errors.push(required(`${field}.clientConfig`, 'exactly one of url or service is required'));
    return errors;
  });

const byKind: Record<string, Validation> = {
  Pod: validatePod,
  Deployment: validateWorkload,
  ReplicaSet: validateWorkload,
  DaemonSet: validateWorkload,
  StatefulSet: validateWorkload,
  Job: validateJob,
  CronJob: validateCronJob,
  Service: validateService,
  Endpoints: validateEndpoints,
  ConfigMap: validateData,
  Secret: validateData,
  Role: validateRules,
  ClusterRole: validateRules,
  RoleBinding: validateBinding,
  ClusterRoleBinding: validateBinding,
  HorizontalPodAutoscaler: validateAutoscaler,
  PodDisruptionBudget: validateBudget,
  MutatingWebhookConfiguration: validateWebhooks,
  ValidatingWebhookConfiguration: validateWebhooks,
  CustomResourceDefinition: validateDefinition,
};

export function validateObject(
  object: KubernetesObject,
  resource: Resource,
  old: KubernetesObject | undefined,
  profile: Profile,
): FieldError[] {
  if (resource.custom)
    return validateCustom(object, resource.custom.versions[versionOf(object.apiVersion)]?.schema);
  return byKind[resource.kind]?.(object, old, profile) ?? [];
}
