import type { Json, KubernetesObject } from '../object.ts';
import { controllerReference } from './ownership.ts';

/** A pod as a controller makes it of its template; what the API server adds is its own business. */
export function podFromTemplate(
  owner: KubernetesObject,
  template: Json = owner.spec.template,
): KubernetesObject {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
      ownerReferences: [controllerReference(owner)],
    },
    spec: structuredClone(template.spec),
  };
}
