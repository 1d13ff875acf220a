import type { ApiError } from '../errors.ts';
import type { KubernetesObject } from '../object.ts';
import { fieldManager } from './field-manager.ts';
import { valueAt } from './field-path.ts';

/** One field that another manager owns and that we would set to something else. */
export interface FieldConflict {
  /** As the API server writes it: `.spec.replicas`, `.spec.ports[port=80].name`. */
  field: string;
  owner: string;
  /** Theirs and ours as short JSON; a Secret's are masked. */
  theirs: string;
  ours: string;
  /** What was decided about it, if anything. */
  choice?: 'take' | 'leave' | undefined;
}

/** Whether the field is somebody else's: what hoist wrote otherwise than by an apply conflicts with it too. */
export const isWithOthers = ({ owner }: FieldConflict): boolean => owner !== fieldManager;

/** The rows that were decided on, as `OBJECT:FIELD`, with `*` for any run of characters; `all` stands for every row. */
export interface ConflictChoices {
  /** Take the field over with our value. */
  take: readonly string[];
  /** Leave it to its owner as it is. */
  leave: readonly string[];
}

/** What was decided about one row, if anything. `object` as kubectl writes it: `deployment.apps/istio-pilot`. */
export function choiceFor(
  object: string,
  field: string,
  { take, leave }: ConflictChoices,
): 'take' | 'leave' | undefined {
  const row = `${object}:${field}`;
  const names = (patterns: readonly string[]) =>
    patterns.some((pattern) => pattern === 'all' || matches(pattern, row));
  // Where both fit, the gentler one holds, unless the other names the row itself.
  if (take.includes(row)) return 'take';
  if (names(leave)) return 'leave';
  return names(take) ? 'take' : undefined;
}

function matches(pattern: string, row: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(row);
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
