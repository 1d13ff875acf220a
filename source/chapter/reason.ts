import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';

export function reasonOf(
  _object: KubernetesObject,
  _pods: readonly KubernetesObject[],
  _events: readonly KubernetesObject[],
): Message | undefined {
  return undefined;
}
