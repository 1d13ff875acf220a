import { timestamp } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';

export interface EventSource {
  component: string;
  host?: string;
}

export interface Occurrence {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Of a container's events: `spec.containers{istio-proxy}`. */
  fieldPath?: string;
}

/** How many kinds of events are remembered for counting. */
const remembered = 4_096;

/** Writes Events; one that happens again is counted up (client-go/tools/record/events_cache.go). */
export class EventRecorder {
  readonly #cluster: Cluster;
  readonly #source: EventSource;
  readonly #known = new Map<string, string>();

  constructor(cluster: Cluster, source: EventSource) {
    this.#cluster = cluster;
    this.#source = source;
  }

  record(object: KubernetesObject, { type, reason, message, fieldPath }: Occurrence): void {
    const { client, clock, random } = this.#cluster;
    const { name, namespace = 'default', uid, resourceVersion } = object.metadata;
    const now = timestamp(clock.now());
    const key = [uid, type, reason, message, fieldPath].join('\n');
    const known = this.#known.get(key);
    const ref = known && { apiVersion: 'v1', kind: 'Event', namespace, name: known };
    try {
      if (ref && client.get(ref)) {
        client.patch(ref, (draft) => ({ ...draft, count: draft.count + 1, lastTimestamp: now }));
        return;
      }
      const eventName = `${name}.${random.hex(16)}`;
      client.create({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: eventName, namespace },
        involvedObject: {
          apiVersion: object.apiVersion,
          kind: object.kind,
          name,
          ...(object.metadata.namespace ? { namespace } : {}),
          uid,
          resourceVersion,
          ...(fieldPath ? { fieldPath } : {}),
        },
        reason,
        message,
        source: this.#source,
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
        type,
        eventTime: null,
        reportingComponent: this.#cluster.profile === 'current' ? this.#source.component : '',
        reportingInstance: this.#cluster.profile === 'current' ? (this.#source.host ?? '') : '',
      });
      if (this.#known.size >= remembered) this.#known.clear();
      this.#known.set(key, eventName);
    } catch {
      // An event in a namespace that is being deleted is refused, and nobody minds.
    }
  }
}
