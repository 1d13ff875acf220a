import { isIP } from 'node:net';
import type { Json, KubernetesObject } from '../object.ts';
import { duplicate, type FieldError, invalid, notSupported, required } from './field-error.ts';
import { validateLabels } from './metadata.ts';
import { portName } from './names.ts';

const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);
const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];
const affinities = ['ClientIP', 'None'];

function validatePort(port: Json, field: string): FieldError[] {
  const errors: FieldError[] = [];
  const inRange = (number: Json) => Number.isInteger(number) && number >= 1 && number <= 65_535;
  if (!inRange(port?.port))
    errors.push(invalid(`${field}.port`, port?.port ?? 0, 'must be between 1 and 65535, inclusive'));
  if (port?.protocol && !protocols.includes(port.protocol))
    errors.push(notSupported(`${field}.protocol`, port.protocol, protocols));
  const target = port?.targetPort;
  if (typeof target === 'string')
    errors.push(...portName(target).map((error) => invalid(`${field}.targetPort`, target, error)));
  else if (typeof target === 'number' && !inRange(target))
    errors.push(invalid(`${field}.targetPort`, target, 'must be between 1 and 65535, inclusive'));
  return errors;
}

/** The rules of a Service (pkg/apis/core/validation/validation.go). */
export function validateService(
  { spec = {} }: KubernetesObject,
  old: KubernetesObject | undefined,
): FieldError[] {
  const errors: FieldError[] = [];
  if (!types.includes(spec.type)) errors.push(notSupported('spec.type', spec.type, types));
  const ports = list(spec.ports);
  const { clusterIP, sessionAffinity } = spec;
  if (!ports.length && spec.type !== 'ExternalName' && clusterIP !== 'None')
    errors.push(required('spec.ports'));
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const field = `spec.ports[${index}]`;
    if (ports.length > 1 && !port?.name) errors.push(required(`${field}.name`));
    if (port?.name && names.has(port.name)) errors.push(duplicate(`${field}.name`, port.name));
    names.add(port?.name);
    errors.push(...validatePort(port, field));
    const number = `${port?.port}/${port?.protocol ?? 'TCP'}`;
    if (numbers.has(number)) errors.push(duplicate(field, { protocol: port?.protocol, port: port?.port }));
    numbers.add(number);
  }
  errors.push(...validateLabels(spec.selector, 'spec.selector'));
  if (sessionAffinity && !affinities.includes(sessionAffinity))
    errors.push(notSupported('spec.sessionAffinity', sessionAffinity, affinities));
  if (clusterIP && clusterIP !== 'None' && !isIP(clusterIP))
    errors.push(
      invalid(
        'spec.clusterIPs[0]',
        clusterIP,
        'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ),
    );
  if (spec.type === 'ExternalName' && !spec.externalName) errors.push(required('spec.externalName'));
  const was = old?.spec?.clusterIP;
  if (was && spec.type !== 'ExternalName' && old?.spec?.type !== 'ExternalName' && clusterIP !== was)
    errors.push(invalid('spec.clusterIP', clusterIP ?? '', 'field is immutable'));
  return errors;
}

export function validateEndpoints({ subsets }: KubernetesObject): FieldError[] {
  return list(subsets).flatMap((subset, index) =>
    (['addresses', 'notReadyAddresses'] as const).flatMap((part) =>
      list(subset?.[part]).flatMap((address, at) =>
        isIP(address?.ip ?? '')
          ? []
          : [
              invalid(
                `subsets[${index}].${part}[${at}].ip`,
                address?.ip ?? '',
                'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
              ),
            ],
      ),
    ),
  );
}
