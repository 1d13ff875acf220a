import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../object.ts';
import { sanitizeLine } from '../sanitize.ts';

/** One field that differs, in words short enough for a line. */
export interface FieldChange {
  /** As managed fields write it: `.spec.template.spec.containers[name="discovery"].image`. */
  path: string;
  /** Short JSON; absent where the field is not there. A Secret's are masked. */
  before?: string;
  after?: string;
  /** Of a text of several lines: those that go (`-`) and those that come (`+`), in their order. */
  lines?: string[];
}

/** What the server writes by itself, and what says nothing about the object. */
const ownedByServer = new Set([
  '.metadata.managedFields',
  '.metadata.resourceVersion',
  '.metadata.generation',
  '.metadata.uid',
  '.metadata.creationTimestamp',
  '.metadata.selfLink',
  '.status',
]);
const longest = 100;
const mostLines = 30;

/** The fields in which two states of an object differ, in the order of the second. Pure; strings are safe to draw. */
export function fieldChanges(before: KubernetesObject, after: KubernetesObject): FieldChange[] {
  const found: FieldChange[] = [];
  compare(before, after, '', found);
  return before.kind === 'Secret' || after.kind === 'Secret' ? found.map(masked) : found;
}

function compare(before: unknown, after: unknown, path: string, found: FieldChange[]): void {
  if (ownedByServer.has(path) || isDeepStrictEqual(before, after)) return;
  if (isMap(before) && isMap(after)) {
    for (const name of new Set([...Object.keys(after), ...Object.keys(before)]))
      compare(before[name], after[name], `${path}.${sanitizeLine(name)}`, found);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && compareLists(before, after, path, found)) return;
  const texts = typeof before === 'string' && typeof after === 'string' && before.includes('\n');
  found.push({
    path,
    ...(before === undefined ? {} : { before: short(before) }),
    ...(after === undefined ? {} : { after: short(after) }),
    ...(texts ? { lines: changedLines(before, after) } : {}),
  });
}

/** By name where all elements have one of their own, by place where there are as many as before. */
function compareLists(before: unknown[], after: unknown[], path: string, found: FieldChange[]): boolean {
  const [one, other] = [byName(before), byName(after)];
  if (one && other) {
    for (const name of new Set([...other.keys(), ...one.keys()]))
      compare(one.get(name), other.get(name), `${path}[name="${sanitizeLine(name)}"]`, found);
    return true;
  }
  if (before.length !== after.length) return false;
  after.forEach((item, index) => {
    compare(before[index], item, `${path}[${index}]`, found);
  });
  return true;
}

function byName(list: unknown[]): Map<string, unknown> | undefined {
  const names = list.map((item) => (isMap(item) && typeof item.name === 'string' ? item.name : undefined));
  if (names.length === 0 || names.includes(undefined) || new Set(names).size < names.length) return undefined;
  return new Map(list.map((item, index) => [names[index] as string, item]));
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function short(value: unknown): string {
  const text = sanitizeLine(JSON.stringify(value) ?? '');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Without what both texts have at their beginning and at their end, and in between without lines that only moved. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const [kept, known] = [new Set(now), new Set(old)];
  const lines = [
    ...old.filter((line) => !kept.has(line)).map((line) => `- ${sanitizeLine(line)}`),
    ...now.filter((line) => !known.has(line)).map((line) => `+ ${sanitizeLine(line)}`),
  ];
  return lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines;
}

const secretFields = /^\.(data|stringData)(\.|$)|last-applied-configuration/;

function masked({ path, before, after, lines: _, ...rest }: FieldChange): FieldChange {
  const isSecret = secretFields.test(path);
  const mask = (value: string) => (isSecret ? '***' : value);
  return {
    ...rest,
    path,
    ...(before === undefined ? {} : { before: mask(before) }),
    ...(after === undefined ? {} : { after: mask(after) }),
  };
}
