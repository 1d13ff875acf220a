import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { leftoversIn } from '../../source/istio/leftovers.ts';
import { parseManifest } from '../../source/istio/manifest.ts';
import { dependencies } from '../../source/istio/order.ts';
import { openRelease, type Release } from '../../source/istio/release.ts';
import { manifestRequests } from '../../source/istio/requests.ts';
import { rewrite } from '../../source/istio/rewrite.ts';
import { keyOf } from '../../source/kubernetes/object.ts';
import type { Pod } from '../standin/injector/pod.ts';
import { type Mesh, renderSidecar } from '../standin/injector/render.ts';
import { differences, matcher } from './differences.ts';
import { release as directory } from './directories.ts';

const [official, ours] = await Promise.all([openRelease(directory), openRelease('1.1.0')]);
const objectsOf = (release: Release) => [
  ...release.crds(),
  ...release.controlPlane(),
  ...release.bookinfo(),
  ...release.gateway(),
];

/** What the official release hands to its Jobs is compared with what we write ourselves. */
const writtenByJobs = objectsOf(official).flatMap(({ data, metadata }) =>
  data?.['custom-resources.yaml']
    ? parseManifest(data['custom-resources.yaml'], metadata.name).objects.map(({ object }) => object)
    : [],
);

/**
 * Every difference from the official release, `what: official -> ours`, each with its reason; `*` stands for anything. One that is not
 * here fails the test, and so does one that is here and is no more.
 */
const intended: [difference: string, reason: string][] = [
  // Whole objects
  [
    'CustomResourceDefinition/*.certmanager.k8s.io: only official',
    'cert-manager is another project, which the demo does not run; its old CRDs would stand in the way of a current one.',
  ],
  [
    '*/istio-cleanup-secrets-*: only official',
    'A post-delete hook for Helm. As a plain object it runs at install, and deletes the certificates that citadel makes just then (istio/istio#17122); hoist deletes them itself, after citadel.',
  ],
  [
    '*/istio-security-post-install-*: only official',
    'hoist writes the MeshPolicy itself, once its CRD is served.',
  ],
  ['ConfigMap/istio-security-custom-resources: only official', 'The text for that Job.'],
  [
    '*/istio-grafana-post-install-*: only official',
    'hoist writes the Policy itself, once its CRD is served.',
  ],
  ['ConfigMap/istio-grafana-custom-resources: only official', 'The text for that Job.'],
  [
    'ConfigMap/istio-grafana-configuration-dashboards-*: only official',
    "Seven dashboards of others' text, which Grafana can import by number.",
  ],
  ['ConfigMap/istio-grafana-dashboards: only ours', 'One small dashboard in their place.'],
  [
    'Secret/kiali: only official',
    'A default password, the same everywhere. Kiali runs without, and says how to make one.',
  ],

  // Residue of Helm
  ['* metadata/labels/chart: * -> (none)', 'There is no chart.'],
  ['* metadata/labels/heritage: Tiller -> (none)', 'There is no Tiller.'],
  [
    '* metadata/labels/release: istio -> (none)',
    'No Helm release; nothing looks it up, but for one role below.',
  ],
  ['* spec/template/metadata/labels/chart: * -> (none)', 'There is no chart.'],
  ['* spec/template/metadata/labels/heritage: Tiller -> (none)', 'There is no Tiller.'],
  [
    '* spec/template/metadata/labels/release: istio -> (none)',
    'No Helm release, and no selector of ours asks for it.',
  ],
  ['Service/*gateway spec/selector/release: istio -> (none)', 'app and istio select the same pods.'],
  [
    'PodDisruptionBudget/* spec/selector/matchLabels/release: istio -> (none)',
    'The others select the same pods.',
  ],
  [
    'PodDisruptionBudget/* spec/selector/matchLabels/app: * -> (none)',
    'The same selector as the Deployment has.',
  ],
  [
    'PodDisruptionBudget/* metadata/labels/version: 1.1.0 -> (none)',
    'Two of six had it, and nothing looks it up.',
  ],
  [
    'CustomResourceDefinition/* metadata/annotations/helm.sh/resource-policy: keep -> (none)',
    'For Helm, which does not run here.',
  ],
  ['CustomResourceDefinition/* metadata/labels/app: * -> (none)', 'Istio finds CRDs by name.'],
  ['CustomResourceDefinition/* metadata/labels/istio: * -> (none)', 'Istio finds CRDs by name.'],
  ['CustomResourceDefinition/* metadata/labels/package: * -> (none)', 'Istio finds CRDs by name.'],
  ...['attributemanifest', 'handler', 'kubernetes', 'logentry', 'metric', 'rule', 'DestinationRule'].map(
    (kind): [string, string] => [
      `${kind}/* metadata/labels/app: mixer -> (none)`,
      'Mixer and pilot take all there is in the namespace, whatever its labels.',
    ],
  ),
  ['MeshPolicy/default metadata/labels/app: security -> (none)', 'There is only this one.'],
  ['Policy/* metadata/labels/app: grafana -> (none)', 'Nothing looks it up.'],
  [
    'Deployment/istio-pilot metadata/annotations/checksum/config-volume: * -> (none)',
    'Made Helm replace the Deployment when the mesh config changed; where it stands, on the Deployment and not on its pods, it restarts nothing.',
  ],
  ['Deployment/kiali spec/template/metadata/name: kiali -> (none)', "A pod's name is generated."],

  // Versions that later Kubernetes dropped
  [
    'Deployment/* apiVersion: extensions/v1beta1 -> apps/v1',
    'Served by every Kubernetes from 1.9 on; the other is gone in 1.16.',
  ],
  [
    'Deployment/* spec/selector/matchLabels/*: (none) -> *',
    'apps/v1 wants it said: the labels by which the Service finds the pods too.',
  ],
  [
    'HorizontalPodAutoscaler/* apiVersion: autoscaling/v2beta1 -> autoscaling/v1',
    'Says the same for CPU alone, and is served by every Kubernetes; v2beta1 is gone in 1.25.',
  ],
  [
    'HorizontalPodAutoscaler/* spec/scaleTargetRef/apiVersion: apps/v1beta1 -> apps/v1',
    'As the Deployments have it.',
  ],
  ['HorizontalPodAutoscaler/* spec/metrics/0/*: * -> (none)', 'See its version.'],
  [
    'HorizontalPodAutoscaler/* spec/targetCPUUtilizationPercentage: (none) -> 80',
    'The same 80 percent, as v1 writes it.',
  ],
  [
    'Deployment/* spec/template/metadata/annotations/scheduler.alpha.kubernetes.io/critical-pod:  -> (none)',
    'Deprecated since 1.13, and without effect outside of kube-system.',
  ],

  // Where pods may run
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/key: beta.kubernetes.io/arch -> kubernetes.io/arch',
    'The current label.',
  ],
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values: * -> ["amd64"]',
    'The images of 1.1.0 were published for amd64 alone.',
  ],
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/1/matchExpressions/0/*: (none) -> *',
    'Or the old label: nodes have the current one only from Kubernetes 1.14 on.',
  ],
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/*: * -> (none)',
    'Preferred all of what was required alike, which prefers nothing.',
  ],

  // What programs are told
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/namespace: istio-system -> (none)',
    'The kind has no namespace.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/labels/chart: galley -> (none)',
    'There is no chart.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/labels/heritage: Tiller -> (none)',
    'There is no Tiller.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/labels/release: istio -> (none)',
    'Nothing looks it up.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/webhooks/*/clientConfig/caBundle:  -> (none)',
    'Galley puts its own in, whatever is there.',
  ],
  ['ConfigMap/istio data/mesh/accessLogFormat:  -> (none)', 'The default.'],
  ['ConfigMap/istio data/mesh/accessLogEncoding: TEXT -> (none)', 'The default.'],
  [
    'ConfigMap/istio data/mesh/enableSdsTokenMount: false -> (none)',
    'The default: no secret discovery service here.',
  ],
  [
    'ConfigMap/istio data/mesh/sdsUseK8sSaJwt: false -> (none)',
    'The default: no secret discovery service here.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/template: * -> *',
    'Arranged anew; below it is held to the same outcome.',
  ],
  [
    'ConfigMap/kiali data/config.yaml/external_services/*: (none) -> {}',
    'The same as a field without a value.',
  ],
  [
    'Deployment/prometheus spec/template/spec/initContainers/prom-init/command: * -> *',
    'The same wait of half a minute for the same file, in words of our own.',
  ],
  [
    'Deployment/grafana spec/template/spec/containers/grafana/volumeMounts//var/lib/grafana/dashboards/istio*: * -> *',
    'One directory with one dashboard, in place of seven files.',
  ],
  ['Deployment/grafana spec/template/spec/volumes/dashboards*: * -> *', 'Of the same dashboards.'],
  [
    'CustomResourceDefinition/* spec/additionalPrinterColumns/*/description: * -> *',
    'Documentation, in words of our own.',
  ],
];

/** Differences that a wide line of the table must not cover up. */
const kept = ['ClusterRole/kiali metadata/labels/release'];

describe('our manifests beside the official ones', () => {
  const found = differences([...objectsOf(official), ...writtenByJobs], objectsOf(ours));

  it('differ in nothing that is not in the table', () => {
    const known = intended.map(([pattern]) => matcher(pattern));
    expect(found.filter((line) => !known.some((one) => one.test(line)))).toEqual([]);
  });

  it.each(intended)('still differ: %s', (pattern) => {
    expect(found.some((line) => matcher(pattern).test(line))).toBe(true);
  });

  it.each(kept)('do not differ: %s', (start) => {
    expect(found.filter((line) => line.startsWith(start))).toEqual([]);
  });

  it('give a reason for each difference', () => {
    for (const [, reason] of intended) expect(reason).toMatch(/^.{9,}\.$/);
  });

  it('pull the same images, but for kubectl', () => {
    const imagesOf = (release: Release) =>
      new Set(
        [...JSON.stringify(objectsOf(release)).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image),
      );
    const theirs = imagesOf(official);
    theirs.delete('docker.io/istio/kubectl:1.1.0');
    expect(imagesOf(ours)).toEqual(theirs);
  });

  it('request the same', () => {
    const [own, theirs] = [ours, official].map((release) => manifestRequests(release.controlPlane()));
    expect(own).toMatchObject({ cpu: theirs?.cpu, memory: theirs?.memory });
  });
});

describe('the injection template', () => {
  const configOf = (release: Release, name: string) =>
    release.controlPlane().find((one) => one.kind === 'ConfigMap' && one.metadata.name === name)?.data;
  const rendered = (release: Release, pod: Pod) => {
    const { template } = load(configOf(release, 'istio-sidecar-injector')?.config) as { template: string };
    return renderSidecar(template, load(configOf(release, 'istio')?.mesh) as Mesh, 'shop', pod);
  };
  const byName = <Item extends { name: string }>(list: Item[] = []) =>
    list.toSorted((one, other) => one.name.localeCompare(other.name));
  /** Mounts and volumes may stand in any order; a template's numbers become what their fields are. */
  const settled = (release: Release, pod: Pod) => {
    const { containers, initContainers, volumes, ...rest } = rendered(release, pod);
    const mounts = containers?.map((one) => ({ ...one, volumeMounts: byName(one.volumeMounts) }));
    return { ...rest, initContainers, containers: mounts, volumes: byName(volumes) };
  };
  const pod = (annotations?: Record<string, string>, more: object = {}): Pod => ({
    metadata: { generateName: 'reviews-v1-5d4d-', labels: { app: 'reviews', version: 'v1' }, annotations },
    spec: {
      containers: [{ name: 'reviews', ports: [{ containerPort: 9080 }] }],
      serviceAccountName: 'default',
    },
    ...more,
  });
  const annotated: [name: string, value: string][] = [
    ['sidecar.istio.io/interceptionMode', 'NONE'],
    ['sidecar.istio.io/interceptionMode', 'TPROXY'],
    ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8'],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '10.1.0.0/16'],
    ['traffic.sidecar.istio.io/includeInboundPorts', '80,443'],
    ['traffic.sidecar.istio.io/excludeInboundPorts', '22'],
    ['traffic.sidecar.istio.io/kubevirtInterfaces', 'net1'],
    ['sidecar.istio.io/proxyImage', 'example.com/proxyv2:debug'],
    ['sidecar.istio.io/discoveryAddress', 'other-pilot:15010'],
    ['sidecar.istio.io/controlPlaneAuthPolicy', 'MUTUAL_TLS'],
    ['sidecar.istio.io/proxyCPU', '50m'],
    ['sidecar.istio.io/proxyMemory', '64Mi'],
    ['sidecar.istio.io/bootstrapOverride', 'own-bootstrap'],
    ['sidecar.istio.io/userVolume', '{"own":{"configMap":{"name":"own","optional":true}}}'],
    ['sidecar.istio.io/userVolumeMount', '{"own":{"mountPath":"/own","readOnly":true}}'],
    ['status.sidecar.istio.io/port', '0'],
    ['status.sidecar.istio.io/port', '15999'],
    ['readiness.status.sidecar.istio.io/applicationPorts', '9080,9081'],
    ['readiness.status.sidecar.istio.io/initialDelaySeconds', '7'],
    ['readiness.status.sidecar.istio.io/periodSeconds', '8'],
    ['readiness.status.sidecar.istio.io/failureThreshold', '9'],
  ];

  it.each(annotated)('comes to the same with %s: %s', (name, value) => {
    const annotations = { [name]: value };
    expect(settled(ours, pod(annotations))).toEqual(settled(official, pod(annotations)));
  });

  it.each([
    ['a plain pod', pod()],
    ['no label app', pod(undefined, { metadata: { generateName: 'reviews-v1-5d4d-', labels: {} } })],
    ['nothing to go by', pod(undefined, { metadata: {} })],
    ['an account of its own', pod(undefined, { spec: { containers: [], serviceAccountName: 'bookinfo' } })],
    ['no account', pod(undefined, { spec: { containers: [], serviceAccountName: '' } })],
  ])('comes to the same with %s', (_, given) => {
    expect(settled(ours, given)).toEqual(settled(official, given));
  });

  it('has the same policy', () => {
    const policyOf = (release: Release) => load(configOf(release, 'istio-sidecar-injector')?.config);
    expect(policyOf(ours)).toMatchObject({ policy: 'enabled' });
  });
});

describe('our manifests by themselves', () => {
  const all = objectsOf(ours);
  const dropped = new Set(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']);
  const needs = dependencies(all);
  const waitsFor = (key: string) => needs.get(key)?.map(({ after, until }) => `${after} ${until}`) ?? [];

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
      expect(waitsFor(keyOf(object)).filter((need) => need.endsWith(' served'))).toHaveLength(1);
  });

  it('have galley and the injector after citadel', () => {
    for (const name of ['istio-galley', 'istio-sidecar-injector'])
      expect(waitsFor(`apps/Deployment/istio-system/${name}`)).toContain(
        'apps/Deployment/istio-system/istio-citadel ready',
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

  it('give every object a comment', async () => {
    const { readFile } = await import('node:fs/promises');
    const files = new Set(all.map((object) => ours.originOf(object)?.file ?? ''));
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      const starts = [...text.matchAll(/^( *(?:- )?)apiVersion: (?!v1\nkind: List)/gm)].filter(
        ({ 1: indent = '' }) => indent === '' || indent === '  - ',
      );
      for (const { index } of starts)
        expect(text.slice(0, index).trimEnd().split('\n').at(-1), file).toMatch(/^ *#/);
    }
  });
});
