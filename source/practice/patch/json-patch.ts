import { isEqual, type Json } from '../object.ts';
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

/** RFC 6902, on a document that may be changed. Throws the server's 400 and 422. */
export function applyJsonPatch(document: Json, patch: Json): Json {
  if (!Array.isArray(patch))
    throw badRequest(
      `json: cannot unmarshal ${patch === null ? 'null' : typeof patch} into Go value of type jsonpatch.Patch`,
    );
  let result = document;
  for (const operation of patch as Operation[]) {
    const path = pointer(operation?.path);
    switch (operation.op) {
      case 'add':
        result = add(result, path, operation.value ?? null);
        break;
      case 'remove':
        result = remove(result, path);
        break;
      case 'replace':
        read(result, path);
        result = path.length ? add(remove(result, path), path, operation.value ?? null) : operation.value;
        break;
      case 'move': {
        const from = pointer(operation.from);
        const value = read(result, from);
        result = add(remove(result, from), path, value);
        break;
      }
      case 'copy':
        result = add(result, path, structuredClone(read(result, pointer(operation.from))));
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
