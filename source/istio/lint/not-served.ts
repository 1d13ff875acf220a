import { groupOf, type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Finding, ServerFacts } from './finding.ts';
import { namesOf } from './names-of.ts';

/** The Kubernetes from which on a version is gone (kubernetes.io/docs/reference/using-api/deprecation-guide). */
const removedIn: Record<string, string> = {
  'extensions/v1beta1/Deployment': '1.16',
  'extensions/v1beta1/DaemonSet': '1.16',
  'apps/v1beta1/Deployment': '1.16',
  'apps/v1beta2/Deployment': '1.16',
  'extensions/v1beta1/Ingress': '1.22',
  'apiextensions.k8s.io/v1beta1/CustomResourceDefinition': '1.22',
  'admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration': '1.22',
  'admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration': '1.22',
  'rbac.authorization.k8s.io/v1beta1/ClusterRole': '1.22',
  'rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding': '1.22',
  'rbac.authorization.k8s.io/v1beta1/Role': '1.22',
  'rbac.authorization.k8s.io/v1beta1/RoleBinding': '1.22',
  'policy/v1beta1/PodDisruptionBudget': '1.25',
  'autoscaling/v2beta1/HorizontalPodAutoscaler': '1.25',
  'autoscaling/v2beta2/HorizontalPodAutoscaler': '1.26',
};

/** Kinds that this server does not serve and no CRD among the objects brings: one finding for each version of a kind. */
export function notServed(objects: readonly KubernetesObject[], { serves }: ServerFacts): Finding[] {
  const brought = new Set(
    objects
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ spec }) => `${spec?.group}/${spec?.names?.kind}`),
  );
  const missing = objects.filter(
    ({ apiVersion, kind }) => !brought.has(`${groupOf(apiVersion)}/${kind}`) && !serves(apiVersion, kind),
  );
  const byKind = Map.groupBy(missing, ({ apiVersion, kind }) => `${apiVersion}/${kind}`);
  return [...byKind].map(([name, list]): Finding => {
    const { apiVersion, kind } = list[0] as KubernetesObject;
    const values = { kind, version: apiVersion, count: list.length, names: namesOf(list) };
    const since = Object.hasOwn(removedIn, name) ? removedIn[name] : undefined;
    const message: Message = since
      ? { key: 'lint.removed', values: { ...values, since } }
      : { key: 'lint.unknown-kind', values };
    return {
      rule: 'not-served',
      severity: 'error',
      message,
      hint: { key: since ? 'lint.removed.hint' : 'lint.unknown-kind.hint' },
      objects: list.map(refOf),
    };
  });
}
