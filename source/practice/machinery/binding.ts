import type { KubernetesObject } from '../object.ts';
import { badRequest, conflict, StatusError } from '../status-error.ts';
import { assigned } from './assigned.ts';
import type { ObjectApi } from './object-api.ts';
import type { Target, WriteOptions } from './options.ts';

/** `POST pods/NAME/binding`: gives a pod its node, once (registry/core/pod/storage BindingREST). */
export function bindPod(
  api: ObjectApi,
  target: Target,
  { metadata, target: wanted }: KubernetesObject,
  { dryRun }: WriteOptions,
): void {
  const { name = '', namespace } = target;
  if (metadata.name !== name) throw badRequest('name in URL does not match name in Binding object');
  // These two the real server has as plain errors, which makes them a 500 without a reason.
  if (wanted?.kind && wanted.kind !== 'Node')
    throw new StatusError(
      500,
      '',
      `target.kind: Unsupported value: ${JSON.stringify(wanted.kind)}: supported values: "Node", "<empty>"`,
    );
  if (!wanted?.name) throw new StatusError(500, '', 'target.name: Required value');
  const pod = api.get({ ...target, subresource: undefined });
  const refused = (why: string) =>
    conflict({ group: '', plural: 'pods/binding' }, name, `pod ${name} ${why}`);
  if (pod.metadata.deletionTimestamp) throw refused('is being deleted, cannot be assigned to a host');
  if (pod.spec.nodeName) throw refused(`is already assigned to node "${pod.spec.nodeName}"`);
  if (dryRun) return;
  const stored = api.store.get('pods', namespace, name) ?? pod;
  const annotations = { ...stored.metadata.annotations, ...metadata.annotations };
  const noted = Object.keys(annotations).length ? { annotations } : {};
  const next = { ...stored, metadata: { ...stored.metadata, ...noted } };
  api.store.put('pods', assigned(next, wanted.name, api.now()));
}
