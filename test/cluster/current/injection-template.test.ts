import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRelease } from '../../../source/istio/release/release.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { differences, matcher } from '../../release/differences.ts';
import { release, start } from '../program.ts';
import { tool } from '../tool.ts';

/** What may be different in what the two templates make of a pod, and why. Anything else fails. */
const intended: [difference: string, reason: string][] = [
  [
    '*spec/volumes/*/emptyDir: (none) -> {}',
    'An empty directory of no special kind, written with nothing in it or as null.',
  ],
];

/** Annotations that a pod's owner can give, each alone. */
const annotated: [name: string, value: string][] = [
  ['sidecar.istio.io/interceptionMode', 'NONE'],
  ['sidecar.istio.io/interceptionMode', 'TPROXY'],
  ['sidecar.istio.io/capNetBindService', 'true'],
  ['sidecar.istio.io/nativeSidecar', 'true'],
  ['sidecar.istio.io/nativeSidecar', 'false'],
  ['sidecar.istio.io/proxyImage', 'example.com/proxyv2:debug'],
  ['sidecar.istio.io/proxyCPU', '50m'],
  ['sidecar.istio.io/proxyMemory', '64Mi'],
  ['sidecar.istio.io/proxyCPULimit', '1'],
  ['sidecar.istio.io/proxyMemoryLimit', '256Mi'],
  ['sidecar.istio.io/logLevel', 'debug'],
  ['sidecar.istio.io/componentLogLevel', 'http:debug'],
  ['sidecar.istio.io/agentLogLevel', 'default:debug'],
  ['sidecar.istio.io/bootstrapOverride', 'own-bootstrap'],
  ['sidecar.istio.io/userVolume', '{"own":{"configMap":{"name":"own","optional":true}}}'],
  ['sidecar.istio.io/userVolumeMount', '{"own":{"mountPath":"/own","readOnly":true}}'],
  ['status.sidecar.istio.io/port', '0'],
  ['status.sidecar.istio.io/port', '15999'],
  ['readiness.status.sidecar.istio.io/initialDelaySeconds', '7'],
  ['readiness.status.sidecar.istio.io/periodSeconds', '8'],
  ['readiness.status.sidecar.istio.io/failureThreshold', '9'],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8'],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '10.1.0.0/16'],
  ['traffic.sidecar.istio.io/includeInboundPorts', '80,443'],
  ['traffic.sidecar.istio.io/excludeInboundPorts', '22'],
  ['traffic.sidecar.istio.io/includeOutboundPorts', '3306'],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', '27017'],
  ['traffic.sidecar.istio.io/excludeInterfaces', 'net2'],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', 'net1'],
  ['istio.io/reroute-virtual-interfaces', 'net3'],
  ['kubectl.kubernetes.io/default-container', 'web'],
  ['proxy.istio.io/config', '{"concurrency":3,"holdApplicationUntilProxyStarts":true}'],
  ['proxy.istio.io/config', '{"proxyMetadata":{"ISTIO_META_DNS_CAPTURE":"true"}}'],
  ['proxy.istio.io/config', '{"proxyMetadata":{"IPTABLES_TRACE_LOGGING":"true"}}'],
  ['inject.istio.io/templates', 'sidecar'],
];

const web = { name: 'web', image: 'example.com/web:1', ports: [{ name: 'http', containerPort: 9080 }] };
const pod = (name: string, metadata: object = {}, spec: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: 'web', version: 'v1' }, ...metadata },
  spec: { containers: [web], ...spec },
});
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [web] } };
const workload = (kind: string): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: kind.toLowerCase(), namespace: 'shop' },
  spec: { selector: { matchLabels: { app: 'web' } }, template },
});

const probed = {
  ...web,
  livenessProbe: { httpGet: { path: '/alive', port: 'http' } },
  readinessProbe: { tcpSocket: { port: 9080 } },
};

const pods: KubernetesObject[] = [
  ...annotated.map(([name, value], index) => pod(`annotated-${index}`, { annotations: { [name]: value } })),
  pod('plain'),
  pod('no-labels', { labels: {} }),
  pod('named-by-kubernetes', {
    labels: { 'app.kubernetes.io/name': 'shop-web', 'app.kubernetes.io/version': '7', app: 'web' },
  }),
  pod('named-for-istio', {
    labels: { 'service.istio.io/canonical-name': 'w', 'service.istio.io/workload-name': 'webs' },
  }),
  pod('no-ports', {}, { containers: [{ name: 'web', image: 'example.com/web:1' }] }),
  pod('two-containers', {}, { containers: [web, { ...web, name: 'more', ports: [{ containerPort: 81 }] }] }),
  pod('probed', {}, { containers: [probed] }),
  pod('with-an-account', {}, { serviceAccountName: 'bookinfo' }),
  pod('with-an-init-container', {}, { initContainers: [{ name: 'first', image: 'example.com/first:1' }] }),
  pod('with-a-group', {}, { securityContext: { fsGroup: 2000, runAsUser: 2000 } }),
  ...['Deployment', 'StatefulSet', 'DaemonSet'].map(workload),
];

/** JSON inside of the object by what it says: how it is laid out, and in which order volumes are named, makes no difference. */
const settled = (object: KubernetesObject): KubernetesObject =>
  JSON.parse(JSON.stringify(object), (key, value) => {
    if (key === 'sidecar.istio.io/status') {
      const status = JSON.parse(value);
      return { ...status, volumes: status.volumes.toSorted() };
    }
    if (value?.name === 'ISTIO_META_POD_PORTS') return { ...value, value: JSON.parse(value.value) };
    return value;
  });

const withNative = (native: string) => (object: KubernetesObject) => {
  const target = object.spec?.template ?? object;
  const annotations = { 'sidecar.istio.io/nativeSidecar': native, ...target.metadata.annotations };
  const made = { ...target, metadata: { ...target.metadata, annotations } };
  return object.spec?.template ? { ...object, spec: { ...object.spec, template: made } } : made;
};

describe.each([
  ['native sidecars', 'true'],
  ['sidecars beside the containers', 'false'],
])('our injection template beside the official one, in the hands of istioctl, with %s', (_, native) => {
  const given = pods.map(withNative(native));
  let istioctl: string;
  let scratch: string;
  let found: string[];

  /** What istioctl, whose injection is istiod's own, makes of these with the template, values and mesh of a release. */
  async function injected(which: string, objects: readonly KubernetesObject[]): Promise<KubernetesObject[]> {
    const { code, stdout, stderr } = await injecting(which, objects);
    if (code !== 0) throw new Error(stderr);
    return (loadAll(stdout) as (KubernetesObject | null)[]).filter((one) => one !== null).map(settled);
  }

  async function injecting(which: string, objects: readonly KubernetesObject[]) {
    const all = (await openRelease(which)).controlPlane();
    const data = (name: string) =>
      all.find((one) => one.kind === 'ConfigMap' && one.metadata.name === name)?.data;
    const files = {
      filename: objects.map((object) => dump(object)).join('---\n'),
      injectConfigFile: data('istio-sidecar-injector')?.config,
      valuesFile: data('istio-sidecar-injector')?.values,
      meshConfigFile: data('istio')?.mesh,
    };
    const directory = await mkdtemp(join(scratch, 'of-'));
    const flags = Object.entries(files).map(async ([name, text]) => {
      await writeFile(join(directory, name), text);
      return [`--${name}`, join(directory, name)];
    });
    return await start(istioctl, ['kube-inject', ...(await Promise.all(flags)).flat()]).ended;
  }

  beforeAll(async () => {
    istioctl = await tool('istioctl');
    scratch = await mkdtemp(join(tmpdir(), 'hoist-injection-'));
    found = differences(await injected(release, given), await injected('1.30.3', given));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('makes the same of each pod, but for what is in the table', () => {
    const known = intended.map(([pattern]) => matcher(pattern));
    expect(found.filter((line) => !known.some((one) => one.test(line)))).toEqual([]);
  });

  it('differs only with a reason, and still differs so', () => {
    for (const [pattern, reason] of intended) {
      expect(reason).toMatch(/^.{9,}\.$/);
      expect(found.filter((line) => matcher(pattern).test(line))).not.toEqual([]);
    }
  });

  it('gives every pod a sidecar, so that there is something to compare', async () => {
    for (const object of await injected('1.30.3', given)) {
      const { containers, initContainers } = object.spec?.template?.spec ?? object.spec;
      const names = [...containers, ...(initContainers ?? [])].map(({ name }: { name: string }) => name);
      expect([object.metadata.name, names]).toEqual([
        object.metadata.name,
        expect.arrayContaining(['istio-proxy']),
      ]);
    }
  });

  it('refuses what the official one refuses', async () => {
    const broken = pod('broken', { annotations: { 'sidecar.istio.io/userVolume': 'no JSON' } });
    for (const which of [release, '1.30.3']) {
      const { code, stderr } = await injecting(which, [withNative(native)(broken)]);
      expect([which, code, stderr]).toEqual([which, 1, expect.stringContaining("can't iterate over")]);
    }
  });
});
