import { timestamp } from '../clock.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { withCondition, withoutCondition } from './conditions.ts';
import { fenceposts } from './rollout.ts';

export interface StatusInput {
  deployment: KubernetesObject;
  sets: KubernetesObject[];
  /** The set of the template that is wanted now. */
  current: KubernetesObject | undefined;
  now: number;
}

/** Larger deadlines stand for none: the old API versions' default (deployment/util HasProgressDeadline). */
const noDeadline = 2_147_483_647;

const sum = (sets: KubernetesObject[], field: string): number =>
  sets.reduce((total, { status }) => total + (status?.[field] ?? 0), 0);

const counts = (status: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(status).filter(([, count]) => count !== 0));

/** What a Deployment says of itself (pkg/controller/deployment/sync.go and progress.go), and when its deadline must be looked at. */
export function deploymentStatus(input: StatusInput): { status: Json; lookAgainAfter?: number } {
  const { deployment, sets, current, now } = input;
  const { replicas = 1, strategy } = deployment.spec;
  const old = deployment.status ?? {};
  const available = sum(sets, 'availableReplicas');
  const total = sum(sets, 'replicas');
  const fresh = {
    replicas: total,
    updatedReplicas: current?.status?.replicas ?? 0,
    readyReplicas: sum(sets, 'readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted(sets) - available),
  };
  const time = timestamp(now);
  const least = replicas - fenceposts(strategy, replicas).unavailable;
  let conditions: Json[] = withCondition(
    old.conditions,
    available >= least
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    time,
    true,
  );
  const failure = sets
    .flatMap(({ status }) => status?.conditions ?? [])
    .find(({ type }: Json) => type === 'ReplicaFailure');
  conditions = failure
    ? withCondition(conditions, failure, time, true)
    : withoutCondition(conditions, 'ReplicaFailure');
  const progress = progressOf({ ...input, fresh, conditions });
  if (progress.condition) conditions = withCondition(conditions, progress.condition, time, true);
  const moved = progress.isProgress
    ? conditions.map((one) => (one.type === 'Progressing' ? { ...one, lastUpdateTime: time } : one))
    : conditions;
  return {
    status: {
      observedGeneration: deployment.metadata.generation,
      ...counts(fresh),
      conditions: moved,
    },
    lookAgainAfter: progress.lookAgainAfter,
  };
}

const wanted = (sets: KubernetesObject[]): number =>
  sets.reduce((total, { spec }) => total + (spec.replicas ?? 0), 0);

function progressOf({
  deployment,
  current,
  now,
  fresh,
  conditions,
}: StatusInput & { fresh: Record<string, number>; conditions: Json[] }): {
  condition?: { type: string; status: 'True' | 'False'; reason: string; message: string };
  isProgress?: boolean;
  lookAgainAfter?: number;
} {
  const { progressDeadlineSeconds = noDeadline, replicas = 1, paused } = deployment.spec;
  if (progressDeadlineSeconds >= noDeadline) return {};
  const before = deployment.status ?? {};
  const there = conditions.find(({ type }) => type === 'Progressing');
  const of = (status: 'True' | 'False', reason: string, message: string) => ({
    condition: { type: 'Progressing', status, reason, message },
  });
  if (paused)
    return there?.reason === 'DeploymentPaused' ? {} : of('True', 'DeploymentPaused', 'Deployment is paused');
  if (!current) return {};
  const set = current.metadata.name;
  const isComplete =
    fresh.updatedReplicas === replicas &&
    fresh.replicas === replicas &&
    fresh.availableReplicas === replicas &&
    deployment.metadata.generation === before.observedGeneration;
  if (isComplete)
    return of('True', 'NewReplicaSetAvailable', `ReplicaSet "${set}" has successfully progressed.`);
  if (!there)
    return { ...of('True', 'NewReplicaSetCreated', `Created new replica set "${set}"`), lookAgainAfter: 0 };
  const isProgress =
    (fresh.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    (fresh.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (fresh.availableReplicas ?? 0) > (before.availableReplicas ?? 0) ||
    deployment.metadata.generation !== before.observedGeneration;
  const lookAgainAfter = progressDeadlineSeconds * 1_000 + 1_000;
  if (isProgress)
    return {
      ...of('True', 'ReplicaSetUpdated', `ReplicaSet "${set}" is progressing.`),
      isProgress,
      lookAgainAfter,
    };
  if (there.reason === 'NewReplicaSetAvailable') return {};
  const left = Date.parse(there.lastUpdateTime) + progressDeadlineSeconds * 1_000 - now;
  if (left > 0) return { lookAgainAfter: left + 1_000 };
  return of('False', 'ProgressDeadlineExceeded', `ReplicaSet "${set}" has timed out progressing.`);
}
