import { type KubernetesObject, kubectlName, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { endOf } from '../journal/write-end.ts';
import { withReadiness } from '../readiness.ts';
import { recordedWrite } from '../recorded-write.ts';
import { StepFailed, type StepRun } from '../step.ts';
import { findEnding } from './ending.ts';
import type { Hanging, RepairWrite } from './hanging.ts';
import { findDeadWebhooks } from './webhooks.ts';

/** Everything that does not get on by itself, with its proof. Writes nothing. Throws the Api's errors: half a proof is none. */
export async function findHanging(ground: Ground, signal: AbortSignal): Promise<Hanging[]> {
  const [ending, webhooks] = await Promise.all([
    findEnding(ground.connection.api, signal),
    findDeadWebhooks(ground, signal),
  ]);
  return [...webhooks, ...ending];
}

/**
 * Repairs one thing that hangs: looks anew, tells the proof, and writes only what that leads to, each bound to the object that was
 * looked at. Throws StepFailed where it hangs no longer, or where nothing is safe to do.
 */
export async function repair(ground: Ground, id: string, run: StepRun): Promise<Message> {
  const found = (await findHanging(ground, run.signal)).find((one) => one.id === id);
  if (!found) throw new StepFailed({ key: 'repair.none', values: { name: id } });
  for (const message of [found.what, ...found.proof]) run.emit({ type: 'note', level: 'info', message });
  if (found.writes.length === 0)
    throw new StepFailed({ key: 'repair.unsafe', values: { name: id } }, found.remedy);
  for (const write of found.writes) await carryOut(ground, write, run);
  if (found.writes.some(({ what }) => what === 'unhold')) {
    await withReadiness(ground, run, (readiness) => readiness.gone(found.object));
    run.emit({ type: 'ready', object: found.object });
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
    await recordedWrite(run, intent, remove, (there) => ({ result: there ? 'deleted' : 'absent' }));
    run.emit({ type: 'object', object, result: 'deleted' });
    return;
  }
  const message = {
    key: 'repair.unholding',
    values: { name: kubectlName(object), finalizers: write.finalizers.join(', ') },
  } as const;
  run.emit({ type: 'note', level: 'warn', message });
  await recordedWrite(
    run,
    { verb: 'unhold', object, existed: true, uid },
    (signal) => api.merge(object, withoutFinalizers(live, write.finalizers), signal),
    (after) => endOf('configured', after),
  );
  run.emit({ type: 'object', object, result: 'configured' });
}

/** Bound to the version that was looked at: whoever has changed the object since is heard first. */
function withoutFinalizers({ metadata }: KubernetesObject, gone: readonly string[]): object {
  const { uid, resourceVersion, finalizers = [] } = metadata;
  return {
    metadata: { uid, resourceVersion, finalizers: finalizers.filter((one: string) => !gone.includes(one)) },
  };
}
