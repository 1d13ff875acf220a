import type { KubernetesObject, ObjectRef } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';

/** What a repair would write: nothing else, and only to the very object that was looked at. */
export type RepairWrite =
  /** Takes off these finalizers; others of the object stay. */
  | { what: 'unhold'; live: KubernetesObject; finalizers: string[] }
  | { what: 'delete'; live: KubernetesObject };

/** Whether a write is among those that were shown: of the same object, and of nothing more in it. */
export const isAmong = (write: RepairWrite, shown: readonly RepairWrite[]): boolean =>
  shown.some(
    (one) =>
      one.what === write.what &&
      one.live.metadata.uid === write.live.metadata.uid &&
      (write.what === 'delete' ||
        (one.what === 'unhold' && write.finalizers.every((finalizer) => one.finalizers.includes(finalizer)))),
  );

/** Something that does not get on by itself, with the proof of why not. */
export interface Hanging {
  /** `namespace/shop`: by which a person names it. */
  id: string;
  object: ObjectRef;
  what: Message;
  /** What was seen, each for itself, in the order in which it leads to the end. */
  proof: Message[];
  /** What to do: what a repair would write, or, where none is safe, what somebody else has to do. */
  remedy: Message;
  /** Empty where hoist does not repair it. */
  writes: RepairWrite[];
  /** Objects that hold it still when these are written. */
  left: number;
}

/** `namespace/shop`, `customresourcedefinition/widgets.example.org`. */
export const idOf = ({ kind, metadata }: Pick<KubernetesObject, 'kind' | 'metadata'>): string =>
  `${kind.toLowerCase()}/${metadata.name}`;
