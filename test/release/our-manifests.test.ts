import { describe, expect, it } from 'vitest';
import { openRelease } from '../../source/istio/release/release.ts';
import { rewrite } from '../../source/istio/release/rewrite.ts';
import { parseManifest } from '../../source/istio/yaml/manifest.ts';
import { keyOf } from '../../source/kubernetes/object.ts';
import {
  differAsIntended,
  expectComments,
  notFoundAgain,
  objectsOf,
  runTheSame,
  waitsFor,
} from './beside.ts';
import { differences } from './differences.ts';
import { release as directory } from './directories.ts';
import { intended } from './intended-chapter.ts';

const [official, ours] = await Promise.all([openRelease(directory), openRelease('1.1.0')]);

/** What the official release hands to its Jobs is compared with what we write ourselves. */
const writtenByJobs = objectsOf(official).flatMap(({ data, metadata }) =>
  data?.['custom-resources.yaml']
    ? parseManifest(data['custom-resources.yaml'], metadata.name).objects.map(({ object }) => object)
    : [],
);

/** Differences that a wide line of the table must not cover up. */
const kept = ['ClusterRole/kiali metadata/labels/release'];

describe('our manifests beside the official ones', () => {
  const found = differences([...objectsOf(official), ...writtenByJobs], objectsOf(ours));

  differAsIntended(found, intended);
  runTheSame(official, ours, ['docker.io/istio/kubectl:1.1.0']);

  it.each(kept)('do not differ: %s', (start) => {
    expect(found.filter((line) => line.startsWith(start))).toEqual([]);
  });
});

describe('our manifests by themselves', () => {
  const all = objectsOf(ours);
  const dropped = new Set(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']);
  const needs = waitsFor(all);

  it('need no rewriting', () => {
    expect(rewrite(all, (apiVersion) => !dropped.has(apiVersion)).rewritten).toEqual([]);
  });

  it('have no Job, no hook and nothing of Helm', () => {
    expect(all.filter(({ kind }) => kind === 'Job')).toEqual([]);
    expect(JSON.stringify(all)).not.toMatch(/helm\.sh|Tiller/);
  });

  it('have every custom resource after its CRD, those that Jobs wrote among them', () => {
    const custom = all.filter(({ apiVersion }) => apiVersion.includes('.istio.io/'));
    expect(custom.map((one) => `${one.kind}/${one.metadata.name}`)).toEqual(
      expect.arrayContaining(['MeshPolicy/default', 'Policy/grafana-ports-mtls-disabled']),
    );
    for (const object of custom)
      expect(needs(keyOf(object)).filter((need) => need.endsWith(' served'))).toHaveLength(1);
  });

  it('have galley and the injector after citadel', () => {
    for (const name of ['istio-galley', 'istio-sidecar-injector'])
      expect(needs(`apps/Deployment/istio-system/${name}`)).toContain(
        'apps/Deployment/istio-system/istio-citadel ready',
      );
  });

  it('would all be found again as left over outside of istio-system', () => {
    expect(notFoundAgain(all)).toEqual([]);
  });

  it('give every object a comment', () => expectComments(ours));
});
