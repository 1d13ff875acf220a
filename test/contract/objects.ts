import type { Answer } from './caller.ts';

/** A Deployment that starts no pods, with something in it that each kind of defaulting touches. */
export function deployment(name: string): Answer {
  return {
    metadata: { name },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'contract' } },
      template: {
        metadata: { labels: { app: 'contract' } },
        spec: {
          containers: [
            {
              name: 'c',
              image: 'example/image:1',
              ports: [{ containerPort: 80 }],
              env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
              livenessProbe: { httpGet: { path: '/', port: 80 } },
            },
          ],
          volumes: [{ name: 's', secret: { secretName: 'x' } }, { name: 'e' }],
        },
      },
    },
  };
}

/** The same kind, as each version of definitions writes it. */
export function widgetDefinition(group: string, version: 'v1' | 'v1beta1'): Answer {
  const names = { plural: 'widgets', kind: 'Widget', shortNames: ['wd'], categories: ['contract'] };
  const openAPIV3Schema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        ...(version === 'v1' ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
        required: ['size'],
        properties: { size: { type: 'integer', minimum: 1 } },
      },
      status: {
        type: 'object',
        ...(version === 'v1' ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
      },
    },
  };
  const column = (name: string, type: string, path: string) =>
    version === 'v1' ? { name, type, jsonPath: path } : { name, type, JSONPath: path };
  const described = {
    subresources: { status: {} },
    additionalPrinterColumns: [
      column('Size', 'integer', '.spec.size'),
      column('Age', 'date', '.metadata.creationTimestamp'),
    ],
  };
  const spec =
    version === 'v1'
      ? { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema }, ...described }] }
      : { version: 'v1', validation: { openAPIV3Schema }, ...described };
  return { metadata: { name: `widgets.${group}` }, spec: { group, scope: 'Namespaced', names, ...spec } };
}
