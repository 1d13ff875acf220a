import type { Profile } from '../kinds/built-in.ts';
import type { Resource } from '../kinds/resource.ts';
import { type Json, type KubernetesObject, versionOf } from '../object.ts';
import type { Column } from './column.ts';
import { builtInColumns } from './columns.ts';
import { customColumns } from './custom-columns.ts';

export interface Table {
  columnDefinitions: Json[];
  rows: { cells: Json[] }[];
}

/** The columns that kubectl prints of a kind. */
export function renderTable(
  items: KubernetesObject[],
  resource: Resource,
  apiVersion: string,
  profile: Profile,
  now: number,
): Table {
  const columns: Column[] = resource.custom
    ? customColumns(resource.custom.versions[versionOf(apiVersion)]?.columns ?? [])
    : builtInColumns(resource.kind, profile);
  return {
    columnDefinitions: columns.map(
      ({ name, type = 'string', format = '', priority = 0, description = '' }) => ({
        name,
        type,
        format,
        description,
        priority,
      }),
    ),
    rows: items.map((item) => ({ cells: columns.map(({ cell }) => cell(item, now)) })),
  };
}
