import { pilotLabel, systemNamespace } from '../../istio/names.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { shellLine } from '../shell-line.ts';

/** The line that does the same; the name is the cluster's word. */
export const scaleCommand = ({ metadata }: KubernetesObject, replicas: number): string =>
  shellLine([
    'kubectl',
    ...['-n', systemNamespace, 'scale', `deployment/${metadata.name}`, `--replicas=${replicas}`],
  ]);

/** That a pilot is asked to be none, and the line that brings it back. */
export const awayMessage = (pilot: KubernetesObject): Message => ({
  key: 'experiment.away-already',
  values: { name: pilot.metadata.name, command: scaleCommand(pilot, 1) },
});

/** The pilot that is scaled to zero where no other is asked for: to its Deployment all is well so, and to the mesh it is not. */
export function scaledAway(deployments: readonly KubernetesObject[]): KubernetesObject | undefined {
  const pilots = deployments.filter(
    ({ metadata: { namespace, labels } }) =>
      namespace === systemNamespace && labels?.[pilotLabel.name] === pilotLabel.value,
  );
  return pilots.every(({ spec }) => spec?.replicas === 0) ? pilots[0] : undefined;
}
