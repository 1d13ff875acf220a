import type { KubernetesObject, ObjectRef } from './object.ts';

/** What happened to one object, however often. */
export interface EventRow {
  about: ObjectRef;
  warning: boolean;
  reason: string;
  message: string;
  count: number;
  /** ISO times; empty where the server says none. */
  first: string;
  last: string;
}

/**
 * Events as people read them: what is the same about the same object once, counted, the newest last. Takes both forms: core/v1, with
 * count and times, and events.k8s.io/v1, which has a series, and whose fields are called otherwise.
 */
export function eventRows(events: readonly KubernetesObject[]): EventRow[] {
  const rows = new Map<string, EventRow>();
  for (const event of events) {
    const row = rowOf(event);
    const key = [row.about.kind, row.about.namespace, row.about.name, row.reason, row.message].join('\0');
    const other = rows.get(key);
    rows.set(key, other ? joined(other, row) : row);
  }
  return [...rows.values()].sort((one, other) => compare(one.last, other.last));
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const earlier = (one: string, other: string) => (!one || (other && other < one) ? other : one);

function joined(one: EventRow, other: EventRow): EventRow {
  return {
    ...one,
    count: one.count + other.count,
    first: earlier(one.first, other.first),
    last: one.last > other.last ? one.last : other.last,
  };
}

function rowOf(event: KubernetesObject): EventRow {
  const about = event.involvedObject ?? event.regarding ?? {};
  const { series, metadata } = event;
  const born = event.eventTime ?? metadata.creationTimestamp ?? '';
  const { apiVersion = 'v1', kind = '', name = '', namespace } = about;
  return {
    about: { apiVersion, kind, name, ...(namespace ? { namespace } : {}) },
    warning: event.type === 'Warning',
    reason: event.reason ?? '',
    message: String(event.message ?? event.note ?? '').trim(),
    count: series?.count ?? event.count ?? event.deprecatedCount ?? 1,
    first: event.firstTimestamp ?? event.deprecatedFirstTimestamp ?? born,
    last: series?.lastObservedTime ?? event.lastTimestamp ?? event.deprecatedLastTimestamp ?? born,
  };
}
