import { type Api, pathOfType } from '../api.ts';
import { pathOfVersion } from '../connect/discovery.ts';
import type { KubernetesObject } from '../object.ts';
import { type LogQuery, selectorText, workloadKinds } from './log-query.ts';

/** Which pods to watch. */
export interface PodScope {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** The workload has no selector, so that no pod can be said to be its own. */
class NoSelectorError extends Error {
  override readonly name = 'NoSelectorError';
}

/** Asks the API server what a workload selects. Throws what Transport throws (404 where there is no such workload), and NoSelectorError. */
export async function podScope(api: Api, query: LogQuery, signal?: AbortSignal): Promise<PodScope> {
  const { namespace, workload, labelSelector } = query;
  if (!workload) return { namespace, labelSelector };
  const { resource, name } = workload;
  if (resource === 'pods') return { namespace, labelSelector, fieldSelector: `metadata.name=${name}` };
  const { apiVersion } = workloadKinds[resource];
  const type = { apiVersion, kind: '', resource, namespaced: true, verbs: [] };
  const path = `${namespace ? pathOfType(type, namespace) : `${pathOfVersion(apiVersion)}/${resource}`}/${encodeURIComponent(name)}`;
  const object = await api.transport.json<KubernetesObject>({ method: 'GET', path, signal });
  const selected = selectorText(object.spec?.selector);
  if (!selected) throw new NoSelectorError(`${resource}/${name}`);
  return { namespace, labelSelector: labelSelector ? `${selected},${labelSelector}` : selected };
}
