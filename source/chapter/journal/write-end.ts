import { createHash } from 'node:crypto';
import { contentOf } from '../../kubernetes/fields/compare.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { WriteEnd } from './record.ts';

/** By what the server answered with: enough to see later whether anybody has changed the object since. */
export function endOf(result: WriteEnd['result'], object: KubernetesObject): WriteEnd {
  const { uid, resourceVersion } = object.metadata;
  // A Secret is never put back, and not even a hash of its values is written down.
  const hash = object.kind === 'Secret' ? {} : { content: contentHash(object) };
  return { result, uid, resourceVersion, ...hash };
}

export const contentHash = (object: KubernetesObject): string =>
  createHash('sha256').update(contentOf(object)).digest('hex');
