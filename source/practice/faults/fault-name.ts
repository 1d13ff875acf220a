/** What can be made to go wrong, by the names that flags, keys and the control endpoint use. */
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

export const isFaultName = (text: string): text is FaultName =>
  (faultNames as readonly string[]).includes(text);
