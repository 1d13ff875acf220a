import type { ObjectApi } from '../machinery/object-api.ts';
import type { ListOptions, Target } from '../machinery/options.ts';
import { matcherOf, viewOf } from '../machinery/view.ts';
import type { KubernetesObject } from '../object.ts';
import { badRequest, expired, StatusError } from '../status-error.ts';
import { keyOf } from '../store/store.ts';
import { forbiddenField, invalidObject, notSupported } from '../validation/field-error.ts';
import { readContinue, writeContinue } from './continue-token.ts';
import { parseRevision } from './watch.ts';

export interface PageOptions extends ListOptions {
  limit: number;
  continue: string;
  resourceVersion: string;
  resourceVersionMatch: string;
}

export interface Page {
  items: KubernetesObject[];
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

const keyOfObject = ({ metadata }: KubernetesObject): string => keyOf(metadata.namespace, metadata.name);

function tooNew(wanted: number, current: number): StatusError {
  return new StatusError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  );
}

function checkVersionMatch({ resourceVersion, resourceVersionMatch: match }: PageOptions): void {
  if (!match) return;
  const field = 'resourceVersionMatch';
  const errors = [];
  if (!resourceVersion)
    errors.push(forbiddenField(field, `${field} is forbidden unless resourceVersion is provided`));
  if (match !== 'Exact' && match !== 'NotOlderThan')
    errors.push(notSupported(field, match, ['Exact', 'NotOlderThan', '']));
  else if (match === 'Exact' && resourceVersion === '0')
    errors.push(forbiddenField(field, `${field} "exact" is forbidden for resourceVersion "0"`));
  if (errors.length) throw invalidObject('meta.k8s.io', 'ListOptions', '', errors);
}

/** One page of a list, all pages as of the same revision. */
export function listPage(api: ObjectApi, target: Target, options: PageOptions): Page {
  const { store } = api;
  const { limit, continue: token, resourceVersion } = options;
  if (token && resourceVersion && resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
  checkVersionMatch(options);
  if (resourceVersion) {
    const wanted = parseRevision(resourceVersion, api.behaviour.profile);
    if (wanted > store.revision) throw tooNew(wanted, store.revision);
  }
  const matches = matcherOf(target, options);
  const from = token ? readContinue(token) : undefined;
  // One below zero goes on with the list as it is by now.
  const revision = from && from.revision >= 0 ? from.revision : store.revision;
  const all = store.listAt(target.resource.key, revision, target.namespace);
  if (!all)
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    );
  const rest = from ? all.filter((object) => keyOfObject(object) > from.after) : all;
  const matching = rest.filter(matches);
  const items = limit ? matching.slice(0, limit) : matching;
  const last = items.at(-1);
  // As etcd goes: a full page may be the last that matches, and only the next, empty one says so.
  const isFull = limit > 0 && items.length === limit;
  const left = isFull && last ? rest.length - 1 - rest.lastIndexOf(last) : 0;
  return {
    items: items.map((stored) => viewOf(stored, target)),
    metadata: {
      resourceVersion: String(revision),
      ...(left && last ? { continue: writeContinue({ revision, after: keyOfObject(last) }) } : {}),
      // Nobody counts what a selector would leave out.
      ...(left && !options.labelSelector && !options.fieldSelector ? { remainingItemCount: left } : {}),
    },
  };
}
