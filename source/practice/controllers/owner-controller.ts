import type { Cluster, Controller } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { EventRecorder } from './event-recorder.ts';
import { type Kind, OwnerQueue } from './owner-queue.ts';
import { isControlledBy } from './ownership.ts';

export interface Care {
  owner: Kind;
  /** What it makes. */
  owned: Kind;
  /** Who its events are from. */
  component: string;
}

/** What the controllers of workloads have in common: they look after owners of one kind by what these own. */
export abstract class OwnerController implements Controller {
  protected readonly cluster: Cluster;
  protected readonly queue: OwnerQueue;
  protected readonly events: EventRecorder;
  readonly #owned: Kind;

  constructor(cluster: Cluster, { owner, owned, component }: Care) {
    this.cluster = cluster;
    this.#owned = owned;
    this.queue = new OwnerQueue(cluster, owner, owned, (key) => this.sync(key));
    this.events = new EventRecorder(cluster, { component });
  }

  stop(): void {
    this.queue.stop();
  }

  /** Brings the owner of this key a step further; what it throws is tried again later. */
  protected abstract sync(key: string): void;

  /** What an owner controls, as it is now. */
  protected ownedBy(owner: KubernetesObject): KubernetesObject[] {
    const { namespace } = owner.metadata;
    const { apiVersion, kind } = this.#owned;
    return this.cluster.client
      .list(apiVersion, kind, { namespace })
      .filter((object) => isControlledBy(object, owner));
  }
}
