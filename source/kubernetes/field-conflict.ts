import type { ApiError } from './errors.ts';
import type { KubernetesObject } from './object.ts';

/** One field that another manager owns and that we would set to something else. */
export interface FieldConflict {
  /** As the API server writes it: `.spec.replicas`, `.spec.ports[port=80].name`. */
  field: string;
  owner: string;
  /** Theirs and ours as short JSON; a Secret's are masked. */
  theirs: string;
  ours: string;
}

/** The value at a path as managed fields write it: names, `[key="value"]` elements, `[0]`. Undefined if there is none. */
export function valueAt(object: unknown, path: string): unknown {
  let value: unknown = object;
  for (const [, name, element] of path.matchAll(/\.([^.[\]]+)|\[([^\]]+)\]/g)) {
    if (value === null || typeof value !== 'object') return undefined;
    if (name !== undefined) {
      value = (value as Record<string, unknown>)[name];
      continue;
    }
    if (!Array.isArray(value)) return undefined;
    const keys = [...(element ?? '').matchAll(/([^=,]+)=("[^"]*"|[^,]+)/g)];
    value =
      keys.length === 0
        ? value[Number(element)]
        : value.find((item) =>
            keys.every(([, key, text]) => String(item?.[key ?? '']) === text?.replace(/^"|"$/g, '')),
          );
  }
  return value;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/**
 * The rows of a server-side apply conflict. The API server names the field and, in a sentence, its manager
 * (k8s.io/apimachinery structured-merge-diff: `conflict with "manager" using apps/v1`).
 */
export function fieldConflicts(
  error: ApiError,
  desired: KubernetesObject,
  live: KubernetesObject | undefined,
): FieldConflict[] {
  const masked = desired.kind === 'Secret';
  return (error.body.details?.causes ?? [])
    .filter((cause) => cause.reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => ({
      field,
      owner: /conflict with "([^"]*)"/.exec(message)?.[1] ?? message,
      theirs: masked ? '***' : short(valueAt(live, field)),
      ours: masked ? '***' : short(valueAt(desired, field)),
    }));
}
