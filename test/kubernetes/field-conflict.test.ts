import { expect, it } from 'vitest';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { fieldConflicts } from '../../source/kubernetes/fields/field-conflict.ts';
import { valueAt, withoutField } from '../../source/kubernetes/fields/field-path.ts';
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

// The server writes names as they are, and a name may have dots, brackets and slashes in it.
const named: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'prometheus',
    labels: { 'app.kubernetes.io/name': 'x', app: 'y' },
    finalizers: ['example.org/a', 'example.org/b'],
  },
  data: { 'prometheus.yml': 'one', prometheus: 'two', 'a[b].c': 'three' },
  nested: { a: { 'b.c': 1 }, 'a.b': { d: 2 } },
  ports: [
    { containerPort: 80, protocol: 'UDP', name: 'dns' },
    { containerPort: 80, name: 'web' },
  ],
  env: [
    { name: 'A, "B"', value: 1 },
    { name: 'C', value: 2 },
  ],
};

it.each([
  ['.metadata.labels.app.kubernetes.io/name', 'x'],
  ['.metadata.labels.app', 'y'],
  ['.data.prometheus.yml', 'one'],
  ['.data.prometheus', 'two'],
  ['.data.a[b].c', 'three'],
  ['.nested.a.b.c', 1],
  ['.nested.a.b.d', 2],
  ['.env[name="A, \\"B\\""].value', 1],
  ['.env[name="C"].value', 2],
  ['.metadata.finalizers[="example.org/b"]', 'example.org/b'],
  ['.ports[containerPort=80,protocol="TCP"].name', 'web'],
  ['.ports[containerPort=80,protocol="UDP"].name', 'dns'],
  ['.data.constructor', undefined],
])('finds what stands at %s, whatever is in its names', (path, value) => {
  expect(valueAt(named, path)).toBe(value);
  if (value !== undefined) expect(valueAt(withoutField(named, path), path)).toBeUndefined();
});

it('takes out of an object no more than the one field', () => {
  expect(withoutField(named, '.data.prometheus.yml').data).toEqual({ prometheus: 'two', 'a[b].c': 'three' });
  expect(withoutField(named, '.metadata.finalizers[="example.org/a"]').metadata.finalizers).toEqual([
    'example.org/b',
  ]);
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

it('shows both values of a field whose name has dots', () => {
  const theirs = { ...named, data: { ...named.data, 'prometheus.yml': 'other' } };
  expect(fieldConflicts(refusal('.data.prometheus.yml'), named, theirs)).toMatchObject([
    { theirs: '"other"', ours: '"one"' },
  ]);
});

it('never shows what is in a Secret', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { key: 'c2VjcmV0' } };
  const [row] = fieldConflicts(refusal('.data.key'), secret, { ...secret, data: { key: 'b3RoZXI=' } });
  expect(row).toMatchObject({ theirs: '***', ours: '***' });
});
