import { removalOrder } from '../istio/order.ts';
import { type Api, NotServedError } from '../kubernetes/api.ts';
import { ApiError, isAbortBy, isNoAnswer } from '../kubernetes/errors.ts';
import { limit } from '../kubernetes/limit.ts';
import { type KubernetesObject, kubectlName, type ObjectRef, refOf } from '../kubernetes/object.ts';
import { explainError } from './explain.ts';
import type { Readiness } from './readiness.ts';
import { recordedWrite } from './recorded-write.ts';
import { StepFailed, type StepRun } from './step.ts';

const parallel = 16;

/** Deleted in the foreground: they stay, marked, until their pods are gone, so that whoever looks sees what is still ending. */
const holdPods = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);
/** Waited for. Workloads are not: nothing of what is deleted next needs their pods gone. */
const holdObjects = new Set(['Namespace', 'CustomResourceDefinition']);

/**
 * Deletes what is there of these objects, group by group in the order that leaves nothing hanging, and waits for
 * namespaces and CRDs to be gone. What was not there is passed over in silence. Returns how many were deleted.
 */
export async function removeObjects(
  api: Api,
  objects: readonly KubernetesObject[],
  readiness: Readiness,
  run: StepRun,
): Promise<number> {
  let deleted = 0;
  for (const group of removalOrder(objects)) {
    const refs = await removeGroup(api, group.map(doomed), run);
    deleted += refs.length;
    await untilGone(
      refs.filter((ref) => holdObjects.has(ref.kind)),
      readiness,
      run,
    );
  }
  return deleted;
}

/** Waits until all of these are gone, and tells the end of each. */
export async function untilGone(
  refs: readonly ObjectRef[],
  readiness: Readiness,
  run: StepRun,
): Promise<void> {
  const wait = async (ref: ObjectRef) => {
    await readiness.gone(ref);
    run.emit({ type: 'ready', object: ref });
  };
  await Promise.all(refs.map(wait));
}

/** An object to delete. With a UID it goes only as the one that was looked at: by that name may stand somebody else's by now. */
type Doomed = ObjectRef & { uid?: string };

const doomed = (object: KubernetesObject): Doomed => {
  const { uid } = object.metadata;
  return { ...refOf(object), ...(uid ? { uid } : {}) };
};

/** Deletes these objects side by side; returns those that were there. */
export async function removeGroup(api: Api, refs: readonly Doomed[], run: StepRun): Promise<ObjectRef[]> {
  const turn = limit(parallel);
  const failures: unknown[] = [];
  const gone: ObjectRef[] = [];
  const remove = async ({ uid, ...ref }: Doomed) => {
    try {
      const propagation = holdPods.has(ref.kind) ? 'Foreground' : 'Background';
      const wasThere = await recordedWrite(
        run,
        { verb: 'delete', object: ref },
        (signal) => api.delete(ref, { propagation, ...(uid ? { uid } : {}), signal }),
        (there) => ({ result: there ? 'deleted' : 'absent' }),
      );
      if (!wasThere) return;
      run.emit({ type: 'object', object: ref, result: 'deleted' });
      gone.push(ref);
    } catch (error) {
      // A kind that is not served has no objects.
      if (error instanceof NotServedError) return;
      if (uid && error instanceof ApiError && error.code === 409) {
        const values = { name: kubectlName(ref) };
        run.emit({ type: 'note', level: 'warn', message: { key: 'remove.not-ours', values } });
        return;
      }
      // Those that are under way are still finished and told.
      if (isAbortBy(run.signal, error)) return;
      failures.push(error);
      run.emit({ type: 'object', object: ref, result: 'failed', message: explainError(error).message });
    }
  };
  await Promise.all(refs.map((ref) => turn(() => remove(ref))));
  run.signal.throwIfAborted();
  const cause = failures.find(isNoAnswer);
  if (cause) throw cause;
  if (failures.length > 0) throw new StepFailed({ key: 'remove.failed', values: { count: failures.length } });
  return gone;
}
