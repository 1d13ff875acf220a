import type { Endpoint } from '../shared/xds.ts';
import type { Endpoints, Service } from './kinds.ts';

/** The name of a cluster as Envoy's admin port shows it, for example `outbound|9080||details.default.svc.cluster.local`. */
export function clusterName(port: number, host: string): string {
  return `outbound|${port}||${host}`;
}

export function clusters(services: Iterable<Service>): string[] {
  return [...services].flatMap(({ metadata, spec }) =>
    (spec.ports ?? []).map(({ port }) => clusterName(port, hostOf(metadata.namespace ?? '', metadata.name))),
  );
}

/** The addresses behind every cluster: a port of the service finds the port of the endpoints by its name. */
export function endpoints(
  services: Iterable<Service>,
  find: (namespace: string, name: string) => Endpoints | undefined,
): Record<string, Endpoint[]> {
  const found: Record<string, Endpoint[]> = {};
  for (const { metadata, spec } of services) {
    const namespace = metadata.namespace ?? '';
    const subsets = find(namespace, metadata.name)?.subsets ?? [];
    for (const { name, port } of spec.ports ?? []) {
      found[clusterName(port, hostOf(namespace, metadata.name))] = subsets.flatMap((subset) => {
        const target = subset.ports?.find((candidate) => candidate.name === name);
        return target ? (subset.addresses ?? []).map(({ ip }) => ({ address: ip, port: target.port })) : [];
      });
    }
  }
  return found;
}

export function hostOf(namespace: string, name: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}
