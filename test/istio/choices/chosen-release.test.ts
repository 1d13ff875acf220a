import { beforeAll, describe, expect, it } from 'vitest';
import { type ChosenRelease, choose } from '../../../source/istio/choices/chosen-release.ts';
import type { Wish } from '../../../source/istio/choices/select.ts';
import { manifestRequests } from '../../../source/istio/pods/requests.ts';
import { openRelease, type Release } from '../../../source/istio/release/release.ts';
import { keyOf } from '../../../source/kubernetes/object.ts';

let release: Release;
beforeAll(async () => {
  release = await openRelease('1.1.0');
});

const chosen = (wish: Wish) => choose(release, wish);
const names = (one: ChosenRelease, kind: string) =>
  one
    .controlPlane()
    .filter((object) => object.kind === kind)
    .map(({ metadata }) => metadata.name);
const object = (one: ChosenRelease, kind: string, name: string) =>
  one.controlPlane().find((candidate) => candidate.kind === kind && candidate.metadata.name === name);
const mesh = (one: ChosenRelease): string => object(one, 'ConfigMap', 'istio')?.data.mesh;

describe('our own 1.1.0', () => {
  it('is the release itself where nothing was said, with strict as what is left out', async () => {
    const one = await chosen({});
    expect(one.controlPlane()).toEqual(release.controlPlane());
    expect(one.leftOut().map(keyOf)).toEqual([
      'networking.istio.io/DestinationRule/istio-system/default',
      'networking.istio.io/DestinationRule/istio-system/api-server',
    ]);
  });

  it('differs in three objects where it is strict', async () => {
    const [strict, permissive] = [await chosen({ mtls: 'strict' }), await chosen({})];
    const before = new Map(permissive.controlPlane().map((one) => [keyOf(one), JSON.stringify(one)]));
    const differing = strict.controlPlane().filter((one) => before.get(keyOf(one)) !== JSON.stringify(one));
    expect(differing.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'MeshPolicy/default',
      'DestinationRule/default',
      'DestinationRule/api-server',
    ]);
    expect(object(strict, 'MeshPolicy', 'default')?.spec).toEqual({ peers: [{ mtls: {} }] });
    expect(strict.leftOut()).toEqual([]);
  });

  it('leaves out what belongs to a component, whole, and lists it as left out', async () => {
    const one = await chosen({ without: ['citadel', 'addons', 'egressgateway'] });
    expect(names(one, 'Deployment').sort()).toEqual([
      'istio-ingressgateway',
      'istio-pilot',
      'istio-policy',
      'istio-telemetry',
    ]);
    const all = new Set([...one.controlPlane(), ...one.leftOut()].map(keyOf));
    expect(
      release
        .controlPlane()
        .map(keyOf)
        .filter((key) => !all.has(key)),
    ).toEqual([]);
    const kept = one
      .controlPlane()
      .map(({ metadata }) => metadata.name)
      .join(' ');
    expect(kept).not.toMatch(/citadel|galley|injector|grafana|kiali|jaeger|zipkin|egress/);
    expect(names(one, 'MeshPolicy')).toEqual([]);
    expect(names(one, 'MutatingWebhookConfiguration')).toEqual([]);
  });

  it('keeps what policy and telemetry share until both are left out', async () => {
    const rules = async (wish: Wish) => names(await chosen(wish), 'rule').length;
    expect(await rules({ without: ['policy'] })).toBe(await rules({}));
    expect(await rules({ without: ['mixer'] })).toBe(0);
    expect(names(await chosen({ without: ['prometheus'] }), 'handler')).toContain('prometheus');
  });

  it('waits for nothing that is left out', async () => {
    expect(mesh(await chosen({}))).toMatch(/^configSources:\n {2}- address: istio-galley/m);
    const bare = mesh(await chosen({ without: ['mixer', 'galley', 'gateways'] }));
    expect(bare).not.toMatch(/^(mixerCheckServer|mixerReportServer|configSources|ingressService|- | {2}- )/m);
    expect(bare).not.toContain('istio-galley.istio-system');
    expect(bare).toMatch(/^disablePolicyChecks: true$/m);
    expect(bare).toMatch(/^rootNamespace: istio-system$/m);
    const telemetry = object(await chosen({ without: ['galley'] }), 'Deployment', 'istio-telemetry');
    const args: string[] = telemetry?.spec.template.spec.containers.flatMap(
      (one: { args?: string[] }) => one.args ?? [],
    );
    expect(args).toContain('--configStoreURL=k8s://');
    expect(args.join()).not.toContain('galley');
  });

  it('changes nothing of the release that it was made of', async () => {
    const before = JSON.stringify(release.controlPlane());
    await chosen({ without: ['galley', 'mixer'] });
    expect(JSON.stringify(release.controlPlane())).toBe(before);
  });

  it('asks for less where less was chosen', async () => {
    const all = manifestRequests((await chosen({})).controlPlane());
    const less = manifestRequests((await chosen({ without: ['addons', 'mixer'] })).controlPlane());
    expect(less.cpu).toBeLessThan(all.cpu);
    expect(less.memory).toBeLessThan(all.memory);
  });
});
