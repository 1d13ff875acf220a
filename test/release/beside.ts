import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { leftoversIn } from '../../source/istio/clean-up/leftovers.ts';
import { manifestRequests } from '../../source/istio/pods/requests.ts';
import { dependencies } from '../../source/istio/release/order.ts';
import type { Release } from '../../source/istio/release/release.ts';
import { type KubernetesObject, keyOf } from '../../source/kubernetes/object.ts';
import { matcher } from './differences.ts';

/**
 * Every difference from the official release, `what: official -> ours`, each with its reason; `*` stands for anything. One that is not
 * in such a table fails the test, and so does one that is there and is no more.
 */
export type Intended = [difference: string, reason: string][];

export const objectsOf = (release: Release): KubernetesObject[] => [
  ...release.crds(),
  ...release.controlPlane(),
  ...release.bookinfo(),
  ...release.gateway(),
];

/** Holds what was found to differ to the table of what is meant to. */
export function differAsIntended(found: readonly string[], intended: Intended): void {
  it('differ in nothing that is not in the table', () => {
    const known = intended.map(([pattern]) => matcher(pattern));
    expect(found.filter((line) => !known.some((one) => one.test(line)))).toEqual([]);
  });

  it.each(intended)('still differ: %s', (pattern) => {
    expect(found.some((line) => matcher(pattern).test(line))).toBe(true);
  });

  it('give a reason for each difference', () => {
    for (const [, reason] of intended) expect(reason).toMatch(/^.{5,}\.$/);
  });
}

/** The same images but for those that only the official ones have, and the same requests. */
export function runTheSame(official: Release, ours: Release, onlyOfficial: readonly string[] = []): void {
  it('pull the same images', () => {
    const imagesOf = (release: Release) =>
      new Set(
        [...JSON.stringify(objectsOf(release)).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image),
      );
    expect([...imagesOf(official)].sort()).toEqual([...imagesOf(ours), ...onlyOfficial].sort());
  });

  it('request the same', () => {
    const [own, theirs] = [ours, official].map((release) => manifestRequests(release.controlPlane()));
    expect(own).toMatchObject({ cpu: theirs?.cpu, memory: theirs?.memory });
  });
}

/** What an object waits for, by its key: `key until`. */
export function waitsFor(objects: readonly KubernetesObject[]): (key: string) => string[] {
  const needs = dependencies(objects);
  return (key) => needs.get(key)?.map(({ after, until }) => `${after} ${until}`) ?? [];
}

/** Keys of what lives outside of istio-system and would not be found again as left over. */
export function notFoundAgain(objects: readonly KubernetesObject[]): string[] {
  const here = objects.map((object) =>
    object.metadata.namespace ? object : { ...object, metadata: { ...object.metadata, namespace: 'app' } },
  );
  const outside = here.filter((object) => object.metadata.namespace !== 'istio-system');
  const found = new Set(leftoversIn(outside, 'app').map(keyOf));
  return outside.map(keyOf).filter((key) => !found.has(key));
}

/** Every object in the files begins below a comment: by themselves, and in a List. */
export async function expectComments(release: Release): Promise<void> {
  const files = new Set(objectsOf(release).map((object) => release.originOf(object)?.file ?? ''));
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    const starts = [...text.matchAll(/^( *(?:- )?)apiVersion: (?!v1\nkind: List)/gm)].filter(
      ({ 1: indent = '' }) => indent === '' || indent === '  - ',
    );
    expect(starts.length, file).toBeGreaterThan(0);
    for (const { index } of starts)
      expect(text.slice(0, index).trimEnd().split('\n').at(-1), file).toMatch(/^ *#/);
  }
}
