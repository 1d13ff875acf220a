import { refOf } from '../client.ts';
import type { Cluster, Controller } from '../cluster.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { labelSelectorOf } from '../selectors/label-selector.ts';
import { endpointSliceOf } from './endpoint-slice.ts';
import { keyOfObject, partsOf } from './ownership.ts';
import { isFinished, isReady } from './pod-facts.ts';
import { WatchedQueue } from './watched-queue.ts';

/** The number behind a Service's port in one pod; a name is looked up among the pod's own. */
export function targetPortOf(port: Json, pod: KubernetesObject): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  return pod.spec.containers
    .flatMap(({ ports = [] }: Json) => ports)
    .find((one: Json) => one.name === target && one.protocol === port.protocol)?.containerPort;
}

/** Who answers for a Service: the addresses of its pods, those that are ready and those that are not (pkg/controller/endpoint). */
function subsetsOf(service: KubernetesObject, pods: KubernetesObject[]): Json[] {
  const subsets = new Map<string, { addresses: Json[]; notReadyAddresses: Json[]; ports: Json[] }>();
  for (const pod of pods) {
    const ports = (service.spec.ports ?? []).flatMap((port: Json) => {
      const number = targetPortOf(port, pod);
      return number
        ? [{ ...(port.name ? { name: port.name } : {}), port: number, protocol: port.protocol }]
        : [];
    });
    const key = JSON.stringify(ports);
    const subset = subsets.get(key) ?? { addresses: [], notReadyAddresses: [], ports };
    subsets.set(key, subset);
    const { name, namespace, uid, resourceVersion } = pod.metadata;
    const address = {
      ip: pod.status.podIP,
      nodeName: pod.spec.nodeName,
      targetRef: { kind: 'Pod', namespace, name, uid, resourceVersion },
    };
    (isReady(pod) ? subset.addresses : subset.notReadyAddresses).push(address);
  }
  return [...subsets.values()].map(({ addresses, notReadyAddresses, ports }) => ({
    ...(addresses.length ? { addresses } : {}),
    ...(notReadyAddresses.length ? { notReadyAddresses } : {}),
    ports,
  }));
}

/** The resourceVersion of a pod that did not change its place is no news. */
const withoutVersions = (subsets: Json): Json =>
  JSON.parse(JSON.stringify(subsets ?? []), (key, value) => (key === 'resourceVersion' ? undefined : value));

/** Keeps the Endpoints, and since 1.21 the EndpointSlice, of every Service that selects pods. */
export class EndpointsController implements Controller {
  readonly #cluster: Cluster;
  readonly #queue: WatchedQueue;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#queue = new WatchedQueue(cluster, (key) => this.#sync(key));
    this.#queue.watch('v1', 'Service', ({ object }) => this.#queue.add(keyOfObject(object)));
    this.#queue.watch('v1', 'Pod', ({ object, previous }) => this.#podChanged(object, previous));
  }

  stop(): void {
    this.#queue.stop();
  }

  #podChanged(pod: KubernetesObject, previous: KubernetesObject | undefined): void {
    const labels = [pod.metadata.labels ?? {}, previous?.metadata.labels ?? {}];
    for (const service of this.#cluster.store.list('services', pod.metadata.namespace)) {
      const { selector } = service.spec;
      if (!selector) continue;
      const matches = labelSelectorOf({ matchLabels: selector });
      if (labels.some(matches)) this.#queue.add(keyOfObject(service));
    }
  }

  #sync(key: string): void {
    const { client, profile } = this.#cluster;
    const { namespace, name } = partsOf(key);
    const service = client.get({ apiVersion: 'v1', kind: 'Service', namespace, name });
    const ref = { apiVersion: 'v1', kind: 'Endpoints', namespace, name };
    if (!service) {
      client.delete(ref);
      return;
    }
    if (!service.spec.selector) return;
    const matches = labelSelectorOf({ matchLabels: service.spec.selector });
    const pods = client
      .list('v1', 'Pod', { namespace })
      .filter(
        (pod) =>
          matches(pod.metadata.labels ?? {}) &&
          pod.status?.podIP &&
          !pod.metadata.deletionTimestamp &&
          !isFinished(pod),
      );
    const subsets = subsetsOf(service, pods);
    const there = client.get(ref);
    const { labels } = service.metadata;
    const made = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name, namespace, ...(labels ? { labels } : {}) },
      ...(subsets.length ? { subsets } : {}),
    };
    if (!there) client.create(made);
    else if (
      !isEqual(withoutVersions(there.subsets), withoutVersions(subsets)) ||
      !isEqual(there.metadata.labels, labels)
    )
      client.update({ ...made, metadata: { ...there.metadata, ...made.metadata } });
    if (profile === 'current') this.#syncSlice(service, pods);
  }

  #syncSlice(service: KubernetesObject, pods: KubernetesObject[]): void {
    const { client, random } = this.#cluster;
    const { namespace, name } = service.metadata;
    const there = client.list('discovery.k8s.io/v1', 'EndpointSlice', {
      namespace,
      labelSelector: `kubernetes.io/service-name=${name}`,
    })[0];
    const made = endpointSliceOf(service, pods, there?.metadata.name ?? `${name}-${random.suffix()}`);
    if (!there) client.create(made);
    else if (!isEqual(there.endpoints, made.endpoints) || !isEqual(there.ports, made.ports))
      client.patch(refOf(there), (draft) => ({ ...draft, endpoints: made.endpoints, ports: made.ports }));
  }
}
