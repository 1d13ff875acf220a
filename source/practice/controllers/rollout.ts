import type { Json, KubernetesObject } from '../object.ts';

/** What a set of equal pods is and should be. */
export interface SetState {
  name: string;
  wanted: number;
  /** Pods that exist, those that are ready long enough. */
  present: number;
  available: number;
}

export interface RolloutInput {
  replicas: number;
  strategy: Json;
  current: SetState;
  /** Newest first. */
  old: SetState[];
}

export interface Scaling {
  name: string;
  replicas: number;
}

function absolute(value: number | string | undefined, total: number, roundUp: boolean): number {
  if (typeof value === 'number') return value;
  const part = (Number.parseInt(value ?? '0', 10) * total) / 100;
  return roundUp ? Math.ceil(part) : Math.floor(part);
}

/** How many pods there may be too many and too few while a rollout goes on (deployment/util ResolveFenceposts). */
export function fenceposts(strategy: Json, replicas: number): { surge: number; unavailable: number } {
  if (strategy?.type === 'Recreate') return { surge: 0, unavailable: replicas };
  const surge = absolute(strategy?.rollingUpdate?.maxSurge, replicas, true);
  const unavailable = absolute(strategy?.rollingUpdate?.maxUnavailable, replicas, false);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, replicas) };
}

const sum = (sets: SetState[], field: 'wanted' | 'present' | 'available'): number =>
  sets.reduce((total, set) => total + set[field], 0);

/** The next step of a rollout: which sets get which size now (pkg/controller/deployment/rolling.go and recreate.go). */
export function nextScalings({ replicas, strategy, current, old }: RolloutInput): Scaling[] {
  if (strategy?.type === 'Recreate') {
    const toStop = old.filter(({ wanted }) => wanted > 0).map(({ name }) => ({ name, replicas: 0 }));
    if (toStop.length || sum(old, 'present') > 0) return toStop;
    return current.wanted === replicas ? [] : [{ name: current.name, replicas }];
  }
  const { surge, unavailable } = fenceposts(strategy, replicas);
  if (current.wanted > replicas) return [{ name: current.name, replicas }];
  const total = current.wanted + sum(old, 'wanted');
  const room = replicas + surge - total;
  if (current.wanted < replicas && room > 0)
    return [{ name: current.name, replicas: current.wanted + Math.min(room, replicas - current.wanted) }];
  if (sum(old, 'wanted') === 0) return [];
  return scaleDownOld({ replicas, unavailable, total, current, old });
}

/** First the old pods that do not work anyway, then as many that do as may be missed; the oldest sets first. */
function scaleDownOld(input: {
  replicas: number;
  unavailable: number;
  total: number;
  current: SetState;
  old: SetState[];
}): Scaling[] {
  const { replicas, unavailable, total, current, old } = input;
  const least = replicas - unavailable;
  let removable = total - least - (current.wanted - current.available);
  const sizes = new Map(old.map(({ name, wanted }) => [name, wanted]));
  const take = (name: string, most: number) => {
    const count = Math.max(0, Math.min(most, removable, sizes.get(name) ?? 0));
    removable -= count;
    sizes.set(name, (sizes.get(name) ?? 0) - count);
    return count;
  };
  const eldest = [...old].reverse();
  for (const set of eldest) take(set.name, set.wanted - set.available);
  let spare = current.available + sum(old, 'available') - least;
  for (const set of eldest) if (spare > 0) spare -= take(set.name, Math.min(spare, set.available));
  return old.flatMap(({ name, wanted }) => {
    const size = sizes.get(name) ?? wanted;
    return size === wanted ? [] : [{ name, replicas: size }];
  });
}

export const stateOf = ({ metadata, spec, status }: KubernetesObject): SetState => ({
  name: metadata.name,
  wanted: spec.replicas ?? 0,
  present: status?.replicas ?? 0,
  available: status?.availableReplicas ?? 0,
});
