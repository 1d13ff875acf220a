import type { Json } from '../object.ts';

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
}

/** Sets a condition of a workload; its transition time moves only when its status does. */
export function withCondition(
  conditions: Json[] | undefined,
  { type, status, reason, message }: Condition,
  now: string,
  hasUpdateTime = false,
): Json[] {
  const old = (conditions ?? []).find((one) => one.type === type);
  const others = (conditions ?? []).filter((one) => one.type !== type);
  if (old && old.status === status && old.reason === reason && (!hasUpdateTime || old.message === message))
    return conditions ?? [];
  return [
    ...others,
    {
      type,
      status,
      ...(hasUpdateTime ? { lastUpdateTime: now } : {}),
      lastTransitionTime: old?.status === status ? old.lastTransitionTime : now,
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
    },
  ];
}

export const withoutCondition = (conditions: Json[] | undefined, type: string): Json[] =>
  (conditions ?? []).filter((one) => one.type !== type);
