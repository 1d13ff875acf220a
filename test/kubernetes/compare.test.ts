import { describe, expect, it } from 'vitest';
import { covers, ownsMore, sameContent, saysLessInLists } from '../../source/kubernetes/fields/compare.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

describe('covers', () => {
  it.each<[string, unknown, unknown]>([
    ['defaults that the server added', { spec: { a: 1 } }, { spec: { a: 1, b: 2 }, status: {} }],
    ['a quantity in its canonical form', { cpu: '1000m' }, { cpu: '1' }],
    ['a number for a quantity', { cpu: 1 }, { cpu: '1' }],
    [
      'a container that another added',
      { containers: [{ name: 'a', image: 'x' }] },
      { containers: [{ name: 'b' }, { name: 'a', image: 'x' }] },
    ],
    [
      'ports with a node port filled in',
      { ports: [{ port: 80 }] },
      { ports: [{ port: 80, nodePort: 31380, protocol: 'TCP' }] },
    ],
    ['an empty map that the server left out', { spec: {} }, {}],
    ['a null', { annotations: null }, {}],
    ['an empty list that the server left out', { rules: [] }, {}],
  ])('sees no difference in %s', (_, desired, live) => {
    expect(covers(desired, live)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['a changed value', { a: 1 }, { a: 2 }],
    ['a missing field', { a: { b: 1 } }, { a: {} }],
    ['a changed list', { args: ['a', 'b'] }, { args: ['a', 'c'] }],
    ['an element too many in a list that is replaced whole', { args: ['a'] }, { args: ['a', 'b'] }],
    ['another order where order matters', { args: ['a', 'b'] }, { args: ['b', 'a'] }],
    ['a list to be emptied', { args: [] }, { args: ['a'] }],
    ['a string emptied', { caBundle: '' }, { caBundle: 'abc' }],
    [
      'a changed container',
      { containers: [{ name: 'a', image: 'x' }] },
      { containers: [{ name: 'a', image: 'y' }] },
    ],
    ['a number that is written differently but means another', { cpu: '100m' }, { cpu: '1' }],
    ['a boolean for a word', { a: true }, { a: 'true' }],
  ])('sees a difference in %s', (_, desired, live) => {
    expect(covers(desired, live)).toBe(false);
  });
});

function owned(fieldsV1: Record<string, unknown>, rest: object = {}): KubernetesObject {
  const metadata = {
    name: 'a',
    managedFields: [{ manager: 'hoist', operation: 'Apply' as const, fieldsV1 }],
  };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...rest };
}
const desired = (rest: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  ...rest,
});

describe('saysLessInLists', () => {
  it.each<[string, unknown, unknown]>([
    ['a field that is to go', { peers: [{ mtls: {} }] }, { peers: [{ mtls: { mode: 'PERMISSIVE' } }] }],
    ['a default of the server', { rules: [{ verbs: ['get'] }] }, { rules: [{ verbs: ['get'], scope: '*' }] }],
    [
      'one inside of an element that goes by its name',
      { webhooks: [{ name: 'a', rules: [{}] }] },
      { webhooks: [{ name: 'b' }, { name: 'a', rules: [{ scope: '*' }] }] },
    ],
    ['one deeper down', { tls: [{ hosts: [{ a: 1 }] }] }, { tls: [{ hosts: [{ a: 1, b: 2 }] }] }],
  ])('finds %s, which only the server can judge', (_, desired, live) => {
    expect(covers(desired, live)).toBe(true);
    expect(saysLessInLists(desired, live)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['the same', { peers: [{ mtls: {} }] }, { peers: [{ mtls: {} }] }],
    ['an empty map that was left out', { peers: [{}] }, { peers: [{ mtls: {} }] }],
    ['a default beside the list', { spec: { args: ['a'] } }, { spec: { args: ['a'], b: 1 } }],
    [
      'a default of an element that goes by its name',
      { ports: [{ port: 80 }] },
      { ports: [{ port: 80, protocol: 'TCP' }] },
    ],
    ['a quantity written otherwise', { list: [{ cpu: '1000m' }] }, { list: [{ cpu: '1' }] }],
  ])('finds nothing in %s', (_, desired, live) => {
    expect(saysLessInLists(desired, live)).toBe(false);
  });
});

describe('ownsMore', () => {
  it('finds a field that we once applied and no longer want', () => {
    const live = owned({ 'f:data': { 'f:kept': {}, 'f:dropped': {} } });
    expect(ownsMore(desired({ data: { kept: '1', dropped: '2' } }), live)).toBe(false);
    expect(ownsMore(desired({ data: { kept: '1' } }), live)).toBe(true);
  });

  it('knows list elements by their keys, defaults of the keys included', () => {
    const fields = {
      'f:spec': { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {}, 'f:name': {} } } },
    };
    expect(ownsMore(desired({ spec: { ports: [{ port: 80, name: 'http2' }] } }), owned(fields))).toBe(false);
    expect(ownsMore(desired({ spec: { ports: [{ port: 80 }] } }), owned(fields))).toBe(true);
    expect(ownsMore(desired({ spec: { ports: [{ port: 81, name: 'http2' }] } }), owned(fields))).toBe(true);
  });

  it('knows elements of sets by their value', () => {
    const fields = { 'f:metadata': { 'f:finalizers': { 'v:"a"': {} } } };
    const withFinalizers = (finalizers: string[]) => ({
      ...desired({}),
      metadata: { name: 'a', finalizers },
    });
    expect(ownsMore(withFinalizers(['a', 'b']), owned(fields))).toBe(false);
    expect(ownsMore(withFinalizers(['b']), owned(fields))).toBe(true);
  });

  it('leaves the fields of other managers to them', () => {
    const live = owned({});
    live.metadata.managedFields = [
      { manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:data': { 'f:theirs': {} } } },
    ];
    expect(ownsMore(desired({}), live)).toBe(false);
  });
});

describe('sameContent', () => {
  it('looks past what every write changes, and past the order of keys', () => {
    const before = owned({}, { data: { a: '1', b: '2' } });
    const after: KubernetesObject = { ...owned({ 'f:data': {} }), data: { b: '2', a: '1' } };
    after.metadata.resourceVersion = '7';
    expect(sameContent(before, after)).toBe(true);
    expect(sameContent(before, { ...after, data: { a: '1' } })).toBe(false);
  });
});
