import { type Api, pathOfType } from '../api.ts';
import { pathOfVersion } from '../connect/discovery.ts';
import { Fault } from '../errors.ts';
import type { KubernetesObject } from '../object.ts';
import { type LogQuery, selectorText, workloadKinds } from './log-query.ts';

/** Which pods to watch. */
export interface PodScope {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** Asks the API server what a workload selects. Throws what Transport throws (404 where there is no such workload), and a Fault where it has no selector. */
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
  if (!selected) throw new Fault({ key: 'logs.no-selector', values: { workload: `${resource}/${name}` } });
  return { namespace, labelSelector: labelSelector ? `${selected},${labelSelector}` : selected };
}
