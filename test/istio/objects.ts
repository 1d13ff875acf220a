import type { KubernetesObject } from '../../source/kubernetes/object.ts';

/** Objects for the tests of this room: only what a rule looks at. */

// biome-ignore lint/suspicious/noExplicitAny: as open as the API
type Fields = Record<string, any>;

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  fields: Fields = {},
): KubernetesObject {
  const { namespace, labels, annotations, metadata, ...rest } = fields;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...metadata,
    },
    ...rest,
  };
}

export const inSystem = (apiVersion: string, kind: string, name: string, fields: Fields = {}) =>
  object(apiVersion, kind, name, { namespace: 'istio-system', ...fields });

export const deployment = (name: string, spec: Fields = {}, fields: Fields = {}) =>
  inSystem('apps/v1', 'Deployment', name, {
    spec: { template: { metadata: { labels: { app: name } }, spec } },
    ...fields,
  });

export const pod = (name: string, fields: Fields = {}) =>
  object('v1', 'Pod', name, { namespace: 'default', ...fields });

export const event = (about: KubernetesObject, reason: string, message: string, fields: Fields = {}) =>
  object('v1', 'Event', `${about.metadata.name}.1`, {
    namespace: about.metadata.namespace,
    type: 'Warning',
    reason,
    message,
    involvedObject: {
      kind: about.kind,
      name: about.metadata.name,
      namespace: about.metadata.namespace,
      ...fields.involvedObject,
    },
    lastTimestamp: fields.lastTimestamp ?? '2026-01-01T00:00:00Z',
  });
