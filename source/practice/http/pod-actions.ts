import type { Cluster } from '../cluster.ts';
import { bindPod } from '../machinery/binding.ts';
import { evictPod } from '../machinery/eviction.ts';
import type { Target, WriteOptions } from '../machinery/options.ts';
import type { KubernetesObject } from '../object.ts';
import type { StatusBody } from '../status-error.ts';

type Action = (cluster: Cluster, target: Target, object: KubernetesObject, options: WriteOptions) => void;

/** Subresources that are no part of an object, but something that is done to it: only a POST is known of them. */
const actions: Record<string, Action> = {
  binding: ({ api }, ...rest) => bindPod(api, ...rest),
  eviction: ({ client }, ...rest) => evictPod(client, ...rest),
};

export const actionOf = ({ subresource = '' }: Target): Action | undefined =>
  Object.hasOwn(actions, subresource) ? actions[subresource] : undefined;

/** The answer to an action that was done. */
export const done: StatusBody = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  code: 201,
};
