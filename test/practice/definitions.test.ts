import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../source/practice/cluster.ts';
import type { Json, KubernetesObject } from '../../source/practice/object.ts';
import { named, start } from './bare-cluster.ts';

describe('definitions', () => {
  const definition = (plural: string, kind: string, more: object = {}): KubernetesObject => ({
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.com` },
    spec: { group: 'example.com', version: 'v1', names: { plural, kind, ...more } },
  });
  const conditionsOf = (cluster: Cluster, name: string): Json[] =>
    cluster.client.get({ apiVersion: 'apiextensions.k8s.io/v1beta1', kind: 'CustomResourceDefinition', name })
      ?.status.conditions;

  it('are served after a moment, and a fault may make it long', () => {
    const { cluster, clock } = start();
    cluster.timing.definitionDelay = 60_000;
    cluster.client.create(definition('widgets', 'Widget'));
    clock.advance(59_000);
    expect(conditionsOf(cluster, 'widgets.example.com')).toBeNull();
    expect(cluster.registry.serves('example.com/v1')).toBe(false);
    clock.advance(1_000);
    expect(cluster.registry.serves('example.com/v1')).toBe(true);
  });

  it('are not established when another has their names', () => {
    const { cluster, clock } = start();
    cluster.client.create(definition('widgets', 'Widget', { shortNames: ['w'] }));
    clock.advance(1_000);
    cluster.client.create(definition('wheels', 'Wheel', { shortNames: ['w'] }));
    clock.advance(1_000);
    expect(conditionsOf(cluster, 'wheels.example.com')).toMatchObject([
      {
        type: 'NamesAccepted',
        status: 'False',
        reason: 'ShortNamesConflict',
        message: '"w" is already in use',
      },
      { type: 'Established', status: 'False', reason: 'NotAccepted' },
    ]);
    expect(cluster.registry.byPath('example.com/v1', 'wheels')).toBeUndefined();
  });

  it('keep unknown fields in v1beta1, and drop them in v1 where the schema does not say otherwise', () => {
    const { cluster, clock } = start({ profile: 'current' });
    const openAPIV3Schema = {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: {
            size: { type: 'integer', default: 3 },
            free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      },
    };
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }];
    const names = { plural: 'widgets', kind: 'Widget' };
    cluster.client.create({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: { group: 'example.com', scope: 'Namespaced', names, versions },
    });
    clock.advance(1_000);
    const spec = { unknown: 1, free: { any: 1 } };
    expect(cluster.client.create(named('example.com/v1', 'Widget', 'one', { spec, more: 1 }))).toEqual({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: expect.objectContaining({ name: 'one', generation: 1 }),
      spec: { free: { any: 1 }, size: 3 },
    });
    const old = start();
    old.cluster.client.create(definition('widgets', 'Widget'));
    old.clock.advance(1_000);
    expect(
      old.cluster.client.create(named('example.com/v1', 'Widget', 'one', { spec, more: 1 })),
    ).toMatchObject({ spec, more: 1 });
  });
});
