import { polled } from '../polled.ts';

/** Resolves as soon as the condition holds; fails with its words when it has not for twenty seconds. */
export async function eventually(condition: () => boolean, words = String(condition)): Promise<void> {
  await polled(condition, Boolean, words, { within: 20_000, every: 1 });
}

/**
 * Lets everything that is under way on loopback come to rest. Used before asserting that something did not happen: the turns
 * are many times what the thing would need.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
