import { expect, it } from 'vitest';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { fieldConflicts, valueAt } from '../../source/kubernetes/fields/field-conflict.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const service: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'x' } },
  spec: { replicas: 2, ports: [{ port: 80, protocol: 'TCP', name: 'http2' }], list: ['a', 'b'] },
};

it.each([
  ['.spec.replicas', 2],
  ['.spec.ports[port=80,protocol="TCP"].name', 'http2'],
  ['.spec.list[1]', 'b'],
  ['.spec.nothing.below', undefined],
  ['.spec.ports[port=81].name', undefined],
])('finds what stands at %s', (path, value) => {
  expect(valueAt(service, path)).toBe(value);
});

function refusal(field: string): ApiError {
  const cause = {
    reason: 'FieldManagerConflict',
    message: 'conflict with "kubectl-client-side-apply" using apps/v1',
    field,
  };
  return new ApiError(409, { reason: 'Conflict', details: { causes: [cause, { reason: 'Other' }] } });
}

it('makes a row of each field: whose it is, theirs, ours', () => {
  const theirs = { ...service, spec: { replicas: 5 } };
  expect(fieldConflicts(refusal('.spec.replicas'), service, theirs)).toEqual([
    { field: '.spec.replicas', owner: 'kubectl-client-side-apply', theirs: '5', ours: '2' },
  ]);
});

it('never shows what is in a Secret', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { key: 'c2VjcmV0' } };
  const [row] = fieldConflicts(refusal('.data.key'), secret, { ...secret, data: { key: 'b3RoZXI=' } });
  expect(row).toMatchObject({ theirs: '***', ours: '***' });
});
