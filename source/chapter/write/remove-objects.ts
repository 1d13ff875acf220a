import { removalOrder } from '../../istio/release/order.ts';
import { type Api, NotServedError } from '../../kubernetes/api.ts';
import { isAbortBy, isNamesake, isNoAnswer } from '../../kubernetes/errors.ts';
import { limit } from '../../kubernetes/limit.ts';
import { type KubernetesObject, kubectlName, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import { explainError } from '../explain.ts';
import { StepFailed, type StepRun } from '../step.ts';
import type { Readiness } from '../wait/readiness.ts';
import { recordedWrite } from './recorded-write.ts';

const parallel = 16;

/** Deleted in the foreground: they stay, marked, until their pods are gone, so that whoever looks sees what is still ending. */
const holdPods = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);
/** Waited for. Workloads are not: nothing of what is deleted next needs their pods gone. */
const holdObjects = new Set(['Namespace', 'CustomResourceDefinition']);

/** What is to go: with `uid` only that very object, and not a namesake that somebody has made since it was looked at. */
export interface Removal extends ObjectRef {
  uid?: string;
}

const removalOf = (object: KubernetesObject): Removal => ({ ...refOf(object), uid: object.metadata.uid });

/**
 * Deletes what is there of these objects, group by group in the order that leaves nothing hanging, and waits for
 * namespaces and CRDs to be gone. What was not there is passed over in silence; what was made anew since it was looked at stays, and is
 * named. Returns how many were deleted.
 */
export async function removeObjects(
  api: Api,
  objects: readonly KubernetesObject[],
  readiness: Readiness,
  run: StepRun,
): Promise<number> {
  let deleted = 0;
  for (const group of removalOrder(objects)) {
    const refs = await removeGroup(api, group.map(removalOf), run);
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
  removals: readonly Removal[],
  readiness: Readiness,
  run: StepRun,
): Promise<void> {
  const wait = async ({ uid, ...ref }: Removal) => {
    await readiness.gone(ref, uid);
    run.emit({ type: 'ready', object: ref, gone: true });
  };
  await Promise.all(removals.map(wait));
}

/** Deletes these objects side by side; returns those that were there. */
export async function removeGroup(api: Api, removals: readonly Removal[], run: StepRun): Promise<Removal[]> {
  const turn = limit(parallel);
  const failures: unknown[] = [];
  const gone: Removal[] = [];
  const remove = async (removal: Removal) => {
    const { uid, apiVersion, kind, namespace, name } = removal;
    const ref = { apiVersion, kind, ...(namespace ? { namespace } : {}), name };
    try {
      const propagation = holdPods.has(ref.kind) ? 'Foreground' : 'Background';
      const wasThere = await recordedWrite(
        run,
        { verb: 'delete', object: ref },
        (signal) => api.delete(ref, { propagation, uid, signal }),
        (there) => ({ result: there ? 'deleted' : 'absent' }),
      );
      if (!wasThere) return;
      run.emit({ type: 'object', object: ref, result: 'deleted' });
      gone.push(removal);
    } catch (error) {
      // A kind that is not served has no objects.
      if (error instanceof NotServedError) return;
      // Those that are under way are still finished and told.
      if (isAbortBy(run.signal, error)) return;
      if (isNamesake(error)) {
        const values = { name: kubectlName(ref) };
        run.emit({ type: 'note', level: 'warn', message: { key: 'remove.made-anew', values } });
        return;
      }
      failures.push(error);
      run.emit({ type: 'object', object: ref, result: 'failed', message: explainError(error).message });
    }
  };
  await Promise.all(removals.map((one) => turn(() => remove(one))));
  run.signal.throwIfAborted();
  const cause = failures.find(isNoAnswer);
  if (cause) throw cause;
  if (failures.length > 0) throw new StepFailed({ key: 'remove.failed', values: { count: failures.length } });
  return gone;
}
