import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { leftoversIn } from '../../source/istio/leftovers.ts';
import { dependencies } from '../../source/istio/order.ts';
import { openRelease, type Release } from '../../source/istio/release.ts';
import { manifestRequests } from '../../source/istio/requests.ts';
import { keyOf } from '../../source/kubernetes/object.ts';
import { differences, matcher } from './differences.ts';
import { currentRelease } from './directories.ts';

const [official, ours] = await Promise.all([openRelease(currentRelease), openRelease('1.30.3')]);
const objectsOf = (release: Release) => [
  ...release.crds(),
  ...release.controlPlane(),
  ...release.bookinfo(),
  ...release.gateway(),
];

/** As for 1.1.0: every difference with its reason, and none that is not there. */
const intended: [difference: string, reason: string][] = [
  // Whole objects
  [
    'ConfigMap/values: only official',
    'What Helm was given, for people to read. Nothing reads it, and there is no Helm here.',
  ],

  // Residue of Helm and istioctl
  ...['app.kubernetes.io/*', 'helm.sh/chart', 'heritage', 'release', 'chart'].map(
    (label): [string, string] => [
      `*metadata/labels/${label}: * -> (none)`,
      'Says which chart of which Helm release it is of, and there is none; no selector asks for it.',
    ],
  ),
  ...['operator.istio.io/component', 'install.operator.istio.io/owning-resource'].map(
    (label): [string, string] => [
      `*metadata/labels/${label}: * -> (none)`,
      'By this istioctl finds what it has installed itself; it has not.',
    ],
  ),
  [
    'CustomResourceDefinition/* metadata/annotations/helm.sh/resource-policy: keep -> (none)',
    'For Helm, which does not run here.',
  ],
  ['CustomResourceDefinition/* metadata/labels/app: * -> (none)', 'Istio finds CRDs by name.'],
  ['CustomResourceDefinition/* metadata/labels/istio: * -> (none)', 'Istio finds CRDs by name.'],
  ...['ServiceAccount', 'Service', 'Role', 'RoleBinding', 'Deployment'].map((kind): [string, string] => [
    `${kind}/*gateway* metadata/labels/istio.io/rev: default -> (none)`,
    'Only the label of the pods is looked at.',
  ]),
  [
    'Deployment/*gateway metadata/labels/istio.io/dataplane-mode: none -> (none)',
    'Only the label of the pods is looked at.',
  ],
  [
    'Deployment/*gateway spec/template/metadata/annotations/istio.io/rev: default -> (none)',
    'The label says it.',
  ],
  [
    'Deployment/* spec/template/metadata/annotations/sidecar.istio.io/inject: false -> (none)',
    'The label says it, and goes before the annotation.',
  ],
  ['Deployment/*gateway spec/template/spec/affinity/nodeAffinity: {} -> (none)', 'An empty wish.'],

  // Schemas
  [
    'CustomResourceDefinition/* spec/versions/*/schema/openAPIV3Schema/*: * -> *',
    'Ours takes whatever is under spec and status; istiod checks the content by its webhook, in words that name the mistake. Below, what must be there is held to be the same.',
  ],
  [
    'CustomResourceDefinition/* spec/versions/*/additionalPrinterColumns/*/description: * -> *',
    'Documentation, in words of our own.',
  ],

  // Rights
  ...['config', 'authentication', 'rbac'].map((group): [string, string] => [
    `ClusterRole/* rules/* ${group}.istio.io *: yes -> (none)`,
    'Groups of older releases, for an istiod of such a release beside this one.',
  ]),
  [
    'ClusterRole/istio-reader-clusterrole-istio-system rules/* networking.istio.io workloadentries: yes -> (none)',
    'All of that group may be read anyway.',
  ],
  [
    'RoleBinding/*gateway-sds subjects/*/namespace: (none) -> istio-system',
    'Written out; the server takes that of the binding.',
  ],

  // istiod
  [
    'Deployment/istiod spec/template/spec/tolerations/*: * -> (none)',
    'Against a taint that the CNI plugin sets on nodes, which is not installed.',
  ],
  ...['KUBECONFIG', 'volumeMounts//var/run/secrets/remote', 'volumes/istio-kubeconfig'].map(
    (what): [string, string] => [
      `Deployment/istiod spec/template/spec/*${what}/*: * -> (none)`,
      'To control another cluster from this one.',
    ],
  ),
  ...['volumeMounts//var/run/secrets/istiod', 'volumes/istio-csr'].map((what): [string, string] => [
    `Deployment/istiod spec/template/spec/*${what}*: * -> (none)`,
    'A certificate by way of cert-manager, another project, which the demo does not run.',
  ]),
  [
    'Deployment/istiod spec/template/spec/containers/discovery/env/CA_TRUSTED_NODE_ACCOUNTS/*: * -> (none)',
    'Trusts the proxies of an ambient mesh to speak for others; there are none.',
  ],
  [
    'Deployment/istiod spec/template/spec/containers/discovery/env/PILOT_ENABLE_ANALYSIS/*: * -> (none)',
    'The default.',
  ],
  ['Deployment/istiod spec/template/spec/containers/discovery/env/PLATFORM/*: * -> (none)', 'Empty.'],

  // Gateways
  ...['volumeMounts//etc/istio/*-certs', 'volumes/*-certs'].map((what): [string, string] => [
    `Deployment/*gateway spec/template/spec/*${what}/*: * -> (none)`,
    'Certificates as files, as in 1.1; Gateways name a Secret now, and istiod hands it to the proxy.',
  ]),

  // What istiod is told
  [
    'ConfigMap/istio data/mesh/extensionProviders/*: * -> (none)',
    'Places to send traces and logs to, none of which is installed. Whoever installs one adds it.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/values/*: * -> (none)',
    'What the templates are told; ours says it where it is used. What istiod itself reads of the values is there.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/*Selector: [] -> (none)',
    'An empty list, which is the default.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/template: * -> (none)',
    'Makes injectors before 1.9 fail in words; they do not read this.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/templates/sidecar: * -> *',
    'Arranged anew, without what needs other values than those of the demo.',
  ],
  ...['gateway', 'kube-gateway', 'waypoint', 'agentgateway', 'grpc-simple', 'grpc-agent'].map(
    (name): [string, string] => [
      `ConfigMap/istio-sidecar-injector data/config/templates/${name}: * -> (none)`,
      'Another kind of proxy than the sidecar, of which the demo has none; its gateways are written out.',
    ],
  ),
];

describe('our manifests of 1.30.3 beside the official ones', () => {
  const found = differences(objectsOf(official), objectsOf(ours));

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

  it('pull the same images', () => {
    const imagesOf = (release: Release) =>
      new Set(
        [...JSON.stringify(objectsOf(release)).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image),
      );
    expect(imagesOf(ours)).toEqual(imagesOf(official));
  });

  it('request the same', () => {
    const [own, theirs] = [ours, official].map((release) => manifestRequests(release.controlPlane()));
    expect(own).toMatchObject({ cpu: theirs?.cpu, memory: theirs?.memory });
  });

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
  const needs = dependencies(all);
  const waitsFor = (key: string) => needs.get(key)?.map(({ after, until }) => `${after} ${until}`) ?? [];
  const istiod = 'apps/Deployment/istio-system/istiod ready';

  it('have the webhooks after istiod answers, so that nothing is refused meanwhile', () => {
    const webhooks = all.filter(({ kind }) => kind.endsWith('WebhookConfiguration'));
    expect(webhooks).toHaveLength(3);
    for (const webhook of webhooks) expect(waitsFor(keyOf(webhook))).toContain(istiod);
  });

  it('have the gateways after istiod, which makes the certificate that they mount', () => {
    for (const name of ['istio-ingressgateway', 'istio-egressgateway'])
      expect(waitsFor(`apps/Deployment/istio-system/${name}`)).toContain(istiod);
  });

  it('have istiod after what it reads only when it starts, and mounts nowhere', () => {
    expect(waitsFor('apps/Deployment/istio-system/istiod')).toEqual(
      expect.arrayContaining([
        '/ConfigMap/istio-system/istio applied',
        '/ConfigMap/istio-system/istio-sidecar-injector applied',
      ]),
    );
  });

  it('would all be found again as left over outside of istio-system', () => {
    const here = all.map((object) =>
      object.metadata.namespace ? object : { ...object, metadata: { ...object.metadata, namespace: 'app' } },
    );
    const outside = here.filter((object) => object.metadata.namespace !== 'istio-system');
    const found = new Set(leftoversIn(outside, 'app').map(keyOf));
    expect(outside.map(keyOf).filter((key) => !found.has(key))).toEqual([]);
  });
});

describe('our manifests of 1.30.3', () => {
  it('give every object a comment', async () => {
    const files = new Set(objectsOf(ours).map((object) => ours.originOf(object)?.file ?? ''));
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      for (const { index } of text.matchAll(/^apiVersion: /gm))
        expect(text.slice(0, index).trimEnd().split('\n').at(-1), file).toMatch(/^#/);
    }
  });
});
