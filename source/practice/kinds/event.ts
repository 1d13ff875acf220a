import type { KubernetesObject } from '../object.ts';

/** What a field of a core Event is called in events.k8s.io (pkg/apis/events/v1/conversion.go). */
const names: [core: string, events: string][] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
];

function renamed(object: KubernetesObject, pairs: [string, string][]): KubernetesObject {
  const result = { ...object };
  for (const [from, to] of pairs) {
    if (!(from in result)) continue;
    result[to] = result[from];
    delete result[from];
  }
  return result;
}

export const toEventsGroup = (object: KubernetesObject): KubernetesObject => renamed(object, names);
export const fromEventsGroup = (object: KubernetesObject): KubernetesObject =>
  renamed(
    object,
    names.map(([core, events]) => [events, core]),
  );
