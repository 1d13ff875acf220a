import { shellLine } from '../../chapter/shell-line.ts';
import type { LogTarget, ObjectRef } from '../state/overlay.ts';

const inNamespace = (namespace: string | undefined) => (namespace ? ['-n', namespace] : []);

/** The group is named where the kind alone could mean another's: `gateway.networking.istio.io`. */
function kindOf({ apiVersion, kind }: ObjectRef): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return group?.includes('.') ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase();
}

/** The line that shows an object as the YAML page does. */
export const yamlCommand = (ref: ObjectRef): string =>
  shellLine(['kubectl', ...inNamespace(ref.namespace), 'get', kindOf(ref), ref.name, '-o', 'yaml']);

/** The line that shows a container's log as the log pane does. */
export const logsCommand = ({ namespace, pod, container, previous }: LogTarget): string =>
  shellLine([
    ...['kubectl', ...inNamespace(namespace), 'logs', pod, '-c', container],
    ...['--tail=500', previous ? '--previous' : '-f'],
  ]);
