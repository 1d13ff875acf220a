import type { PrinterColumn } from '../kinds/resource.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { ageOf } from './age.ts';
import { ageColumn, type Column, nameColumn } from './column.ts';

/** Walks the simple paths that definitions use: `.spec.host`, `.status.conditions[?(@.type=="Ready")].status`, `.a['b.c']`, `[0]`, `[*]`. */
export function valuesAt(object: KubernetesObject, path: string): Json[] {
  let values: Json[] = [object];
  const steps = path.matchAll(
    /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\[\*\]|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]|\[['"]([^'"]+)['"]\]/g,
  );
  for (const [step, field, index, filter, wanted, quoted] of steps) {
    const name = field ?? quoted;
    values = values.flatMap((value) => {
      if (value === undefined || value === null) return [];
      if (name !== undefined) return Object.hasOwn(Object(value), name) ? [value[name]] : [];
      if (!Array.isArray(value)) return [];
      if (index !== undefined) return value.slice(Number(index), Number(index) + 1);
      if (filter === undefined || step === '[*]') return value;
      return value.filter((one: Json) => valuesAt(one, `.${filter}`)[0] === wanted);
    });
  }
  return values;
}

function cellOf(value: Json, type: string, now: number): Json {
  if (value === undefined || value === null) return null;
  if (type === 'date') return ageOf(value, now);
  if (type === 'integer') return Number.isFinite(Number(value)) ? Math.trunc(Number(value)) : null;
  if (type === 'number') return Number.isFinite(Number(value)) ? Number(value) : null;
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A custom resource's columns: its name, then what its definition lists, or its age (apiextensions-apiserver tableconvertor). */
export function customColumns(columns: PrinterColumn[]): Column[] {
  if (!columns.length) return [nameColumn, ageColumn];
  return [
    nameColumn,
    ...columns.map(
      ({ name, type, format, priority, description, jsonPath }): Column => ({
        name,
        type,
        format,
        priority,
        description: description || `Custom resource definition column (in JSONPath format): ${jsonPath}`,
        cell: (object, now) => cellOf(valuesAt(object, jsonPath)[0], type, now),
      }),
    ),
  ];
}
