import type { Api } from '../../kubernetes/api.ts';
import { ApiError } from '../../kubernetes/errors.ts';
import { fieldConflicts, isWithOthers } from '../../kubernetes/fields/field-conflict.ts';
import { type FieldChange, fieldChanges } from '../../kubernetes/fields/field-diff.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { PlanItem } from '../chapter.ts';
import { differs } from '../write/write-object.ts';

type Change = Pick<PlanItem, 'action' | 'fields' | 'conflicts' | 'why' | 'refused'>;

/**
 * What applying would do to an object that is there, field by field, by a dry run: nothing is written. What the server would refuse, and
 * fields that somebody else owns, are part of the answer.
 */
export async function planChange(
  api: Api,
  wanted: KubernetesObject,
  now: KubernetesObject,
  signal: AbortSignal,
): Promise<Change> {
  try {
    if (!(await differs(api, wanted, now, signal))) return { action: 'keep' };
    const after = await api.apply(wanted, { dryRun: true, signal });
    return { action: 'change', fields: fieldChanges(now, after) };
  } catch (error) {
    signal.throwIfAborted();
    const fields = said(wanted, now);
    // Another failure the run will meet, and explain.
    if (!(error instanceof ApiError)) return { action: 'change', fields };
    const conflicts = error.code === 409 ? fieldConflicts(error, wanted, now) : [];
    const others = conflicts.filter(isWithOthers);
    if (others.length > 0) return { action: 'change', fields, conflicts: others };
    if (conflicts.length > 0) return { action: 'change', fields };
    if (error.code !== 422) return { action: 'change', fields };
    const words = sanitizeLine(error.message).slice(0, 300);
    const immutable = /field is immutable/.test(error.message);
    return {
      action: 'change',
      fields,
      refused: true,
      why: immutable ? { key: 'plan.immutable' } : { key: 'plan.refused', values: { words } },
    };
  }
}

/** The fields that we name and that are otherwise in the cluster: what is there beside them says nothing. */
function said(wanted: KubernetesObject, now: KubernetesObject): FieldChange[] {
  return fieldChanges(now, { ...now, ...wanted, metadata: { ...now.metadata, ...wanted.metadata } }).filter(
    ({ after }) => after !== undefined,
  );
}
