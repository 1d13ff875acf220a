import { describe, expect, it } from 'vitest';
import { refOf } from '../../source/practice/client.ts';
import type { Cluster } from '../../source/practice/cluster.ts';
import type { KubernetesObject } from '../../source/practice/object.ts';
import { named, start } from './bare-cluster.ts';

describe('garbage', () => {
  const owned = (cluster: Cluster): KubernetesObject => {
    const owner = cluster.client.create(named('v1', 'ConfigMap', 'owner'));
    const { uid = '', name } = owner.metadata;
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name, uid }];
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r', ownerReferences },
    };
    cluster.client.create(role);
    return owner;
  };

  it.each([
    ['chapter', false],
    ['current', true],
  ] as const)(
    'of the whole cluster owned by an object of a namespace: in %s it stays: %s',
    (profile, stays) => {
      const { cluster, clock } = start({ profile });
      cluster.client.delete(refOf(owned(cluster)));
      clock.advance(10_000);
      const role = cluster.client.get({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        name: 'r',
      });
      expect(role !== undefined).toBe(stays);
    },
  );

  it('is what loses its last owner; one of two is only forgotten', () => {
    const { cluster, clock } = start();
    const owners = ['one', 'two'].map((name) => cluster.client.create(named('v1', 'ConfigMap', name)));
    const ownerReferences = owners.map(({ metadata: { name, uid = '' } }) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      uid,
    }));
    const child = named('v1', 'Secret', 'child');
    child.metadata.ownerReferences = ownerReferences;
    cluster.client.create(child);
    cluster.client.delete(refOf(owners[0] as KubernetesObject));
    clock.advance(1_000);
    expect(cluster.client.get(refOf(child))?.metadata.ownerReferences).toEqual(ownerReferences.slice(1));
    cluster.client.delete(refOf(owners[1] as KubernetesObject));
    clock.advance(1_000);
    expect(cluster.client.get(refOf(child))).toBeUndefined();
  });
});
