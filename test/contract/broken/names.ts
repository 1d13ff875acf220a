import type { Broken } from './request.ts';

const create = (words: string, metadata: unknown, plural = 'configmaps'): Broken => ({
  words: `create in ${plural}: ${words}`,
  method: 'POST',
  path: `/${plural}`,
  body: { metadata },
});
const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'y' };

/** Names, labels and the rest of metadata that no object may have. */
export const names: Broken[] = [
  ...['A', 'a_b', '-a', 'a-', 'a..b', '.a', 'a b', 'ä', 'a/b', '..', '.', 'a%b', 'x'.repeat(254)].map(
    (name) => create(`the name ${name.length > 20 ? 'of 254 letters' : JSON.stringify(name)}`, { name }),
  ),
  create('no name', {}),
  create('an empty name', { name: '' }),
  create('generateName that makes no name', { generateName: 'A_' }),
  create('generateName of 300 letters', { generateName: 'a'.repeat(300) }),
  create('another namespace', { name: 'broken', namespace: 'other' }),
  create('a namespace that is no name', { name: 'broken', namespace: 'A_' }),
  create('a resourceVersion', { name: 'broken', resourceVersion: '1' }),
  create('a resourceVersion that is no number', { name: 'broken', resourceVersion: 'x' }),
  create('a label without a name', { name: 'broken', labels: { '': 'a' } }),
  create('a label with two strokes', { name: 'broken', labels: { 'a/b/c': 'a' } }),
  create('a label with a bad prefix', { name: 'broken', labels: { 'A_/b': 'a' } }),
  create('a label with a bad value', { name: 'broken', labels: { a: 'b c' } }),
  create('a label of 64 letters', { name: 'broken', labels: { a: 'b'.repeat(64) } }),
  create('an annotation without a name', { name: 'broken', annotations: { '': 'a' } }),
  create('an annotation with a bad name', { name: 'broken', annotations: { 'a b': 'a' } }),
  create('annotations of 300 KiB', { name: 'broken', annotations: { a: 'b'.repeat(300 * 1024) } }),
  create('a finalizer without a prefix', { name: 'broken', finalizers: ['x'] }),
  create('a finalizer that is no name', { name: 'broken', finalizers: ['a/b/c'] }),
  create('an empty finalizer', { name: 'broken', finalizers: [''] }),
  create('an owner without a uid', { name: 'broken', ownerReferences: [{ ...owner, uid: '' }] }),
  create('an owner without a kind', { name: 'broken', ownerReferences: [{ ...owner, kind: '' }] }),
  create('an owner without a name', { name: 'broken', ownerReferences: [{ ...owner, name: '' }] }),
  create('an owner without a version', { name: 'broken', ownerReferences: [{ ...owner, apiVersion: '' }] }),
  create('two controlling owners', {
    name: 'broken',
    ownerReferences: [
      { ...owner, controller: true },
      { ...owner, uid: 'z', controller: true },
    ],
  }),
  create('an Event for an owner', {
    name: 'broken',
    ownerReferences: [{ ...owner, kind: 'Event' }],
  }),
  create('a dot in it', { name: 'a.b' }, 'services'),
  create('a figure first', { name: '1a' }, 'services'),
  create('64 letters', { name: 'a'.repeat(64) }, 'services'),
  create('no name', {}, 'secrets'),
  create('a name in capitals', { name: 'A' }, 'serviceaccounts'),
];
