import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import type { ServiceRow } from '../proxies/rows.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/** A Service as `kubectl get svc -o wide` prints it (printService in kubernetes pkg/printers/internalversion/printers.go). */
export function serviceRow(service: KubernetesObject): ServiceRow {
  const spec: PodSpec = service.spec ?? {};
  return {
    ref: refOf(service),
    name: service.metadata.name,
    type: spec.type ?? 'ClusterIP',
    clusterIp: spec.clusterIPs?.[0] || spec.clusterIP || '<none>',
    externalIp: externalIpOf(service),
    ports: portsOf(spec.ports ?? []),
  };
}

function externalIpOf({ spec = {}, status }: KubernetesObject): string {
  const external: string[] = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return external.join(',') || '<none>';
  const balancers: PodSpec[] = status?.loadBalancer?.ingress ?? [];
  const addresses = balancers.map((one) => one.ip || one.hostname).filter(Boolean);
  return [...new Set(addresses), ...external].join(',') || '<pending>';
}

function portsOf(ports: PodSpec[]): string {
  const written = ports.map(({ port, nodePort, protocol = 'TCP' }) =>
    nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return written.join(',') || '<none>';
}
