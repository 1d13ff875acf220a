import { Client } from './client.ts';
import { type Clock, guarded, RunningClock } from './clock.ts';
import { DefinitionController } from './controllers/definitions.ts';
import { GarbageCollector } from './controllers/garbage-collector.ts';
import { makeInitialObjects } from './controllers/initial-objects.ts';
import { NamespaceController } from './controllers/namespaces.ts';
import { ServiceAccountController } from './controllers/service-accounts.ts';
import type { Profile } from './kinds/built-in.ts';
import { Registry } from './kinds/registry.ts';
import { ObjectApi } from './machinery/object-api.ts';
import { Random } from './random.ts';
import { Store } from './store/store.ts';
import { noTrouble } from './trouble.ts';

export interface ClusterOptions {
  profile: Profile;
  /** The same seed gives the same names and UIDs in the same order. */
  seed?: number;
  /** How many seconds of the cluster's time pass in one of ours. */
  speed?: number;
  /** Instead of `speed`: time that a test moves. */
  clock?: Clock;
  /** The certificate that vouches for the server, as PEM; pods are told it. */
  authority?: string;
  /** Of the first write; a cluster that goes on from a state counts on. */
  firstRevision?: number;
  /** What a controller threw; the cluster goes on. */
  onControllerError?: (error: unknown) => void;
}

/** A controller watches and writes until it is stopped. */
export interface Controller {
  stop(): void;
}

/** A Kubernetes without a network: what there is, what writing means, and who reacts to it. */
export class Cluster {
  readonly profile: Profile;
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly api: ObjectApi;
  readonly client: Client;
  readonly authority: string;
  /** How long the cluster takes for what, in milliseconds of its own time; a fault may make it slow. */
  readonly timing = { definitionDelay: 200 };
  /** What a fault has broken. */
  readonly trouble = noTrouble();
  readonly definitions: DefinitionController;
  readonly #controllers: Controller[] = [];

  constructor(options: ClusterOptions) {
    this.profile = options.profile;
    this.authority = options.authority ?? '';
    const onError = options.onControllerError ?? (() => {});
    this.clock = guarded(options.clock ?? new RunningClock(options.speed), onError);
    this.random = new Random(options.seed);
    this.store = new Store({ onListenerError: onError, firstRevision: options.firstRevision });
    this.registry = new Registry(options.profile);
    this.api = new ObjectApi({
      store: this.store,
      registry: this.registry,
      clock: this.clock,
      random: this.random,
      behaviour: { profile: options.profile, serverSideApply: options.profile === 'current' },
    });
    this.client = new Client(this.api);
    makeInitialObjects(this);
    this.definitions = new DefinitionController(this);
    this.run(() => this.definitions);
    this.run((cluster) => new NamespaceController(cluster));
    this.run((cluster) => new GarbageCollector(cluster));
    this.run((cluster) => new ServiceAccountController(cluster));
    // Nobody can ask for what happened before the cluster was there.
    this.store.compact();
  }

  /** Starts a controller and stops it with the cluster. */
  run(start: (cluster: Cluster) => Controller): void {
    this.#controllers.push(start(this));
  }

  stop(): void {
    for (const controller of this.#controllers.splice(0)) controller.stop();
  }
}
