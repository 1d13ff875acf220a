import { CORE_SCHEMA, load } from 'js-yaml';
import { isRecord, type Json, type KubernetesObject } from '../object.ts';
import { badRequest, unsupportedMediaType } from '../status-error.ts';
import { readKubernetesProtobuf, UnknownProtobuf } from './kubernetes-protobuf.ts';

/** A few hundred aliases of aliases in YAML would otherwise grow into gigabytes once written out. */
const mostValues = 500_000;

/** A copy that shares nothing, as JSON would have it. */
function plain(value: unknown, count = { left: mostValues }): Json {
  count.left -= 1;
  if (count.left < 0) throw new Error('excessive aliasing');
  if (Array.isArray(value)) return value.map((one) => plain(one, count));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, count)]));
}

/** What Go says of a value that is no object. */
function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

const structText =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** JSON, or what YAML writes of it, where the last of several keys of one name counts; throws a plain Error. */
export function parseText(text: string, yaml: boolean): unknown {
  if (!yaml) return JSON.parse(text);
  if (text.trim() === '') return null;
  // Programs write their YAML as JSON, which is read many times faster as what it is.
  return readJson(text) ?? plain(load(text, { schema: CORE_SCHEMA, json: true }));
}

/** An object that is written as JSON; undefined for anything else. */
export function readJson(text: string): object | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unknownFormat = () =>
  unsupportedMediaType(
    'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  );

/** The object that a request brings. Throws the server's 400, and its 415 for a notation that it does not read. */
export function parseObject(body: Buffer, contentType: string, kind: string): KubernetesObject {
  if (contentType === 'application/vnd.kubernetes.protobuf') {
    try {
      return readKubernetesProtobuf(body);
    } catch (error) {
      if (error instanceof UnknownProtobuf) throw unknownFormat();
      throw badRequest(`${kind} cannot be decoded: ${(error as Error).message}`);
    }
  }
  if (contentType !== 'application/json' && contentType !== 'application/yaml') throw unknownFormat();
  const text = body.toString('utf8');
  const unrecognized = (why: string) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why}`,
    );
  let value: unknown;
  try {
    value = parseText(text, contentType === 'application/yaml');
  } catch (error) {
    throw unrecognized(`${(error as Error).message.split('\n')[0]}`);
  }
  if (isRecord(value)) return value as KubernetesObject;
  // A null says nothing, and so does a document without a word.
  if (value === null) return { metadata: {} } as KubernetesObject;
  const hex = body.toString('hex').slice(0, 100);
  throw unrecognized(
    `json: cannot unmarshal ${goTypeOf(value)} into Go value of type ${structText} (${hex})`,
  );
}
