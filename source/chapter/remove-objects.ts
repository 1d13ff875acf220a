import { removalOrder } from '../istio/order.ts';
import { type Api, NotServedError } from '../kubernetes/api.ts';
import { limit } from '../kubernetes/limit.ts';
import { type KubernetesObject, type ObjectRef, refOf } from '../kubernetes/object.ts';
import { explainError } from './explain.ts';
import type { Readiness } from './readiness.ts';
import { StepFailed, type StepRun } from './step.ts';

const parallel = 8;

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
    const refs = await removeGroup(api, group.map(refOf), run);
    deleted += refs.length;
    await Promise.all(refs.filter((ref) => holdObjects.has(ref.kind)).map((ref) => readiness.gone(ref)));
  }
  return deleted;
}

/** Deletes these objects side by side; returns those that were there. */
export async function removeGroup(api: Api, refs: readonly ObjectRef[], run: StepRun): Promise<ObjectRef[]> {
  const turn = limit(parallel);
  const failures: unknown[] = [];
  const gone: ObjectRef[] = [];
  const remove = async (ref: ObjectRef) => {
    run.signal.throwIfAborted();
    try {
      const propagation = holdPods.has(ref.kind) ? 'Foreground' : 'Background';
      if (!(await api.delete(ref, { propagation, signal: run.signal }))) return;
      run.emit({ type: 'object', object: ref, result: 'deleted' });
      gone.push(ref);
    } catch (error) {
      // A kind that is not served has no objects.
      if (error instanceof NotServedError) return;
      run.signal.throwIfAborted();
      failures.push(error);
      run.emit({ type: 'object', object: ref, result: 'failed', message: explainError(error).message });
    }
  };
  await Promise.all(refs.map((ref) => turn(() => remove(ref))));
  if (failures.length > 0) throw new StepFailed({ key: 'remove.failed', values: { count: failures.length } });
  return gone;
}
