import { withoutRuntimeFields } from '../../istio/clean-up/runtime-fields.ts';
import type { Api } from '../../kubernetes/api.ts';
import { ApiError } from '../../kubernetes/errors.ts';
import { covers, ownsMore, sameContent, saysLessInLists } from '../../kubernetes/fields/compare.ts';
import {
  type ConflictChoices,
  choiceFor,
  type FieldConflict,
  fieldConflicts,
  isWithOthers,
} from '../../kubernetes/fields/field-conflict.ts';
import { fieldManager } from '../../kubernetes/fields/field-manager.ts';
import { valueAt, withoutField } from '../../kubernetes/fields/field-path.ts';
import { saidMore } from '../../kubernetes/fields/merge-apply.ts';
import { type KubernetesObject, kubectlName, refOf } from '../../kubernetes/object.ts';
import { endOf } from '../journal/write-end.ts';
import type { StepRun } from '../step.ts';
import { recordedWrite } from './recorded-write.ts';

export type Written =
  /** `object` is as the server has it now; `conflicts` are those that were decided on beforehand. */
  | {
      result: 'created' | 'configured' | 'unchanged';
      object: KubernetesObject;
      conflicts?: FieldConflict[];
      /** The object had changed since it was looked at, so what to do was found out anew. */
      replanned?: boolean;
    }
  | { result: 'conflict'; conflicts: FieldConflict[] };

type Run = Pick<StepRun, 'signal' | 'writing' | 'choices'>;

/** An object that changes faster than it can be looked at is fought over by two others. */
const mostTries = 5;

/**
 * Brings one object to what `desired` says, writing only where something differs. `seen` is what the cluster held when it was looked
 * at; the write is bound to that, and where the object has changed since, it is looked at again. Errors other than a field conflict
 * are thrown as the Api's.
 */
export async function writeObject(
  api: Api,
  desired: KubernetesObject,
  seen: KubernetesObject | undefined,
  run: Run,
): Promise<Written> {
  let live = seen;
  for (let tries = 1; ; tries += 1) {
    try {
      const written = await writeOnce(api, desired, live, run);
      return tries > 1 && written.result !== 'conflict' ? { ...written, replanned: true } : written;
    } catch (error) {
      if (!hasChanged(error) || tries >= mostTries) throw error;
      live = await api.get(refOf(desired), run.signal);
    }
  }
}

async function writeOnce(
  api: Api,
  wanted: KubernetesObject,
  live: KubernetesObject | undefined,
  run: Run,
): Promise<Written> {
  const desired = live ? withoutRuntimeFields(wanted, live) : wanted;
  try {
    if (live && !(await differs(api, desired, live, run.signal)))
      return { result: 'unchanged', object: live };
    return await applyOnce(api, desired, live, run, false);
  } catch (error) {
    const conflicts = await conflictsOf(api, error, desired, live, run.signal);
    const decided = conflicts.map((one) => decide(desired, one, run.choices));
    if (!decided.every(({ choice }) => choice))
      return { result: 'conflict', conflicts: conflicts.filter(isWithOthers) };
    return applyDecided(api, desired, live, run, decided);
  }
}

/** What hoist has set in another way than by an apply, as a scale, is its own all the same, and is not asked about. */
function decide(
  desired: KubernetesObject,
  conflict: FieldConflict,
  choices: ConflictChoices | undefined,
): FieldConflict {
  if (!isWithOthers(conflict)) return { ...conflict, choice: 'take' };
  const choice = choices && choiceFor(kubectlName(refOf(desired)), conflict.field, choices);
  // What cannot be taken out of the object cannot be left to its owner: force for another field would take it.
  const isLost = choice === 'leave' && valueAt(desired, conflict.field) === undefined;
  return { ...conflict, choice: isLost ? undefined : choice };
}

/** Applies the object without the fields that are left to their owners. Force then takes over only the fields that were chosen for it. */
async function applyDecided(
  api: Api,
  desired: KubernetesObject,
  live: KubernetesObject | undefined,
  run: Run,
  conflicts: FieldConflict[],
): Promise<Written> {
  const left = conflicts.filter(({ choice }) => choice === 'leave').map(({ field }) => field);
  const ours = left.reduce(withoutField, desired);
  const takes = left.length < conflicts.length;
  if (!takes && live && !(await differs(api, ours, live, run.signal)))
    return { result: 'unchanged', object: live, conflicts };
  const written = await applyOnce(api, ours, live, run, takes);
  const told = conflicts.filter(isWithOthers);
  return told.length > 0 ? { ...written, conflicts: told } : written;
}

async function applyOnce(
  api: Api,
  desired: KubernetesObject,
  live: KubernetesObject | undefined,
  run: Run,
  force: boolean,
): Promise<Exclude<Written, { result: 'conflict' }>> {
  const { resourceVersion } = live?.metadata ?? {};
  const bound = resourceVersion
    ? { ...desired, metadata: { ...desired.metadata, resourceVersion } }
    : desired;
  const resultOf = (object: KubernetesObject) =>
    !live
      ? isOfOthers(object)
        ? ('configured' as const)
        : ('created' as const)
      : object.metadata.resourceVersion === resourceVersion
        ? ('unchanged' as const)
        : ('configured' as const);
  const object = await recordedWrite(
    run,
    { verb: 'apply', object: refOf(desired), existed: Boolean(live), ...asItWas(live) },
    (signal) => api.apply(bound, { force, signal }),
    (after) => endOf(resultOf(after), after),
  );
  return { result: resultOf(object), object };
}

/** Whether somebody else made the object between the look and the write: an object of hoist's alone has no other field manager yet. */
const isOfOthers = ({ metadata: { managedFields = [] } }: KubernetesObject) =>
  managedFields.some(({ manager }) => manager !== fieldManager);

const asItWas = (live: KubernetesObject | undefined) =>
  live ? { uid: live.metadata.uid, before: live } : {};

/** A 409 that names no field: what is there is not what was looked at any more. */
function hasChanged(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.code !== 409) return false;
  return !error.body.details?.causes?.some(({ reason }) => reason === 'FieldManagerConflict');
}

/** The rows of a field conflict; any other error is thrown on. */
async function conflictsOf(
  api: Api,
  error: unknown,
  desired: KubernetesObject,
  live: KubernetesObject | undefined,
  signal: AbortSignal,
): Promise<FieldConflict[]> {
  if (!(error instanceof ApiError) || error.code !== 409) throw error;
  const conflicts = fieldConflicts(error, desired, live ?? (await api.get(refOf(desired), signal)));
  if (conflicts.length === 0) throw error;
  return conflicts;
}

/** Compares here where that is certain, and asks the server (dry run) where it is not. */
export async function differs(
  api: Api,
  wanted: KubernetesObject,
  live: KubernetesObject,
  signal: AbortSignal,
): Promise<boolean> {
  const desired = withoutRuntimeFields(wanted, live);
  const said = withoutTransport(desired);
  const isCertain = covers(said, live) && !saysLessInLists(said, live);
  if (isCertain && !ownsMore(desired, live) && !saidMore(desired, live)) return false;
  try {
    const after = await api.apply(desired, { dryRun: true, signal });
    return !sameContent(live, after);
  } catch (error) {
    // A webhook that has side effects refuses dry runs (400); then only the write itself can tell.
    if (error instanceof ApiError && error.code === 400) return true;
    throw error;
  }
}

/** The version of the group that an object was asked for in may differ from the one that it is compared in. */
function withoutTransport({ apiVersion: _version, kind: _kind, ...rest }: KubernetesObject): object {
  return rest;
}
