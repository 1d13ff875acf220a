import { setTimeout as delay } from 'node:timers/promises';

/** Tries until it works. The pause is for what cannot be waited for: a name that is not served yet, a peer that is down. */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  failed?: (error: Error) => void,
): Promise<T> {
  for (let pause = 250; ; pause = Math.min(pause * 2, 2000)) {
    try {
      return await attempt();
    } catch (error) {
      failed?.(error as Error);
      await delay(pause);
    }
  }
}
