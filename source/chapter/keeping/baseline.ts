import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterName } from '../journal/place.ts';
import { replaceFile } from '../write/replace-file.ts';

/** Names of the cluster's relevant objects as they were before hoist's first write: `group/Kind/namespace/name` to UID. */
export interface Baseline {
  v: 1;
  at: string;
  uid: string;
  objects: Record<string, string>;
  /** Kinds that could not be listed then: nothing can be said about these. */
  unread: string[];
}

const placeOf = (directory: string, cluster: { server: string; uid: string }) =>
  join(directory, `${clusterName(cluster)}.baseline.json`);

/** Undefined where none was taken on this machine. */
export function loadBaseline(
  directory: string,
  cluster: { server: string; uid: string },
): Baseline | undefined {
  try {
    const found = JSON.parse(readFileSync(placeOf(directory, cluster), 'utf8')) as Baseline;
    return found.v === 1 && found.uid === cluster.uid ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Never half written: a reader finds the old one or the new one. Throws the system's errors. */
export function saveBaseline(
  directory: string,
  cluster: { server: string; uid: string },
  baseline: Baseline,
): void {
  replaceFile(placeOf(directory, cluster), JSON.stringify(baseline));
}
