import type { StepNews } from '../../../source/chapter/step.ts';
import { withReadiness } from '../../../source/chapter/wait/readiness.ts';
import { type Applied, applyObjects } from '../../../source/chapter/write/apply-objects.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { type FakeCluster, standOn } from '../fake-cluster.ts';

/** Begins to apply; the promise is looked at by the test, so that a failure before that is not unhandled. */
export function apply(cluster: FakeCluster, objects: KubernetesObject[]) {
  const stand = standOn(cluster);
  const done: Promise<Applied> = withReadiness(stand.ground, stand.run, (readiness) =>
    applyObjects(stand.api, objects, readiness, stand.run),
  );
  done.catch(() => {});
  return { ...stand, done };
}

export const results = (news: readonly StepNews[]) =>
  news.flatMap((one) => (one.type === 'object' ? [`${one.object.name} ${one.result}`] : []));
