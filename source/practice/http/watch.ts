import type { Clock } from '../clock.ts';
import type { Profile } from '../kinds/built-in.ts';
import type { ObjectApi } from '../machinery/object-api.ts';
import type { ListOptions, Target } from '../machinery/options.ts';
import { matcherOf, viewOf } from '../machinery/view.ts';
import { apiVersionOf, type KubernetesObject } from '../object.ts';
import { badRequest, expired, StatusError } from '../status-error.ts';
import type { Change } from '../store/store.ts';
import type { Exchange } from './exchange.ts';

export interface WatchOptions extends ListOptions {
  resourceVersion: string;
  timeoutSeconds: number | undefined;
  bookmarks: boolean;
  /** How an object is written: as itself, in a table, or its metadata alone. */
  render: (object: KubernetesObject) => unknown;
  bookmark: (resourceVersion: string) => unknown;
}

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

const bookmarkInterval = 60_000;
/** What a client that does not read may leave behind before it is cut off. */
const backlogLimit = 64 * 1024 * 1024;

/** Revisions are numbers without a sign; anything else gets the server's own words: a 500, and a 400 from servers of today for a list. */
export function parseRevision(text: string, profile: Profile | undefined = undefined): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  const words = `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`;
  if (profile === 'current') throw badRequest(`invalid resource version: ${words}`);
  throw new StatusError(500, '', words);
}

/**
 * Streams what happens to a kind, one JSON object a line, until the time is up or the client leaves. An object that comes to match the
 * selectors is ADDED, one that ceases to is DELETED.
 */
export class WatchStream {
  readonly #exchange: Exchange;
  readonly #api: ObjectApi;
  readonly #target: Target;
  readonly #options: WatchOptions;
  readonly #matches: (object: KubernetesObject) => boolean;
  readonly #ends: (() => void)[] = [];
  #sent = 0;

  constructor(exchange: Exchange, api: ObjectApi, target: Target, options: WatchOptions) {
    this.#exchange = exchange;
    this.#api = api;
    this.#target = target;
    this.#options = options;
    this.#matches = matcherOf(target, options);
  }

  start(clock: Clock): void {
    const { store } = this.#api;
    const { resource } = this.#target;
    const { resourceVersion, timeoutSeconds, bookmarks } = this.#options;
    const from = resourceVersion === '' ? 0 : parseRevision(resourceVersion);
    const { response } = this.#exchange;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' });
    // Before the first event, so that the client knows that it is heard.
    response.flushHeaders();
    this.#sent = Math.max(from, store.revision);
    const changes = from ? store.changesSince(resource.key, from) : undefined;
    if (from && !changes) {
      const why = `too old resource version: ${from} (${store.floor(resource.key)})`;
      this.#write('ERROR', expired(why).body);
      response.end();
      return;
    }
    if (changes) for (const change of changes) this.#tell(change);
    else for (const object of store.list(resource.key, this.#target.namespace)) this.#tellPresent(object);
    this.#ends.push(store.subscribe(resource.key, (change) => this.#tell(change)));
    if (bookmarks) this.#bookmarkLater(clock);
    if (timeoutSeconds) this.#endLater(timeoutSeconds);
    response.on('close', () => this.stop());
  }

  /** Ends the stream as a server does that has said all. */
  stop(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#exchange.response.end();
  }

  #tellPresent(object: KubernetesObject): void {
    if (this.#matches(object)) this.#write('ADDED', this.#options.render(viewOf(object, this.#target)));
  }

  #tell({ type, object, previous, revision }: Change): void {
    this.#sent = revision;
    const { namespace } = this.#target;
    if (namespace && object.metadata.namespace !== namespace) return;
    const is = type !== 'DELETED' && this.#matches(object);
    const was = previous !== undefined && this.#matches(previous);
    if (!is && !was) return;
    // One that ceases to match is shown as it last did, at the revision of the change.
    const { resourceVersion } = object.metadata;
    const shown =
      is || !previous ? object : { ...previous, metadata: { ...previous.metadata, resourceVersion } };
    this.#write(
      is ? (was ? 'MODIFIED' : 'ADDED') : 'DELETED',
      this.#options.render(viewOf(shown, this.#target)),
    );
  }

  #bookmark(): void {
    this.#write('BOOKMARK', this.#options.bookmark(String(Math.max(this.#sent, this.#api.store.revision))));
  }

  #bookmarkLater(clock: Clock): void {
    const cancel = clock.after(bookmarkInterval, () => {
      this.#ends.splice(this.#ends.indexOf(cancel), 1);
      this.#bookmark();
      this.#bookmarkLater(clock);
    });
    this.#ends.push(cancel);
  }

  /** In the client's own seconds, whatever the cluster's clock does: it counts them too. */
  #endLater(seconds: number): void {
    const timer = setTimeout(() => {
      if (this.#options.bookmarks) this.#bookmark();
      this.stop();
    }, seconds * 1_000);
    timer.unref();
    this.#ends.push(() => clearTimeout(timer));
  }

  #write(type: EventType, object: unknown): void {
    const { response } = this.#exchange;
    if (response.destroyed || response.writableEnded) return;
    response.write(`${JSON.stringify({ type, object })}\n`);
    if (response.writableLength > backlogLimit) response.destroy();
  }
}

/** The empty object whose resourceVersion a bookmark brings. */
export function bookmarkOf({ resource, apiVersion }: Target, resourceVersion: string): unknown {
  return {
    kind: resource.kind,
    apiVersion: apiVersion || apiVersionOf(resource.group, resource.version),
    metadata: { resourceVersion, creationTimestamp: null },
  };
}
