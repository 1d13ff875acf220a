import type { FieldPath } from '../kinds/fields/unknown-fields.ts';
import { isRecord, type Json, type KubernetesObject } from '../object.ts';
import { fieldOf, type Schema } from '../patch/schema.ts';
import { StatusError } from '../status-error.ts';

/** As an apply names a place: items of lists with keys by these, `.spec.containers[name="x"].image`. */
function typedPath(path: FieldPath, object: Json, root: Schema): string {
  let [value, schema, text]: [Json, Schema | undefined, string] = [object, root, ''];
  for (const part of path) {
    if (typeof part === 'number') {
      const item = value?.[part];
      const keys = schema?.list === 'map' && isRecord(item) ? (schema.keys ?? []) : [];
      const named = keys.map((key) => `${key}=${JSON.stringify(item[key] ?? schema?.keyDefaults?.[key])}`);
      text += named.length ? `[${named.join(',')}]` : `[${part}]`;
      schema = schema?.item;
    } else {
      text += `.${part}`;
      schema = fieldOf(schema, part);
    }
    value = value?.[part];
  }
  return text;
}

/** How an apply is refused that sets fields which its kind does not have: 500, as the real server has it. */
export function notDeclared(
  { apiVersion, kind, metadata, ...rest }: KubernetesObject,
  unknown: readonly FieldPath[],
  schema: Schema,
): StatusError {
  const object = { metadata, ...rest };
  const lines = unknown.map((path) => `${typedPath(path, object, schema)}: field not declared in schema`);
  const what = lines.length === 1 ? lines[0] : `errors:\n  ${lines.join('\n  ')}`;
  const version = apiVersion.includes('/') ? apiVersion : `/${apiVersion}`;
  const name = `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
  return new StatusError(
    500,
    '',
    `failed to create typed patch object (${name}; ${version}, Kind=${kind}): ${what}`,
  );
}
