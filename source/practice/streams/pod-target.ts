import type { Kubelet } from '../controllers/kubelet.ts';
import type { PodWorker } from '../controllers/pod-worker.ts';
import type { ConnectRequest } from '../http/router.ts';
import type { KubernetesObject } from '../object.ts';
import { badRequest, notFound } from '../status-error.ts';

export interface PodTarget {
  pod: KubernetesObject;
  worker: PodWorker;
}

/** The pod that a request is about, and what runs it. Throws what the API server answers when there is none. */
export function podTarget({ cluster, info }: ConnectRequest, kubelet: Kubelet): PodTarget {
  const { namespace = '', name = '' } = info;
  const pod = cluster.store.get('pods', namespace, name);
  if (!pod) throw notFound({ group: '', plural: 'pods' }, name);
  const worker = kubelet.worker(namespace, name);
  if (!pod.spec.nodeName || !worker) throw badRequest(`pod ${name} does not have a host assigned`);
  return { pod, worker };
}
