import type { Json, KubernetesObject } from '../object.ts';
import { targetPortOf } from './endpoints.ts';
import { controllerReference } from './ownership.ts';
import { isReady } from './pod-facts.ts';

/** The one slice that a Service of this size needs (pkg/controller/endpointslice). */
export function endpointSliceOf(
  service: KubernetesObject,
  pods: KubernetesObject[],
  name: string,
): KubernetesObject {
  const { namespace, labels } = service.metadata;
  const first = pods[0];
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      namespace,
      labels: {
        ...labels,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': service.metadata.name,
      },
      ownerReferences: [controllerReference(service)],
    },
    addressType: 'IPv4',
    endpoints: pods.map((pod) => ({
      addresses: [pod.status.podIP],
      conditions: { ready: isReady(pod), serving: isReady(pod), terminating: false },
      nodeName: pod.spec.nodeName,
      targetRef: { kind: 'Pod', namespace, name: pod.metadata.name, uid: pod.metadata.uid },
    })),
    ports: (service.spec.ports ?? []).map((port: Json) => ({
      name: port.name ?? '',
      port: first ? targetPortOf(port, first) : port.port,
      protocol: port.protocol,
    })),
  };
}
