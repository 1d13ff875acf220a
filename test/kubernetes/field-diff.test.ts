import { describe, expect, it } from 'vitest';
import { fieldChanges } from '../../source/kubernetes/fields/field-diff.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const object = (fields: Partial<KubernetesObject>, kind = 'ConfigMap'): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'a' },
  ...fields,
});
const words = (before: KubernetesObject, after: KubernetesObject) =>
  fieldChanges(before, after).map(({ path, before: old, after: now }) => `${path} ${old} ${now}`);

describe('fieldChanges', () => {
  it('names what is added, taken away and changed, and nothing else', () => {
    const before = object({ spec: { same: 1, gone: true, other: 'a' } });
    const after = object({ spec: { same: 1, other: 'b', more: { x: [] } } });
    expect(words(before, after)).toEqual([
      '.spec.other "a" "b"',
      '.spec.more undefined {"x":[]}',
      '.spec.gone true undefined',
    ]);
  });

  it('says nothing of what the server writes by itself', () => {
    const before = object({ metadata: { name: 'a', resourceVersion: '1', generation: 1 }, status: { a: 1 } });
    const after = object({ metadata: { name: 'a', resourceVersion: '2', managedFields: [] }, status: {} });
    expect(fieldChanges(before, after)).toEqual([]);
  });

  it('finds elements of a list by their name, also when they moved', () => {
    const spec = (...containers: object[]) => object({ spec: { containers } });
    const before = spec({ name: 'proxy', image: 'p:1' }, { name: 'app', image: 'a:1' });
    const after = spec({ name: 'app', image: 'a:2' }, { name: 'proxy', image: 'p:1' });
    expect(words(before, after)).toEqual(['.spec.containers[name="app"].image "a:1" "a:2"']);
  });

  it('compares lists without names by their places where they are as long, else whole', () => {
    const args = (...list: string[]) => object({ args: list });
    expect(words(args('a', 'b'), args('a', 'c'))).toEqual(['.args[1] "b" "c"']);
    expect(words(args('a'), args('a', 'c'))).toEqual(['.args ["a"] ["a","c"]']);
  });

  it('shows the lines of a long text that go and come', () => {
    const before = object({ data: { mesh: 'a: 1\nb: 2\nc: 3\n' } });
    const after = object({ data: { mesh: 'a: 1\nb: 4\nc: 3\n' } });
    expect(fieldChanges(before, after)[0]?.lines).toEqual(['- b: 2', '+ b: 4']);
  });

  it('never shows what is in a Secret', () => {
    const before = object(
      {
        data: { key: 'b2xk' },
        stringData: { text: 'old\nlines' },
        metadata: { name: 'a', labels: { a: '1' } },
      },
      'Secret',
    );
    const after = object(
      {
        data: { key: 'bmV3', more: 'eA==' },
        stringData: { text: 'new\nlines' },
        metadata: { name: 'a', labels: { a: '2' } },
      },
      'Secret',
    );
    const said = JSON.stringify(fieldChanges(before, after));
    expect(said).not.toMatch(/b2xk|bmV3|eA==|old|new/);
    expect(words(before, after)).toContain('.metadata.labels.a "1" "2"');
    expect(words(before, after)).toContain('.data.key *** ***');
  });

  it('draws no control characters of a cluster', () => {
    const after = object({ data: { 'a\u001b[2J': 'b\u001b]0;x\u0007\u009b2J' } });
    const [change] = fieldChanges(object({ data: {} }), after);
    expect(`${change?.path}${change?.after}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});
