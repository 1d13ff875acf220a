import type { Json, KubernetesObject } from '../object.ts';
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

export const nameColumn: Column = { name: 'Name', format: 'name', cell: ({ metadata }) => metadata.name };
export const ageColumn: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now),
};

const byKind: Record<string, Column[]> = {};

/** By kind; what has no columns of its own shows name and age (pkg/printers/internalversion/printers.go). */
export const builtInColumns = (kind: string): Column[] => byKind[kind] ?? [nameColumn, ageColumn];
