import { within } from '../../kubernetes/or-aborted.ts';
import type { Ground } from '../ground.ts';

/** What a run must know before its first step has the time that a step has. Throws TimeoutError, and what the question throws. */
export const inTime = <T>(
  ground: Ground,
  signal: AbortSignal,
  ask: (ground: Ground, signal: AbortSignal) => Promise<T>,
): Promise<T> => within(ground.timeout, { what: 'GET /api/v1', signal }, (until) => ask(ground, until));
