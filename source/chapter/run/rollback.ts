import { type KubernetesObject, keyOf, kubectlName, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { PlanItem } from '../chapter.ts';
import type { Ground } from '../ground.ts';
import { Journal } from '../journal/journal.ts';
import {
  hasWritten,
  isBeside,
  isUnsure,
  type JournalRun,
  type JournalWrite,
  openExperiment,
} from '../journal/runs.ts';
import { contentHash, endOf } from '../journal/write-end.ts';
import { StepFailed, type StepRun } from '../step.ts';
import type { RunId } from '../step-id.ts';
import { refuseWithOtherIstio } from '../uninstall/other-istio.ts';
import { refuseWithSidecars, restartWithoutSidecar } from '../uninstall/sidecars.ts';
import { withReadiness } from '../wait/readiness.ts';
import { recordedWrite } from '../write/recorded-write.ts';
import { removeObjects } from '../write/remove-objects.ts';
import { saysOurs } from '../write/says-ours.ts';

/** The step that the last run did not finish, and what it wrote in it. */
export interface Halfway {
  run: JournalRun;
  step: RunId;
  writes: JournalWrite[];
}

/** What there is to take back; undefined where the last run finished what it began, or only took things away. */
export async function halfway(ground: Ground, signal: AbortSignal): Promise<Halfway | undefined> {
  const { directory } = ground.state ?? {};
  if (directory === undefined) return undefined;
  const runs = new Journal(directory, await ground.connection.pin(signal)).runs();
  // Of runs that were gone on with and broke off again in the same step, all wrote a part of it.
  const open = openExperiment(runs);
  const last = open ?? runs.findLast((run) => run.what !== 'rollback' && !isBeside(run));
  if (last?.broken?.way !== 'act') return undefined;
  const { step } = last.broken;
  const chain: JournalRun[] = [];
  const heard = open ? runs.slice(0, runs.indexOf(open) + 1) : runs;
  for (const run of heard.toReversed()) {
    if (run.what === 'rollback' && run.result === 'done') break;
    if (run.what === 'rollback' || isBeside(run)) continue;
    if (run.what !== last.what || run.result === 'done' || run.done.includes(step)) break;
    chain.unshift(run);
  }
  const writes = chain
    .flatMap((run) => run.writes)
    // A nudge is over when it is done: it leaves nothing to take back.
    .filter(
      (write) => write.step === step && write.verb !== 'nudge' && (hasWritten(write) || isUnsure(write)),
    );
  return { run: last, step, writes };
}

type Back =
  | { what: 'delete'; object: KubernetesObject }
  | { what: 'restore'; object: KubernetesObject; before: KubernetesObject }
  | { what: 'leave'; object: ObjectRef; why: Message };

/**
 * How each write would be taken back, by what is there now. What the run made goes, also where controllers and others have changed it
 * since: it was not there before. What it only changed becomes what it was, and stays where somebody else has changed it since.
 */
async function waysBack(ground: Ground, { writes }: Halfway, signal: AbortSignal): Promise<Back[]> {
  const { api } = ground.connection;
  const first = new Map<string, JournalWrite>();
  const latest = new Map<string, JournalWrite>();
  /** As each was when it was last known to be written. */
  const contents = new Map<string, string>();
  for (const write of writes) {
    const key = keyOf(write.object);
    if (!first.has(key)) first.set(key, write);
    latest.set(key, write);
    if (write.end?.content) contents.set(key, write.end.content);
  }
  const back = async ([key, write]: [string, JournalWrite]): Promise<Back[]> => {
    const { object, before } = write;
    const live = await api.get(object, signal);
    if (!live || live.metadata.deletionTimestamp) return [];
    const { end, uid = end?.uid } = latest.get(key) ?? write;
    const leave = (why: Message): Back[] => [{ what: 'leave', object, why }];
    if ([uid, write.uid].some((one) => one && one !== live.metadata.uid))
      return leave({ key: 'rollback.other' });
    if (isOurs(write, live)) return [{ what: 'delete', object: live }];
    if (!before) return leave({ key: 'rollback.unknown' });
    const now = contentHash(live);
    if (now === contentHash(before)) return [];
    const written = contents.get(key);
    if (written === now) return [{ what: 'restore', object: live, before }];
    return leave({ key: end ? 'rollback.changed' : 'rollback.unsure' });
  };
  return (await Promise.all([...first].map(back))).flat();
}

/**
 * Made by the run: only what is known not to have been there. Where nobody knows whether it was written, somebody else may have made
 * it since: the object itself has to say it.
 */
function isOurs({ verb, existed, end }: JournalWrite, live: KubernetesObject): boolean {
  if (verb !== 'apply' || existed !== false) return false;
  if (end) return end.result === 'created';
  return saysOurs(live);
}

export async function planRollback(ground: Ground, signal: AbortSignal): Promise<PlanItem[]> {
  const found = await halfway(ground, signal);
  if (!found) return [];
  return (await waysBack(ground, found, signal)).map((one): PlanItem => {
    if (one.what === 'leave') return { object: one.object, action: 'keep', why: one.why };
    return { object: refOf(one.object), action: one.what === 'delete' ? 'delete' : 'change' };
  });
}

/** Takes back what the last run wrote in the step that it did not finish. Throws StepFailed where there is nothing. */
export async function rollBack(ground: Ground, run: StepRun): Promise<Message> {
  const found = await halfway(ground, run.signal);
  if (!found) throw new StepFailed({ key: 'rollback.nothing' });
  const ways = await waysBack(ground, found, run.signal);
  const isMesh = found.step === 'control-plane' || found.step === 'crds';
  // What a mesh stands on goes by the same rules as in an uninstall.
  if (isMesh && ways.some(({ what }) => what !== 'leave')) {
    await refuseWithOtherIstio(ground, run.signal);
    await refuseWithSidecars(ground, run.sidecars, run);
  }
  const { api } = ground.connection;
  for (const one of ways)
    if (one.what === 'leave') {
      const values = { name: kubectlName(one.object), why: one.why };
      run.emit({ type: 'note', level: 'warn', message: { key: 'rollback.left', values } });
    }
  const made = ways.flatMap((one) => (one.what === 'delete' ? [one.object] : []));
  const deleted = await withReadiness(ground, run, (readiness) => removeObjects(api, made, readiness, run));
  let restored = 0;
  for (const one of ways) {
    if (one.what !== 'restore') continue;
    await restore(ground, one.object, one.before, run);
    restored += 1;
  }
  if (isMesh && deleted > 0 && run.sidecars === 'restart') await restartWithoutSidecar(ground, run);
  return { key: 'rollback.done', values: { deleted, restored } };
}

/** The object as it was, bound to the version that was looked at: a change that comes in between is a 409. */
async function restore(
  ground: Ground,
  live: KubernetesObject,
  before: KubernetesObject,
  run: StepRun,
): Promise<void> {
  const { api } = ground.connection;
  const object = refOf(live);
  const { status: _, ...rest } = before;
  const { resourceVersion } = live.metadata;
  const { managedFields: _fields, ...metadata } = before.metadata;
  const body = { ...rest, metadata: { ...metadata, resourceVersion } };
  await recordedWrite(
    run,
    { verb: 'restore', object },
    (signal) => api.replace(object, body, signal),
    (after) => endOf('configured', after),
  );
  run.emit({ type: 'object', object, result: 'configured' });
}
