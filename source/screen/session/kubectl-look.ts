import { shellLine } from '../../chapter/shell-line.ts';
import type { LogTarget, ObjectRef } from '../state/overlay.ts';
import type { LogSourceOf } from '../state/state.ts';

const inNamespace = (namespace: string | undefined) => (namespace ? ['-n', namespace] : []);

/** The group is named where the kind alone could mean another's: `gateway.networking.istio.io`. */
function kindOf({ apiVersion, kind }: ObjectRef): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return group?.includes('.') ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase();
}

/** The line that shows an object as the YAML page does. */
export const yamlCommand = (ref: ObjectRef): string =>
  shellLine(['kubectl', ...inNamespace(ref.namespace), 'get', kindOf(ref), ref.name, '-o', 'yaml']);

/** The line that merges logs as the log pane does: kubectl follows no more than five, and not those that come later. */
export function mergedLogsCommand({
  of,
  name,
  appsOnly,
  all,
  previous,
}: Extract<LogSourceOf, { type: 'merged' }>): string {
  const namespace = 'query' in of ? of.query.namespace : undefined;
  return shellLine([
    ...['hoist', 'logs', 'step' in of ? `step/${of.step}` : name.includes('/') ? name : '.'],
    ...inNamespace(namespace),
    ...(appsOnly ? ['--containers', 'app'] : []),
    ...(all ? [] : ['--tail', '500']),
    ...(previous ? ['--previous'] : []),
  ]);
}

/** The line that shows where the gateway is to be reached. */
export const wayInCommand = 'kubectl -n istio-system get service istio-ingressgateway -o wide';

/** The line that shows a container's log as the log pane does. */
export const logsCommand = ({ namespace, pod, container, previous }: LogTarget): string =>
  shellLine([
    ...['kubectl', ...inNamespace(namespace), 'logs', pod, '-c', container],
    ...['--tail=500', previous ? '--previous' : '-f'],
  ]);
