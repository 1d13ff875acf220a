import { isNotFound } from '../../kubernetes/errors.ts';
import { type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { RestartOptions } from '../chapter.ts';
import type { Ground } from '../ground.ts';
import type { Outcome } from '../journal/record.ts';
import { endOf } from '../journal/write-end.ts';
import { Keeping } from '../keeping/keeping.ts';
import { StepFailed } from '../step.ts';
import { refuseIfReadOnly } from '../write/read-only.ts';
import { recordedWrite } from '../write/recorded-write.ts';
import { restartPatch } from '../write/restart.ts';

interface Options extends RestartOptions {
  /** A run of this very program is under way. */
  isRunning: boolean;
}

/**
 * Makes the pods of a workload anew, one after the other as its strategy says. As every write it is done with the lease and is in the
 * journal, and what there is to say of these is told. Throws StepFailed and the Api's errors.
 */
export async function restartWorkload(
  ground: Ground,
  ref: ObjectRef,
  { signal, tell, isRunning }: Options,
): Promise<void> {
  refuseIfReadOnly(ground);
  if (isRunning) throw new StepFailed({ key: 'restart.running' });
  await ground.connection.verify(signal);
  const keeping = ground.state ? await keepingOf(ground, { signal, tell }) : undefined;
  let result: Outcome = 'failed';
  try {
    await keeping?.begin(signal);
    await restart(ground, ref, { signal, keeping });
    result = 'done';
  } catch (error) {
    if (signal.aborted) result = 'cancelled';
    throw error;
  } finally {
    await keeping?.end(result);
  }
}

async function keepingOf(ground: Ground, { signal, tell }: RestartOptions): Promise<Keeping> {
  const { uid } = await ground.connection.pin(signal);
  const cluster = { server: ground.connection.server, uid };
  const release = ground.release?.version ?? '';
  return new Keeping(ground, { what: 'restart', steps: [], cluster, release, tell });
}

async function restart(
  { connection: { api } }: Ground,
  ref: ObjectRef,
  { signal, keeping }: { signal: AbortSignal; keeping: Keeping | undefined },
): Promise<void> {
  const there = await api.get(ref, signal);
  const values = { name: ref.name };
  if (!there || there.metadata.deletionTimestamp) throw new StepFailed({ key: 'restart.gone', values });
  if (there.spec?.paused) throw new StepFailed({ key: 'restart.paused', values });
  const { uid } = there.metadata;
  const until = keeping ? AbortSignal.any([signal, keeping.lost]) : signal;
  const restarting = recordedWrite(
    {
      signal: until,
      // Of the step that says which pods should have a sidecar.
      ...(keeping ? { writing: (intent) => keeping.writing('injection', intent, until) } : {}),
    },
    { verb: 'restart', object: refOf(there), existed: true, uid },
    (write) => api.merge(ref, restartPatch(new Date()), { uid, signal: write }),
    (after) => endOf('configured', after),
  );
  await restarting.catch((error) => {
    throw isNotFound(error) ? new StepFailed({ key: 'restart.gone', values }) : error;
  });
}
