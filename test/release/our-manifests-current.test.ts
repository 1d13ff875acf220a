import { describe, expect, it } from 'vitest';
import { openRelease, type Release } from '../../source/istio/release/release.ts';
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
import { currentRelease } from './directories.ts';
import { intended } from './intended-current.ts';

const [official, ours] = await Promise.all([openRelease(currentRelease), openRelease('1.30.3')]);

describe('our manifests of 1.30.3 beside the official ones', () => {
  const found = differences(objectsOf(official), objectsOf(ours));

  differAsIntended(found, intended);
  runTheSame(official, ours);

  it('serve the same versions of each kind, store the same, demand the same at the top, and take everything below', () => {
    const factsOf = (release: Release) =>
      Object.fromEntries(
        release.crds().map(({ metadata, spec }) => [
          metadata.name,
          Object.fromEntries(
            // biome-ignore lint/suspicious/noExplicitAny: as open as the API
            spec.versions.map((version: any) => {
              const { type, required = [], properties } = version.schema.openAPIV3Schema;
              const { name, served, storage, subresources } = version;
              return [
                name,
                { served, storage, subresources, type, required, parts: Object.keys(properties).sort() },
              ];
            }),
          ),
        ]),
      );
    expect(factsOf(ours)).toEqual(factsOf(official));
    for (const { spec } of ours.crds())
      for (const { schema } of spec.versions)
        for (const part of Object.values(schema.openAPIV3Schema.properties))
          expect(part).toEqual({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
  });
});

describe.each([
  ['ours', ours],
  ['the official ones', official],
])('the manifests of 1.30.3 by themselves: %s', (_, release) => {
  const all = objectsOf(release);
  const needs = waitsFor(all);
  const istiod = 'apps/Deployment/istio-system/istiod ready';

  it('have the webhooks after istiod answers, so that nothing is refused meanwhile', () => {
    const webhooks = all.filter(({ kind }) => kind.endsWith('WebhookConfiguration'));
    expect(webhooks).toHaveLength(3);
    for (const webhook of webhooks) expect(needs(keyOf(webhook))).toContain(istiod);
  });

  it('have the gateways after istiod, which makes the certificate that they mount', () => {
    for (const name of ['istio-ingressgateway', 'istio-egressgateway'])
      expect(needs(`apps/Deployment/istio-system/${name}`)).toContain(istiod);
  });

  it('have istiod after what it reads only when it starts, and mounts nowhere', () => {
    expect(needs('apps/Deployment/istio-system/istiod')).toEqual(
      expect.arrayContaining([
        '/ConfigMap/istio-system/istio applied',
        '/ConfigMap/istio-system/istio-sidecar-injector applied',
      ]),
    );
  });

  it('would all be found again as left over outside of istio-system', () => {
    expect(notFoundAgain(all)).toEqual([]);
  });
});

it('our manifests of 1.30.3 give every object a comment', () => expectComments(ours));
