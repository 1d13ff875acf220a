import type { ObjectRef } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';

/** Something of Istio that is still in the cluster. */
export interface Leftover extends ObjectRef {
  /** Of the very object that was looked at. */
  uid?: string;
  /** Where it came from, and what harm it does. */
  reason: Message;
}
