import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookinfoObject } from '../../source/istio/bookinfo.ts';
import { isClusterScoped } from '../../source/istio/clean-up/clean.ts';
import { leftoverReason } from '../../source/istio/clean-up/leftovers.ts';
import { manifestRequests } from '../../source/istio/pods/requests.ts';
import { removalOrder } from '../../source/istio/release/order.ts';
import { openRelease } from '../../source/istio/release/release.ts';
import { rewrite } from '../../source/istio/release/rewrite.ts';
import { readManifest } from '../../source/istio/yaml/manifest.ts';
import { type KubernetesObject, keyOf } from '../../source/kubernetes/object.ts';
import { notFoundAgain, objectsOf, waitsFor } from './beside.ts';
import { release as directory } from './directories.ts';

const release = await openRelease(directory);
const everything = objectsOf(release);
const gone = new Set(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']);
const modern = (apiVersion: string) => !gone.has(apiVersion);

function countsOf(objects: readonly KubernetesObject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of objects) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

describe('the official release', () => {
  it('is 1.1.0, with 58 CRDs', () => {
    expect(release.version).toBe('1.1.0');
    const names = release.crds().map((one) => one.metadata.name);
    expect(new Set(names).size).toBe(58);
    expect(names.filter((name) => name.endsWith('.istio.io'))).toHaveLength(53);
  });

  it('has the control plane of the demo profile', () => {
    expect(countsOf(release.controlPlane())).toMatchObject({
      Namespace: 1,
      Deployment: 12,
      Service: 16,
      Job: 3,
      HorizontalPodAutoscaler: 5,
      PodDisruptionBudget: 6,
      ServiceAccount: 13,
      ClusterRole: 13,
      ClusterRoleBinding: 13,
      ConfigMap: 15,
      DestinationRule: 2,
      MutatingWebhookConfiguration: 1,
    });
    const configuration = release
      .controlPlane()
      .filter((one) => one.apiVersion.startsWith('config.istio.io/'));
    expect(configuration).toHaveLength(24);
    expect(countsOf(release.bookinfo())).toEqual({ Service: 4, Deployment: 6 });
    expect(countsOf(release.gateway())).toEqual({ Gateway: 1, VirtualService: 1 });
  });

  it('has eight documents that strict YAML refuses', async () => {
    const { tolerated, objects } = await readManifest(join(directory, 'install/kubernetes/istio-demo.yaml'));
    const nameOf = (document: number) =>
      objects.find((one) => one.document === document)?.object.metadata.name;
    expect(tolerated).toHaveLength(8);
    const dashboards = tolerated.filter((one) => one.why === 'indentation');
    expect(dashboards).toHaveLength(7);
    for (const { document } of dashboards) expect(nameOf(document)).toMatch(/-dashboard$/);
    // Two CRDs without a separator between them: kubectl keeps the second. The CRDs are taken from their own files, which have both.
    const twice = tolerated.find((one) => one.why === 'duplicate-key');
    expect(nameOf(twice?.document ?? 0)).toBe('orders.certmanager.k8s.io');
    expect(release.crds().map((one) => one.metadata.name)).toContain('certificates.certmanager.k8s.io');
  });

  it('has dashboards that grafana can read', () => {
    const dashboards = release.controlPlane().filter((one) => one.metadata.name.endsWith('-dashboard'));
    expect(dashboards).toHaveLength(7);
    for (const { data } of dashboards)
      for (const text of Object.values(data as Record<string, string>))
        expect(JSON.parse(text)).toHaveProperty('panels');
  });

  it('asks for 680m CPU and 2368Mi, most of it for pilot', () => {
    const { cpu, memory, largest } = manifestRequests(release.controlPlane());
    expect(cpu).toBeCloseTo(0.68);
    expect(memory).toBe(2368 * 2 ** 20);
    expect(largest.object?.metadata.name).toBe('istio-pilot');
    expect(largest.memory).toBe(2088 * 2 ** 20);
  });
});

describe('rewritten for a Kubernetes that dropped its versions', () => {
  const { objects, rewritten } = rewrite(everything, modern);

  it('are all Deployments and the autoscalers that name one, and nothing else', () => {
    expect(rewritten.map((one) => one.ref.kind).toSorted()).toEqual([
      ...Array(18).fill('Deployment'),
      ...Array(5).fill('HorizontalPodAutoscaler'),
    ]);
    expect(objects.filter((one) => !modern(one.apiVersion))).toEqual([]);
  });

  it('every Deployment selects its own pods', () => {
    for (const { kind, spec } of objects)
      if (kind === 'Deployment')
        expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
  });

  it('nothing is left that server-side apply would refuse', () => {
    expect(JSON.stringify(objects)).not.toMatch(/:null\b|"caBundle":""/);
    for (const { kind, spec } of objects)
      if (kind === 'Service') for (const port of spec.ports) expect(port.protocol).toMatch(/^(TCP|UDP)$/);
  });

  it('nothing is rewritten where everything is served', () => {
    expect(rewrite(everything, () => true).rewritten).toEqual([]);
  });
});

describe('the order', () => {
  const { objects } = rewrite(everything, modern);
  const needs = waitsFor(objects);

  it("keeps Citadel's secrets from the job that deletes them, and their users from hanging", () => {
    const citadel = 'apps/Deployment/istio-system/istio-citadel ready';
    expect(needs('apps/Deployment/istio-system/istio-citadel')).toContain(
      'batch/Job/istio-system/istio-cleanup-secrets-1.1.0 ready',
    );
    expect(needs('apps/Deployment/istio-system/istio-galley')).toContain(citadel);
    expect(needs('apps/Deployment/istio-system/istio-sidecar-injector')).toContain(citadel);
    expect(needs('apps/Deployment/istio-system/istio-pilot')).not.toContain(citadel);
  });

  it('has the webhook before the injector, and galley before the jobs that write configuration', () => {
    expect(needs('apps/Deployment/istio-system/istio-sidecar-injector')).toContain(
      'admissionregistration.k8s.io/MutatingWebhookConfiguration//istio-sidecar-injector applied',
    );
    for (const job of ['istio-security-post-install-1.1.0', 'istio-grafana-post-install-1.1.0'])
      expect(needs(`batch/Job/istio-system/${job}`)).toContain(
        'apps/Deployment/istio-system/istio-galley ready',
      );
  });

  it('has every custom resource after its CRD is served', () => {
    for (const object of objects)
      if (/\.istio\.io\//.test(object.apiVersion))
        expect(needs(keyOf(object)).filter((need) => need.endsWith(' served'))).toHaveLength(1);
  });

  it('of removal names each object once, and ends with the CRDs', () => {
    const groups = removalOrder(objects);
    expect(groups.flat()).toHaveLength(objects.length);
    expect(countsOf(groups.at(-1) ?? [])).toEqual({ CustomResourceDefinition: 58 });
  });
});

it('all of it that lives outside of istio-system would be found again as left over', () => {
  expect(notFoundAgain(everything)).toEqual([]);
});

it("has no object that an uninstall would take for somebody else's", () => {
  const clusterWide = [...release.crds(), ...release.controlPlane()].filter(isClusterScoped);
  const strangers = clusterWide.filter((one) => !leftoverReason(one, 'default'));
  expect(strangers.map(keyOf)).toEqual([]);
  const sample = release
    .bookinfo()
    .map((one) => ({ ...one, metadata: { ...one.metadata, namespace: 'default' } }));
  expect(sample.filter((one) => !bookinfoObject(one, 'default'))).toEqual([]);
});
