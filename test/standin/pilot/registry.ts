import { Reflector } from '../shared/reflector.ts';
import type { Resources } from '../shared/xds.ts';
import { clusters, endpoints } from './clusters.ts';
import { boundTo, listeners, routes } from './gateways.ts';
import type { Endpoints, Gateway, Pod, Service, VirtualService } from './kinds.ts';

/** What of the cluster pilot turns into configuration. */
export class Registry {
  readonly #services: Reflector<Service>;
  readonly #endpoints: Reflector<Endpoints>;
  readonly #gateways: Reflector<Gateway>;
  readonly #virtualServices: Reflector<VirtualService>;
  readonly #pods: Reflector<Pod>;

  constructor(changed: { configuration(): void; endpoints(): void; pod(pod: Pod): void }) {
    const networking = '/apis/networking.istio.io/v1alpha3';
    this.#services = new Reflector('/api/v1/services', changed.configuration);
    this.#endpoints = new Reflector('/api/v1/endpoints', changed.endpoints);
    this.#gateways = new Reflector(`${networking}/gateways`, changed.configuration);
    this.#virtualServices = new Reflector(`${networking}/virtualservices`, changed.configuration);
    this.#pods = new Reflector('/api/v1/pods', (_, pod) => changed.pod(pod));
  }

  async synced(): Promise<void> {
    await Promise.all(
      [this.#services, this.#endpoints, this.#gateways, this.#virtualServices, this.#pods].map(
        (reflector) => reflector.synced,
      ),
    );
  }

  get serviceCount(): number {
    return this.#services.items.size;
  }

  pod(namespace: string, name: string): Pod | undefined {
    return this.#pods.get(namespace, name);
  }

  /** Everything for one proxy. A gateway listens only where Gateways ask it to, a sidecar always does. */
  resources(kind: string, labels: Record<string, string>): Resources {
    if (kind !== 'router') return { ...this.#common(), ...sidecarConfig(this.#services.items.values()) };
    const bound = boundTo(this.#gateways.items.values(), labels);
    return {
      ...this.#common(),
      LDS: listeners(bound),
      RDS: routes(bound, this.#virtualServices.items.values(), (namespace, name) =>
        this.#services.get(namespace, name),
      ),
    };
  }

  #common(): Pick<Resources, 'CDS' | 'EDS'> {
    const services = () => this.#services.items.values();
    return {
      CDS: clusters(services()),
      EDS: endpoints(services(), (namespace, name) => this.#endpoints.get(namespace, name)),
    };
  }
}

/** A sidecar has a listener and a route for every port that any service has. */
function sidecarConfig(services: Iterable<Service>): Pick<Resources, 'LDS' | 'RDS'> {
  const ports = new Set([...services].flatMap(({ spec }) => (spec.ports ?? []).map(({ port }) => port)));
  return {
    LDS: [...ports].map((port) => ({ port })),
    RDS: Object.fromEntries([...ports].map((port) => [port, []])),
  };
}
