import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { openRelease, type Release } from '../../source/istio/release/release.ts';
import type { Pod } from '../standin/injector/pod.ts';
import { type Mesh, renderSidecar } from '../standin/injector/render.ts';
import { release as directory } from './directories.ts';

const [official, ours] = await Promise.all([openRelease(directory), openRelease('1.1.0')]);

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
