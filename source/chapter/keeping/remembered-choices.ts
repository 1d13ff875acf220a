import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChoiceSpec } from '../../istio/choices/choice-spec.ts';
import { clusterName } from '../journal/place.ts';
import { replaceFile } from '../write/replace-file.ts';

/** Which cluster they were made for. */
interface Cluster {
  server: string;
  uid: string;
}

const fields = ['release', 'wish', 'via', 'set', 'setString', 'helm', 'istioctl'] as const;

const placeOf = (directory: string, cluster: Cluster) =>
  join(directory, `${clusterName(cluster)}.choices.json`);

/** What was chosen for a cluster when something was last installed or chosen there; undefined where nothing was, or it cannot be read. */
export function loadChoices(directory: string, cluster: Cluster): ChoiceSpec | undefined {
  try {
    const { v, choices } = JSON.parse(readFileSync(placeOf(directory, cluster), 'utf8'));
    return v === 1 && typeof choices === 'object' && choices !== null ? onlyChoices(choices) : undefined;
  } catch {
    return undefined;
  }
}

/** For whoever looks at this cluster next; readable for this user alone, since a --set may hold what nobody else should read. */
export function saveChoices(directory: string, cluster: Cluster, choices: ChoiceSpec): void {
  replaceFile(placeOf(directory, cluster), JSON.stringify({ v: 1, choices: onlyChoices(choices) }));
}

export function forgetChoices(directory: string, cluster: Cluster): void {
  rmSync(placeOf(directory, cluster), { force: true });
}

function onlyChoices(spec: ChoiceSpec): ChoiceSpec {
  return Object.fromEntries(fields.flatMap((name) => (spec[name] === undefined ? [] : [[name, spec[name]]])));
}
