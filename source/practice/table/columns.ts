import type { Profile } from '../kinds/built-in.ts';
import { autoscalerColumns } from './autoscaler-columns.ts';
import { ageColumn, type Column, nameColumn } from './column.ts';
import { coreColumns } from './core-columns.ts';
import { networkColumns } from './network-columns.ts';
import { nodeColumns } from './node-columns.ts';
import { storageColumns } from './storage-columns.ts';
import { workloadColumns } from './workload-columns.ts';

/** pkg/printers/internalversion/printers.go, kind by kind. */
function columnsOf(profile: Profile): Record<string, Column[]> {
  const current = profile === 'current';
  return {
    ...coreColumns(),
    ...nodeColumns(),
    ...workloadColumns(current),
    ...autoscalerColumns(current),
    ...networkColumns(current),
    ...storageColumns(current),
  };
}

const tables: Partial<Record<Profile, Record<string, Column[]>>> = {};

/** By kind; what has no columns of its own shows name and age. */
export function builtInColumns(kind: string, profile: Profile): Column[] {
  tables[profile] ??= columnsOf(profile);
  return tables[profile][kind] ?? [nameColumn, ageColumn];
}
