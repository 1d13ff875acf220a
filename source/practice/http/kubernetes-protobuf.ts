import type { Json, KubernetesObject } from '../object.ts';
import { readFields } from './protobuf-reader.ts';

/** How a field is written: its name and form; `*` stands for many. */
type Shape = Record<number, [name: string, form: Form]>;
type Form =
  | 'text'
  | 'text*'
  | 'number'
  | 'switch'
  | 'base64'
  | 'time'
  | 'map'
  | 'base64 map'
  | Shape
  | [Shape];

const owner: Shape = {
  1: ['kind', 'text'],
  3: ['name', 'text'],
  4: ['uid', 'text'],
  5: ['apiVersion', 'text'],
  6: ['controller', 'switch'],
  7: ['blockOwnerDeletion', 'switch'],
};
const metadata: Shape = {
  1: ['name', 'text'],
  2: ['generateName', 'text'],
  3: ['namespace', 'text'],
  4: ['selfLink', 'text'],
  5: ['uid', 'text'],
  6: ['resourceVersion', 'text'],
  7: ['generation', 'number'],
  8: ['creationTimestamp', 'time'],
  9: ['deletionTimestamp', 'time'],
  10: ['deletionGracePeriodSeconds', 'number'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
  13: ['ownerReferences', [owner]],
  14: ['finalizers', 'text*'],
};
/** A client may send back what it has read: who manages the object is the server's to say. */
const ignored = new Set(['metadata.17']);

const reference: Shape = {
  1: ['kind', 'text'],
  2: ['namespace', 'text'],
  3: ['name', 'text'],
  4: ['uid', 'text'],
  5: ['apiVersion', 'text'],
  6: ['resourceVersion', 'text'],
  7: ['fieldPath', 'text'],
};
const attributes: Shape = {
  1: ['namespace', 'text'],
  2: ['verb', 'text'],
  3: ['group', 'text'],
  4: ['version', 'text'],
  5: ['resource', 'text'],
  6: ['subresource', 'text'],
  7: ['name', 'text'],
};
const port: Shape = {
  1: ['name', 'text'],
  2: ['hostPort', 'number'],
  3: ['containerPort', 'number'],
  4: ['protocol', 'text'],
};
const container: Shape = {
  1: ['name', 'text'],
  2: ['image', 'text'],
  3: ['command', 'text*'],
  4: ['args', 'text*'],
  5: ['workingDir', 'text'],
  6: ['ports', [port]],
  14: ['imagePullPolicy', 'text'],
};
const template: Shape = { 1: ['metadata', metadata], 2: ['spec', { 2: ['containers', [container]] }] };

/**
 * The kinds that typed clients write: since client-go 0.32 kubectl's `create` commands and Helm's releases come as protobuf unless the
 * server refuses (the field numbers of k8s.io/api's generated.proto files).
 */
const kinds: Record<string, Shape> = {
  'v1/Namespace': {
    1: ['metadata', metadata],
    2: ['spec', { 1: ['finalizers', 'text*'] }],
    3: ['status', { 1: ['phase', 'text'] }],
  },
  'v1/ConfigMap': {
    1: ['metadata', metadata],
    2: ['data', 'map'],
    3: ['binaryData', 'base64 map'],
    4: ['immutable', 'switch'],
  },
  'v1/Secret': {
    1: ['metadata', metadata],
    2: ['data', 'base64 map'],
    3: ['type', 'text'],
    4: ['stringData', 'map'],
    5: ['immutable', 'switch'],
  },
  'v1/ServiceAccount': {
    1: ['metadata', metadata],
    2: ['secrets', [reference]],
    3: ['imagePullSecrets', [{ 1: ['name', 'text'] }]],
    4: ['automountServiceAccountToken', 'switch'],
  },
  'authorization.k8s.io/v1/SelfSubjectAccessReview': {
    1: ['metadata', metadata],
    2: [
      'spec',
      {
        1: ['resourceAttributes', attributes],
        2: ['nonResourceAttributes', { 1: ['path', 'text'], 2: ['verb', 'text'] }],
      },
    ],
  },
  'authorization.k8s.io/v1/SelfSubjectRulesReview': {
    1: ['metadata', metadata],
    2: ['spec', { 1: ['namespace', 'text'] }],
  },
  'apps/v1/Deployment': {
    1: ['metadata', metadata],
    2: [
      'spec',
      {
        1: ['replicas', 'number'],
        2: ['selector', { 1: ['matchLabels', 'map'] }],
        3: ['template', template],
      },
    ],
  },
  'v1/DeleteOptions': {
    1: ['gracePeriodSeconds', 'number'],
    2: ['preconditions', { 1: ['uid', 'text'], 2: ['resourceVersion', 'text'] }],
    3: ['orphanDependents', 'switch'],
    4: ['propagationPolicy', 'text'],
    5: ['dryRun', 'text*'],
  },
};

/** What is written says more than is known here of its kind, and must not be lost. */
export class UnknownProtobuf extends Error {
  override readonly name = 'UnknownProtobuf';
}

const bytesOf = (value: number | Buffer): Buffer => {
  if (typeof value === 'number') throw new Error('wrong wireType');
  return value;
};
const textOf = (value: number | Buffer): string => bytesOf(value).toString('utf8');

/** Go writes a struct that holds nothing as a message of such. */
function isNothing(value: number | Buffer): boolean {
  if (typeof value === 'number') return value === 0;
  if (value.length === 0) return true;
  try {
    return readFields(value).every((field) => isNothing(field.value));
  } catch {
    return false;
  }
}

function entryOf(value: number | Buffer): [key: string, value: Buffer] {
  const fields = readFields(bytesOf(value));
  const part = (number: number) =>
    bytesOf(fields.find((one) => one.number === number)?.value ?? Buffer.alloc(0));
  return [part(1).toString('utf8'), part(2)];
}

function timeOf(value: number | Buffer): string | undefined {
  const seconds = readFields(bytesOf(value)).find((one) => one.number === 1)?.value;
  return typeof seconds === 'number' && Math.abs(seconds) < 1e11
    ? `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`
    : undefined;
}

/** Numbers that Go points at, so that zero is one of them. */
const meansZero = new Set(['replicas', 'gracePeriodSeconds']);

function readMessage(bytes: Buffer, shape: Shape, path: string): Json {
  const result: Record<string, Json> = {};
  for (const { number, value } of readFields(bytes)) {
    const [name, form] = shape[number] ?? [];
    if (name === undefined || form === undefined) {
      if (ignored.has(`${path}.${number}`) || isNothing(value)) continue;
      throw new UnknownProtobuf(`field ${number} of ${path}`);
    }
    if (form === 'text') result[name] = textOf(value);
    else if (form === 'number') result[name] = value;
    else if (form === 'switch') result[name] = value === 1;
    else if (form === 'base64') result[name] = bytesOf(value).toString('base64');
    else if (form === 'time') result[name] = timeOf(value);
    else if (form === 'text*') result[name] = [...(result[name] ?? []), textOf(value)];
    else if (form === 'map' || form === 'base64 map') {
      const [key, one] = entryOf(value);
      const text = one.toString(form === 'map' ? 'utf8' : 'base64');
      result[name] = Object.fromEntries([...Object.entries(result[name] ?? {}), [key, text]]);
    } else if (Array.isArray(form))
      result[name] = [...(result[name] ?? []), readMessage(bytesOf(value), form[0], name)];
    else result[name] = readMessage(bytesOf(value), form, name);
  }
  // An empty text, and a zero where Go cannot tell it from nothing, are what was not said.
  for (const [name, value] of Object.entries(result)) {
    const isZero = value === 0 && !meansZero.has(name);
    if (value === '' || value === undefined || isZero) delete result[name];
  }
  return result;
}

const magic = Buffer.from('k8s\0');

/**
 * An object in Kubernetes' own protobuf envelope (k8s.io/apimachinery/pkg/runtime/serializer/protobuf). Throws UnknownProtobuf for what
 * is not known here, and a plain Error for what is no protobuf.
 */
export function readKubernetesProtobuf(body: Buffer): KubernetesObject {
  if (!body.subarray(0, 4).equals(magic))
    throw new Error('provided data does not appear to be a protobuf message');
  const envelope = readFields(body.subarray(4));
  const part = (number: number) =>
    bytesOf(envelope.find((one) => one.number === number)?.value ?? Buffer.alloc(0));
  const type = readFields(part(1));
  const named = (number: number) =>
    textOf(type.find((one) => one.number === number)?.value ?? Buffer.alloc(0));
  const [apiVersion, kind] = [named(1), named(2)];
  const shape = Object.hasOwn(kinds, `${apiVersion}/${kind}`) ? kinds[`${apiVersion}/${kind}`] : undefined;
  // Every group's own DeleteOptions are the same.
  const known = shape ?? (kind === 'DeleteOptions' ? kinds['v1/DeleteOptions'] : undefined);
  if (!known) throw new UnknownProtobuf(`${kind} in ${apiVersion}`);
  return { ...readMessage(part(2), known, kind), apiVersion, kind };
}
