import { dump } from 'js-yaml';
import { seconds } from '../shared/health.ts';
import { truth } from './truth.ts';

interface Meta {
  annotations?: Record<string, string>;
}
interface Container {
  name: string;
  ports?: { containerPort: number; protocol?: string }[];
}

/** The functions that Go's templates bring and those that Istio 1.1's injector adds. */
export const FUNCTIONS: Record<string, (...args: never[]) => unknown> = {
  eq: (one: unknown, ...others: unknown[]) => others.some((other) => String(one) === String(other)),
  ne: (one: unknown, other: unknown) => String(one) !== String(other),
  gt: (one: number, other: number) => Number(one) > Number(other),
  not: (one: unknown) => !truth(one),
  or: (...all: unknown[]) => all.find(truth) ?? all.at(-1),
  and: (...all: unknown[]) => all.find((one) => !truth(one)) ?? all.at(-1),
  index: (object: Record<string, unknown> | undefined, key: string) => object?.[key] ?? '',
  printf: (format: string, ...values: unknown[]) =>
    format.replace(/%[svdq]/g, () => String(values.shift() ?? '')),
  isset: (object: Record<string, unknown> | undefined, key: string) => Object.hasOwn(Object(object), key),
  annotation: (meta: Meta | undefined, name: string, otherwise: unknown) =>
    meta?.annotations?.[name] ?? otherwise,
  valueOrDefault: (one: string, otherwise: string) => one || otherwise,
  toJSON: (object: unknown) => JSON.stringify(sorted(object)),
  fromJSON: (text: string) => JSON.parse(text || '{}') as unknown,
  toYaml: (object: unknown) => dump(object).trimEnd(),
  // The first line stands where the template has it (pkg/kube/inject in 1.1).
  indent: (spaces: number, text: string) => text.replaceAll('\n', `\n${' '.repeat(spaces)}`),
  formatDuration: (duration: string) => goDuration(seconds(duration)),
  includeInboundPorts: (containers: Container[]) => ports(containers),
  applicationPorts: (containers: Container[]) =>
    ports(containers.filter(({ name }) => name !== 'istio-proxy')),
  excludeInboundPort: (port: unknown, list: string) => {
    const text = String(port);
    const listed = String(list).split(',').filter(Boolean);
    return text === '0' || listed.includes(text) ? list : [...listed, text].join(',');
  },
};

function ports(containers: Container[]): string {
  return containers
    .flatMap((container) => container.ports ?? [])
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ containerPort }) => containerPort)
    .join(',');
}

/** Go marshals the keys of a map in order. */
function sorted(it: unknown): unknown {
  if (it === null || typeof it !== 'object' || Array.isArray(it)) return it;
  return Object.fromEntries(Object.entries(it).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** `45s`, `1m0s`, `1h0m0s` */
function goDuration(total: number): string {
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${rest}s`;
}
