import type { Release } from '../../istio/release/release.ts';
import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { needRelease } from '../choose/need-release.ts';
import type { Ground } from '../ground.ts';
import type { Step, StepRun } from '../step.ts';
import { type Removing, removable } from '../uninstall/removable.ts';
import { withReadiness } from '../wait/readiness.ts';
import { type Applied, applyObjects } from '../write/apply-objects.ts';
import { prepare, prepared } from '../write/prepare.ts';
import { removeObjects } from '../write/remove-objects.ts';
import { planApply, planRemove } from './plan.ts';

/** What the steps have in common that apply a part of the release's manifests and take it away again. */
export interface ManifestPart extends Pick<Step, 'plan' | 'planUndo'> {
  /** Applies it and waits until all of it is ready. */
  apply(ground: Ground, run: StepRun): Promise<{ objects: KubernetesObject[]; counts: Applied }>;
  /** Deletes it; returns how many objects there were. */
  remove(ground: Ground, run: StepRun): Promise<number>;
}

/** `applied` are the objects that the step brings, which may be more than those that undoing it takes away. */
export function manifestPart(
  part: Removing,
  applied: (release: Release) => KubernetesObject[],
): ManifestPart {
  const wanted = (ground: Ground, signal: AbortSignal, run?: StepRun) =>
    prepare(ground, applied(needRelease(ground)), signal, run);
  return {
    async plan(ground, signal) {
      const { objects, rewritten } = await prepared(ground, applied(needRelease(ground)), signal);
      const changes = new Map(rewritten.map((one) => [keyOf(one.ref), one]));
      const plan = await planApply(ground.connection.api, objects, signal);
      return plan.map((item) => {
        const change = changes.get(keyOf(item.object));
        return change ? { ...item, rewritten: change } : item;
      });
    },
    async planUndo(ground, signal) {
      return planRemove(ground.connection.api, await removable(ground, part, signal), signal);
    },
    async apply(ground, run) {
      const objects = await wanted(ground, run.signal, run);
      run.wants?.(objects);
      const { api } = ground.connection;
      const counts = await withReadiness(ground, run, (readiness) =>
        applyObjects(api, objects, readiness, run),
      );
      return { objects, counts };
    },
    async remove(ground, run) {
      const objects = await removable(ground, part, run.signal, run);
      const { api } = ground.connection;
      return withReadiness(ground, run, (readiness) => removeObjects(api, objects, readiness, run));
    },
  };
}
