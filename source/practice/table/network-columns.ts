import type { KubernetesObject } from '../object.ts';
import { formatLabelSelector } from '../selectors/label-selector.ts';
import {
  ageColumn,
  type Cell,
  type Column,
  list,
  mapText,
  nameColumn,
  orNone,
  shortened,
  text,
  wide,
} from './column.ts';

const ingressText = ({ status }: KubernetesObject): string =>
  list(status?.loadBalancer?.ingress)
    .map(({ ip, hostname }) => ip || hostname)
    .filter(Boolean)
    .join(',');

function externalAddress(service: KubernetesObject): string {
  const { spec = {} } = service;
  const own = (spec.externalIPs ?? []).join(',');
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return own || '<none>';
  return [ingressText(service), own].filter(Boolean).join(',') || '<pending>';
}

const servicePorts: Cell = ({ spec }) =>
  list(spec?.ports)
    .map(({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`)
    .join(',') || '<none>';

const endpointsText: Cell = ({ subsets }) =>
  shortened(
    list(subsets).flatMap(({ addresses, ports }) =>
      list(ports).length
        ? list(ports).flatMap(({ port }) => list(addresses).map(({ ip }) => `${ip}:${port}`))
        : list(addresses).map(({ ip }) => String(ip)),
    ),
  );

const slicePorts: Cell = ({ ports }) =>
  list(ports).length ? shortened(list(ports).map(({ port }) => String(port ?? '*'))) : '<unset>';
const sliceEndpoints: Cell = ({ endpoints }) => {
  const addresses = list(endpoints).flatMap((one) => one.addresses ?? []);
  return addresses.length ? shortened(addresses) : '<unset>';
};

const ingressPorts: Cell = ({ spec }) => (list(spec?.tls).length ? '80, 443' : '80');
const ingressHosts: Cell = ({ spec }) => {
  const hosts = list(spec?.rules).map(({ host }) => host || '*');
  return hosts.length ? shortened(hosts) : '*';
};

export const networkColumns = (current: boolean): Record<string, Column[]> => ({
  Service: [
    nameColumn,
    text('Type', ({ spec }) => spec?.type),
    text('Cluster-IP', ({ spec }) => (spec?.type === 'ExternalName' ? '<none>' : orNone(spec?.clusterIP))),
    text('External-IP', externalAddress),
    text('Port(s)', servicePorts),
    ageColumn,
    wide('Selector', ({ spec }) => mapText(spec?.selector)),
  ],
  Endpoints: [nameColumn, text('Endpoints', endpointsText), ageColumn],
  EndpointSlice: [
    nameColumn,
    text('AddressType', ({ addressType }) => addressType),
    text('Ports', slicePorts),
    text('Endpoints', sliceEndpoints),
    ageColumn,
  ],
  Ingress: [
    nameColumn,
    ...(current ? [text('Class', ({ spec }) => orNone(spec?.ingressClassName))] : []),
    text('Hosts', ingressHosts),
    text('Address', ingressText),
    text('Ports', ingressPorts),
    ageColumn,
  ],
  NetworkPolicy: [
    nameColumn,
    text('Pod-Selector', ({ spec }) => formatLabelSelector(spec?.podSelector)),
    ageColumn,
  ],
  IngressClass: [
    nameColumn,
    text('Controller', ({ spec }) => spec?.controller ?? ''),
    text('Parameters', () => '<none>'),
    ageColumn,
  ],
});
