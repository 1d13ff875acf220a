import type { KubernetesObject } from '../object.ts';
import { sanitizeObject } from '../sanitize-object.ts';

const shapeOfContainers = (containers: { name: string; restartPolicy?: string }[] | undefined) =>
  containers?.map(({ name, restartPolicy }) => ({ name, restartPolicy }));

/** What of a pod its logs need: a tenth of it, so that ten thousand pods can be watched. Safe to draw. */
export function podShape(pod: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion } = pod.metadata;
  const { status = {}, spec = {} } = pod;
  return sanitizeObject({
    apiVersion: pod.apiVersion,
    kind: pod.kind,
    metadata: { name, namespace, uid, resourceVersion },
    spec: { nodeName: spec.nodeName, initContainers: shapeOfContainers(spec.initContainers) },
    status: {
      phase: status.phase,
      initContainerStatuses: status.initContainerStatuses,
      containerStatuses: status.containerStatuses,
      ephemeralContainerStatuses: status.ephemeralContainerStatuses,
    },
  });
}
