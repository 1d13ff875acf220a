import { isRecord, type Json, type KubernetesObject } from '../object.ts';
import { ageOf } from './age.ts';

export interface Column {
  name: string;
  type?: string;
  format?: string;
  /** 1 and above: only with `-o wide`. */
  priority?: number;
  description?: string;
  cell: (object: KubernetesObject, now: number) => Json;
}

export type Cell = Column['cell'];

export const nameColumn: Column = { name: 'Name', format: 'name', cell: ({ metadata }) => metadata.name };
export const ageColumn: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now),
};
export const createdColumn: Column = {
  name: 'Created At',
  type: 'date',
  cell: ({ metadata }) => metadata.creationTimestamp,
};

export const text = (name: string, cell: Cell): Column => ({ name, cell });
export const count = (name: string, cell: Cell): Column => ({ name, type: 'integer', cell });
export const wide = (name: string, cell: Cell): Column => ({ name, priority: 1, cell });

export const list = (value: Json): Json[] =>
  Array.isArray(value) ? value.filter((one) => isRecord(one)) : [];
export const orNone = (value: Json): string =>
  value === undefined || value === null || value === '' ? '<none>' : String(value);
export const sizeOf = (value: Json): number => (isRecord(value) ? Object.keys(value).length : 0);

/** At most three, then how many more. */
export function shortened(parts: string[]): string {
  if (!parts.length) return '<none>';
  return parts.length > 3 ? `${parts.slice(0, 3).join(',')} + ${parts.length - 3} more...` : parts.join(',');
}

export const mapText = (map: Json): string =>
  isRecord(map) && Object.keys(map).length
    ? Object.entries(map)
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(',')
    : '<none>';
