import { Cluster, type ClusterOptions } from '../../source/practice/cluster.ts';
import type { KubernetesObject } from '../../source/practice/object.ts';
import { StatusError } from '../../source/practice/status-error.ts';
import { FakeClock } from '../kubernetes/fake-clock.ts';

/** A cluster of the chapter without workloads, whose time the test moves; what a controller throws fails the test. */
export function start(options: Partial<ClusterOptions> = {}): { cluster: Cluster; clock: FakeClock } {
  const clock = new FakeClock();
  const onControllerError = (error: unknown) => {
    throw error;
  };
  return { cluster: new Cluster({ profile: 'chapter', clock, onControllerError, ...options }), clock };
}

/** An object of the namespace default. */
export const named = (
  apiVersion: string,
  kind: string,
  name: string,
  more: object = {},
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'default' },
  ...more,
});

/** What a cluster says to something that it must refuse. */
export const refusal = (act: () => unknown): StatusError => {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
