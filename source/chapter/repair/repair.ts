import { ApiError, isNamesake, isNotFound } from '../../kubernetes/errors.ts';
import { type KubernetesObject, kubectlName, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { endOf } from '../journal/write-end.ts';
import { StepFailed, type StepRun } from '../step.ts';
import { withReadiness } from '../wait/readiness.ts';
import { recordedWrite } from '../write/recorded-write.ts';
import { findEnding } from './ending.ts';
import { type Hanging, idOf, isAmong, type RepairWrite } from './hanging.ts';
import { findDeadWebhooks } from './webhooks.ts';

/** Everything that does not get on by itself, with its proof. Writes nothing. Throws the Api's errors: half a proof is none. */
export async function findHanging(ground: Ground, signal: AbortSignal): Promise<Hanging[]> {
  const [ending, webhooks] = await Promise.all([
    findEnding(ground.connection.api, signal),
    findDeadWebhooks(ground, signal),
  ]);
  return [...webhooks, ...ending];
}

/** What is to be repaired, and the writes that were shown and said yes to; without them, whatever is found is written. */
interface Wish {
  id: string;
  confirmed?: readonly RepairWrite[] | undefined;
}

/**
 * Repairs one thing that hangs: looks anew, tells the proof, and writes only what that leads to and was confirmed, each bound to the
 * object that was looked at. Throws StepFailed where it hangs no longer, where nothing is safe to do, or where more than was shown.
 */
export async function repair(ground: Ground, { id, confirmed }: Wish, run: StepRun): Promise<Message> {
  const found = (await findHanging(ground, run.signal)).find((one) => one.id === id);
  if (!found) throw new StepFailed({ key: 'repair.none', values: { name: id } });
  for (const message of [found.what, ...found.proof]) run.emit({ type: 'note', level: 'info', message });
  if (found.writes.length === 0)
    throw new StepFailed({ key: 'repair.unsafe', values: { name: id } }, found.remedy);
  if (confirmed && !found.writes.every((write) => isAmong(write, confirmed)))
    throw new StepFailed({ key: 'repair.changed', values: { name: id } });
  for (const write of found.writes) await carryOut(ground, write, run);
  if (found.left > 0)
    throw new StepFailed(
      { key: 'repair.partly', values: { name: id, count: found.left } },
      { key: 'repair.wait-keeper' },
    );
  if (found.writes.some(({ what }) => what === 'unhold')) {
    await withReadiness(ground, run, (readiness) => readiness.gone(found.object));
    run.emit({ type: 'ready', object: found.object, gone: true });
  }
  return { key: 'repair.done', values: { name: id } };
}

async function carryOut(ground: Ground, write: RepairWrite, run: StepRun): Promise<void> {
  const { api } = ground.connection;
  const { live } = write;
  const object = refOf(live);
  const { uid } = live.metadata;
  if (write.what === 'delete') {
    const intent = { verb: 'delete', object, existed: true, uid, before: live } as const;
    const remove = (signal: AbortSignal) => api.delete(object, { uid, signal });
    await unlessChanged(
      write,
      recordedWrite(run, intent, remove, (there) => ({ result: there ? 'deleted' : 'absent' })),
    );
    run.emit({ type: 'object', object, result: 'deleted' });
    return;
  }
  const message = {
    key: 'repair.unholding',
    values: { name: kubectlName(object), finalizers: write.finalizers.join(', ') },
  } as const;
  run.emit({ type: 'note', level: 'warn', message });
  const patch = withoutFinalizers(live, write.finalizers);
  const after = await unlessChanged(
    write,
    recordedWrite(
      run,
      { verb: 'unhold', object, existed: true, uid },
      (signal) => unlessGone(api.merge(object, patch, { uid, signal })),
      (there) => (there ? endOf('configured', there) : { result: 'absent' }),
    ),
  );
  if (after) run.emit({ type: 'object', object, result: 'configured' });
}

/** It may go by itself between the look and the write: that is what was wanted. */
async function unlessGone<T>(writing: Promise<T>): Promise<T | undefined> {
  try {
    return await writing;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Throws StepFailed where the server refuses since it is not what was looked at any more: changed, or another of its name. */
async function unlessChanged<T>({ what, live }: RepairWrite, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    // A deletion is bound to no version: of another 409 the server says itself what it means.
    const isOtherVersion = what === 'unhold' && error instanceof ApiError && error.code === 409;
    throw isNamesake(error) || isOtherVersion
      ? new StepFailed({ key: 'repair.changed', values: { name: idOf(live) } })
      : error;
  }
}

/** Bound to the version that was looked at: whoever has changed the object since is heard first. */
function withoutFinalizers({ metadata }: KubernetesObject, gone: readonly string[]) {
  const { resourceVersion, finalizers = [] } = metadata;
  return {
    metadata: { resourceVersion, finalizers: finalizers.filter((one: string) => !gone.includes(one)) },
  };
}
