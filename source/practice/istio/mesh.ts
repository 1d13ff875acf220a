import type { Cluster } from '../cluster.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { PortAnswer, PortRequest } from '../controllers/program.ts';
import type { Json } from '../object.ts';
import type { PilotServer } from './pilot-server.ts';

export interface Upstream {
  namespace: string;
  service: string;
  port: number;
}

/** How simulated programs reach each other: over the cluster's Services, without a network. */
export class Mesh {
  readonly cluster: Cluster;
  /** By pod. */
  readonly pilots = new Map<string, PilotServer>();
  #kubelet: Kubelet | undefined;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /** The programs come before the kubelet that starts them. */
  attach(kubelet: Kubelet): void {
    this.#kubelet = kubelet;
  }

  /** The ready pods behind a Service's port, with the port that they answer on. */
  endpoints({ namespace, service, port }: Upstream): { pod: string; ip: string; port: number }[] {
    const { store } = this.cluster;
    const found = store.get('services', namespace, service);
    const wanted = (found?.spec.ports ?? []).find((one: Json) => one.port === port);
    if (!wanted) return [];
    const subsets: Json[] = store.get('endpoints', namespace, service)?.subsets ?? [];
    return subsets.flatMap(({ addresses = [], ports = [] }) => {
      const number = ports.find((one: Json) => (one.name ?? '') === (wanted.name ?? ''))?.port;
      if (!number) return [];
      return addresses.map(({ ip, targetRef }: Json) => ({ pod: targetRef.name, ip, port: number }));
    });
  }

  /** One request to a Service. Undefined when nobody answers. */
  request(upstream: Upstream, request: PortRequest): { answer: PortAnswer; address: string } | undefined {
    const endpoints = this.endpoints(upstream);
    if (!endpoints.length) return undefined;
    const { pod, ip, port } = endpoints[this.cluster.random.between(0, endpoints.length)] ?? {};
    const handler = pod && port && this.#kubelet?.listener(upstream.namespace, pod, port);
    return handler ? { answer: handler(request), address: `${ip}:${port}` } : undefined;
  }
}
