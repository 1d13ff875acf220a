import { keyOf } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import { survey } from '../observe/survey.ts';
import type { Baseline } from './baseline.ts';

/** Kinds whose objects come and go by themselves: that one was there before the first write says nothing. */
const fleeting = new Set(['Pod']);

/** The names of all that an uninstall will be held to, as they are now. */
export async function takeBaseline(ground: Ground, uid: string, signal: AbortSignal): Promise<Baseline> {
  const { objects, unread } = await survey(ground, signal);
  const lasting = objects.filter(({ kind }) => !fleeting.has(kind));
  return {
    v: 1,
    at: new Date().toISOString(),
    uid,
    objects: Object.fromEntries(lasting.map((object) => [keyOf(object), object.metadata.uid ?? ''])),
    unread: unread.map(({ kind }) => kind),
  };
}
