import type { Profile } from '../kinds/built-in.ts';
import { isEqual, isRecord, type Json } from '../object.ts';
import { badRequest, StatusError } from '../status-error.ts';

interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

/** What the server says when a patch does not fit the object, whatever the reason. */
const rejected = () =>
  new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});

const unescapePart = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function pointer(path: Json): string[] {
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) throw rejected();
  return path === '' ? [] : path.slice(1).split('/').map(unescapePart);
}

function indexOf(part: string, length: number): number {
  if (!/^(0|[1-9]\d*)$/.test(part) || Number(part) >= length) throw rejected();
  return Number(part);
}

function read(document: Json, path: string[]): Json {
  let value = document;
  for (const part of path) {
    if (Array.isArray(value)) value = value[indexOf(part, value.length)];
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, part)) value = value[part];
    else throw rejected();
  }
  return value;
}

function add(document: Json, path: string[], value: Json): Json {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : indexOf(last, parent.length + 1);
    parent.splice(index, 0, value);
  } else if (typeof parent === 'object' && parent !== null) {
    Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true });
  } else throw rejected();
  return document;
}

function remove(document: Json, path: string[]): Json {
  const last = path.at(-1);
  if (last === undefined) throw rejected();
  const parent = read(document, path.slice(0, -1));
  read(parent, [last]);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return document;
}

/** One member of a map may be missing: the server's library takes it for null. */
function readMember(document: Json, path: string[]): Json {
  const last = path.at(-1);
  if (last === undefined) return document;
  const parent = read(document, path.slice(0, -1));
  if (isRecord(parent) && !Object.hasOwn(parent, last)) return null;
  return read(parent, [last]);
}

function replace(document: Json, path: string[], value: Json, profile: Profile): Json {
  // The whole of it: since the library's version 5.
  if (!path.length) {
    if (profile === 'chapter') throw rejected();
    return value;
  }
  readMember(document, path);
  const parent = read(document, path.slice(0, -1));
  const last = path.at(-1) as string;
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true });
  return document;
}

const mostOperations = 10_000;

function operationsOf(patch: Json, profile: Profile): Operation[] {
  if (patch === null) return [];
  const isNow = profile === 'current';
  const refuse = (value: Json, type: string) => {
    const given = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    return badRequest(
      `${isNow ? 'error decoding patch: ' : ''}json: cannot unmarshal ${given} into Go value of type ${type}`,
    );
  };
  if (!Array.isArray(patch)) throw refuse(patch, isNow ? '[]handlers.jsonPatchOp' : 'jsonpatch.Patch');
  for (const one of patch)
    if (one !== null && !isRecord(one))
      throw refuse(one, isNow ? 'handlers.jsonPatchOp' : 'jsonpatch.Operation');
  if (patch.length > mostOperations)
    throw new StatusError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: The allowed maximum operations in a JSON patch is ${mostOperations}, got ${patch.length}`,
    );
  return patch;
}

/** RFC 6902, on a document that may be changed. Throws the server's 400 and 422. */
export function applyJsonPatch(document: Json, patch: Json, profile: Profile): Json {
  let result = document;
  for (const operation of operationsOf(patch, profile)) {
    const path = pointer(operation?.path);
    switch (operation?.op) {
      case 'add':
        result = add(result, path, operation.value ?? null);
        break;
      case 'remove':
        result = remove(result, path);
        break;
      case 'replace':
        result = replace(result, path, operation.value ?? null, profile);
        break;
      case 'move': {
        const from = pointer(operation.from);
        const value = read(result, from);
        result = add(remove(result, from), path, value);
        break;
      }
      case 'copy':
        result = add(result, path, structuredClone(readMember(result, pointer(operation.from))));
        break;
      case 'test':
        if (!isEqual(read(result, path), operation.value ?? null)) throw rejected();
        break;
      default:
        throw rejected();
    }
  }
  return result;
}
