import type { KubernetesObject } from '../object.ts';

type Fields = Record<string, unknown>;
type Key = string | number;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * The value at a path as the API server writes it (structured-merge-diff fieldpath): names, `[key="value"]` elements, `[="value"]` of a
 * set, `[0]`. Undefined if there is none.
 */
export function valueAt(object: unknown, path: string): unknown {
  const keys = keysAt(object, path);
  return keys && inside(object, keys);
}

/** The object without what stands at a path: applied so, the field stays whose it is. A path that leads nowhere changes nothing. */
export function withoutField(object: KubernetesObject, path: string): KubernetesObject {
  const copy = structuredClone(object);
  const keys = keysAt(copy, path) ?? [];
  const last = keys.at(-1);
  const parent = inside(copy, keys.slice(0, -1));
  if (last === undefined) return copy;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Fields)[last];
  return copy;
}

const inside = (object: unknown, keys: readonly Key[]): unknown =>
  keys.reduce((value, key) => (value as Fields)[key], object);

/**
 * Which way a path goes in this object. Names are not quoted in it and may have dots and brackets (`.data.prometheus.yml`), so only what
 * is there tells where one ends.
 */
function keysAt(value: unknown, path: string): Key[] | undefined {
  if (path === '') return [];
  if (!isObject(value)) return undefined;
  for (const [key, rest] of Array.isArray(value) ? elementAt(value, path) : namesAt(value, path)) {
    const keys = keysAt((value as Fields)[key], rest);
    if (keys) return [key, ...keys];
  }
  return undefined;
}

/** The longest name first: `.a.b` is rather one name than two. */
function namesAt(value: Fields, path: string): [Key, string][] {
  return Object.keys(value)
    .filter((name) => path.startsWith(`.${name}`) && /^(?:$|[.[])/.test(path.slice(name.length + 1)))
    .sort((one, other) => other.length - one.length)
    .map((name) => [name, path.slice(name.length + 1)]);
}

/** One key of an element, `port=80` or `name="x"`, and what ends it. */
const keyOfElement = /([^=,\]"]*)=("(?:[^"\\]|\\.)*"|[^,\]"]*)([,\]])/y;

function elementAt(list: readonly unknown[], path: string): [Key, string][] {
  const place = /^\[(\d+)\]/.exec(path);
  if (place) return [[Number(place[1]), path.slice(place[0].length)]];
  const wanted: [name: string, value: string][] = [];
  keyOfElement.lastIndex = path.startsWith('[') ? 1 : path.length;
  for (let end = ','; end === ','; ) {
    const at = keyOfElement.exec(path);
    if (!at) return [];
    const [, name = '', value = '', next = ''] = at;
    wanted.push([name, value.startsWith('"') ? unquoted(value) : value]);
    end = next;
  }
  const rest = path.slice(keyOfElement.lastIndex);
  const fits = (item: unknown) =>
    wanted.every(
      ([name, value]) => String(name === '' ? item : isObject(item) && keyIn(item, name)) === value,
    );
  const index = list.findIndex(fits);
  return index < 0 ? [] : [[index, rest]];
}

/** Ports are told apart by their protocol too, which the server fills in where none is said. */
const keyIn = (item: Fields, name: string) => item[name] ?? (name === 'protocol' ? 'TCP' : undefined);

function unquoted(value: string): string {
  try {
    return String(JSON.parse(value));
  } catch {
    return value.slice(1, -1);
  }
}
