import { expect, test } from 'vitest';
import { groupOf, keyOf, kubectlName, refOf } from '../../source/kubernetes/object.ts';

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istio-pilot', namespace: 'istio-system' },
};
const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'one' } };

test('the group of an API version is what stands before the slash', () => {
  expect(groupOf('networking.istio.io/v1alpha3')).toBe('networking.istio.io');
  expect(groupOf('v1')).toBe('');
});

test('an object and its reference have the same key, in whatever version they are written', () => {
  expect(keyOf(deployment)).toBe('apps/Deployment/istio-system/istio-pilot');
  expect(keyOf(refOf(deployment))).toBe(keyOf(deployment));
  expect(keyOf({ ...refOf(deployment), apiVersion: 'apps/v1beta1' })).toBe(keyOf(deployment));
  expect(keyOf(node)).toBe('/Node//one');
});

test('a reference to a cluster-scoped object has no namespace', () => {
  expect(refOf(node)).toEqual({ apiVersion: 'v1', kind: 'Node', name: 'one' });
});

test('kubectl writes the group of a kind, except for the core group', () => {
  expect(kubectlName(refOf(deployment))).toBe('deployment.apps/istio-pilot');
  expect(kubectlName(refOf(node))).toBe('node/one');
});
