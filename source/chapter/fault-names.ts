/** What a practice cluster can let go wrong. */
export const faultNames = [
  'image-pull',
  'low-memory',
  'dead-webhook',
  'stale-proxy',
  'slow-crds',
  'forbidden',
  'api-down',
  'conflict',
] as const;

export type FaultName = (typeof faultNames)[number];
