import type { Cluster } from '../cluster.ts';
import { groupOf } from '../object.ts';
import { controllerOf, keyOfObject } from './ownership.ts';
import { WatchedQueue } from './watched-queue.ts';

export interface Kind {
  apiVersion: string;
  kind: string;
}

/** The owners that have something to look at: each when it is written itself, and when one of what it controls is. */
export class OwnerQueue extends WatchedQueue {
  /** `sync` gets the key of an owner, as `keyOfObject` gives it. */
  constructor(cluster: Cluster, owner: Kind, owned: Kind, sync: (key: string) => void) {
    super(cluster, sync);
    this.watch(owner.apiVersion, owner.kind, ({ object }) => this.add(keyOfObject(object)));
    this.watch(owned.apiVersion, owned.kind, ({ object }) => {
      const controller = controllerOf(object);
      if (controller?.kind !== owner.kind) return;
      if (groupOf(controller.apiVersion) !== groupOf(owner.apiVersion)) return;
      this.add(`${object.metadata.namespace}/${controller.name}`);
    });
  }
}
