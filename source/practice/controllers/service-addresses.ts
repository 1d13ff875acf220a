import type { Cluster } from '../cluster.ts';
import type { Admission } from '../machinery/admission.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { invalid, invalidObject } from '../validation/field-error.ts';

const nodePortRange = { low: 30_000, high: 32_768 };
const hasNodePorts = ({ type }: Json): boolean => type === 'NodePort' || type === 'LoadBalancer';
const isExternal = ({ type }: Json): boolean => type === 'ExternalName';

const portsOf = (services: KubernetesObject[]): Map<number, KubernetesObject> =>
  new Map(
    services.flatMap((service) =>
      (service.spec.ports ?? [])
        .filter(({ nodePort }: Json) => nodePort)
        .map(({ nodePort }: Json): [number, KubernetesObject] => [nodePort, service]),
    ),
  );

/**
 * Gives Services their addresses and node ports before they are stored (registry/core/service/rest.go). `instead` names node ports of
 * this machine that somebody else has, with those that were found for them.
 */
export function serviceAddresses(cluster: Cluster, instead: ReadonlyMap<number, number>): Admission {
  return ({ operation, resource, object, old, subresource }) => {
    if (resource.key !== 'services' || subresource || operation === 'DELETE') return;
    setClusterIp(cluster, object, old);
    if (hasNodePorts(object.spec)) setNodePorts(cluster, object, old, instead);
    // Nobody keeps a port that its type does not have.
    else for (const port of object.spec.ports ?? []) delete port.nodePort;
  };
}

function setClusterIp(
  { store, random, profile }: Cluster,
  object: KubernetesObject,
  old?: KubernetesObject,
): void {
  const { spec } = object;
  if (isExternal(spec)) return;
  spec.clusterIP ||= old?.spec.clusterIP;
  const taken = new Set(store.list('services').map((one) => one.spec.clusterIP));
  // The service network of kubeadm, and so of Docker Desktop, is 10.96.0.0/12.
  while (!spec.clusterIP) {
    const address = `10.${random.between(96, 112)}.${random.between(0, 256)}.${random.between(2, 255)}`;
    if (!taken.has(address)) spec.clusterIP = address;
  }
  if (profile !== 'current') return;
  spec.clusterIPs = [spec.clusterIP];
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ??= 'SingleStack';
}

function setNodePorts(
  { store, random }: Cluster,
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  instead: ReadonlyMap<number, number>,
): void {
  const { name, namespace } = object.metadata;
  const others = store
    .list('services')
    .filter(({ metadata }) => metadata.name !== name || metadata.namespace !== namespace);
  const taken = portsOf(others);
  const ports: Json[] = object.spec.ports ?? [];
  for (const [index, port] of ports.entries()) {
    port.nodePort = instead.get(port.nodePort) ?? port.nodePort;
    if (!port.nodePort) continue;
    if (taken.has(port.nodePort))
      throw invalidObject('', 'Service', name, [
        invalid(`spec.ports[${index}].nodePort`, port.nodePort, 'provided port is already allocated'),
      ]);
  }
  const used = new Set([...taken.keys(), ...ports.map(({ nodePort }) => nodePort)]);
  for (const port of ports) {
    if (port.nodePort) continue;
    const before = (old?.spec.ports ?? []).find(
      (one: Json) => one.port === port.port && one.protocol === port.protocol,
    );
    port.nodePort = before?.nodePort;
    while (!port.nodePort || (used.has(port.nodePort) && port.nodePort !== before?.nodePort))
      port.nodePort = random.between(nodePortRange.low, nodePortRange.high);
    used.add(port.nodePort);
  }
}
