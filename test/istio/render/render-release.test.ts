import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openChosen } from '../../../source/istio/choices/open-chosen.ts';
import { findCharts } from '../../../source/istio/render/charts.ts';
import { renderRelease } from '../../../source/istio/render/render-release.ts';
import { keyOf } from '../../../source/kubernetes/object.ts';
import { chartDirectory, helm, program, refused, scratch } from './tool.ts';

const rendered = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-pilot }
spec: { template: { spec: { containers: [{ name: discovery, image: 'docker.io/istio/pilot:1.1.0' }] } } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: istio-pilot-istio-system }
---
apiVersion: batch/v1
kind: Job
metadata: { name: istio-cleanup-secrets, namespace: istio-system, annotations: { helm.sh/hook: post-delete } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: istio-security-post-install, namespace: istio-system, annotations: { helm.sh/hook: post-install } }
`;

describe('a chart of 1.1 rendered by helm', () => {
  it.each(['Client: v2.15.1+g1', 'v3.2.4+g1', 'v4.1.0+g1'])('is a release with %s', async (version) => {
    const directory = chartDirectory(scratch(), 'install');
    const release = await renderRelease({
      via: 'helm',
      directory,
      program: helm(directory, version, rendered),
      set: ['grafana.enabled=true'],
      wish: { mtls: 'strict', without: ['galley'] },
    });
    expect(release.version).toBe('1.1.0');
    expect(release.controlPlane().map(keyOf)).toEqual([
      '/Namespace//istio-system',
      'apps/Deployment/istio-system/istio-pilot',
      'rbac.authorization.k8s.io/ClusterRole//istio-pilot-istio-system',
      'batch/Job/istio-system/istio-security-post-install',
    ]);
    expect(release.crds().length).toBe(53);
    expect(release.bookinfo().length).toBeGreaterThan(9);
    if (release.source.kind !== 'rendered') throw new Error('not rendered');
    const { commands, hooks } = release.source.rendering;
    expect(hooks.map(({ metadata }) => metadata.name)).toEqual(['istio-cleanup-secrets']);
    expect(commands[0]?.filter((_, index, all) => all[index - 1] === '--set')).toEqual([
      'global.mtls.enabled=true',
      'galley.enabled=false',
      'global.useMCP=false',
      'grafana.enabled=true',
    ]);
  });

  it('tells components that the chart leaves out like those that were declined', async () => {
    const directory = chartDirectory(scratch(), 'install');
    const program = helm(directory, 'v3.2.4', rendered);
    const release = await openChosen({ via: 'helm', release: directory, helm: program });
    expect(release?.selection.included).toEqual(['pilot', 'citadel']);
    expect(release?.selection.leftOut.map(({ id }) => id)).toContain('kiali');
  });

  it.each([
    ["with a placeholder beside a release's images", 'pilot:latest', 'render.mixed-versions'],
    ['of another release', 'pilot:1.9.0', 'render.unsupported'],
    ['without any image of Istio', 'nothing:1.0', 'render.no-version'],
  ])('is refused %s, with what to set', async (_, image, key) => {
    const directory = chartDirectory(scratch(), 'install');
    const other = rendered.split('---')[0]?.replace('pilot:1.1.0', image) ?? '';
    const beside = key === 'render.mixed-versions' ? `${other}\n---\n${rendered}` : other;
    const program = helm(directory, 'v3.2.4', beside);
    const error = await renderRelease({ via: 'helm', directory, program }).catch((one) => one);
    expect(error).toMatchObject({ name: 'ReleaseError', problem: { key } });
    if (key === 'render.mixed-versions')
      expect(error.problem.values).toMatchObject({
        versions: '1.1.0, latest',
        set: '--set global.hub=HUB --set global.tag=1.1.0',
      });
  });

  it('is told with its cause where helm stumbles over $spec.sds', async () => {
    const directory = chartDirectory(scratch(), 'install');
    const words = `Error: template: istio/charts/gateways/templates/role.yaml:4:7: executing "x" at <($spec.sds) and (eq $spec.sds.enabled true)>: can't give argument to non-function $spec.sds`;
    const script = `if (args[0] === 'version') console.log('v3.18.4'); else { console.error(${JSON.stringify(words)}); process.exit(1); }`;
    const failing = program(directory, 'helm', script);
    expect(await refused({ via: 'helm', directory, program: failing })).toEqual({
      key: 'render.known',
      hint: 'render.known.sds.fix',
      stderr: `${words}\n`,
    });
  });
});

describe('charts since 1.6', () => {
  const istiod = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec: { template: { spec: { containers: [{ name: discovery, image: 'registry.istio.io/release/pilot:1.30.3' }] } } }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gateways.networking.istio.io }
spec: { group: networking.istio.io, names: { kind: Gateway }, scope: Namespaced }
`;

  it('are rendered one by one in the demo profile, without those of declined gateways', async () => {
    const directory = chartDirectory(scratch(), 'charts');
    const seen = join(directory, 'seen');
    const recording = program(
      directory,
      'helm',
      `if (args[0] === 'version') console.log('v3.18.4');
      else { require('node:fs').appendFileSync(${JSON.stringify(seen)}, args[1] + ' ' + args.at(-1) + '\\n'); if (args[1] === 'istiod') console.log(${JSON.stringify(istiod)}); }`,
    );
    // With the samples beside the charts nothing of hoist's own is needed.
    const release = await renderRelease({
      via: 'helm',
      directory: withSamples(directory),
      program: recording,
      wish: { without: ['egressgateway'] },
    });
    expect(readFileSync(seen, 'utf8').trim().split('\n')).toEqual([
      'istio-base profile=demo',
      'istiod profile=demo',
      'istio-ingressgateway profile=demo',
    ]);
    expect([release.version, release.crds().length]).toEqual(['1.30.3', 1]);
  });

  it('are rendered whole by istioctl, which is told the release by its charts', async () => {
    const directory = withSamples(chartDirectory(scratch(), 'charts'));
    const script = `if (args[0] === 'version') console.log('client version: 1.30.3'); else console.log(${JSON.stringify(istiod)});`;
    const istioctl = program(directory, 'istioctl', script);
    const release = await renderRelease({
      via: 'istioctl',
      directory,
      program: istioctl,
      set: ['profile=minimal'],
      wish: { without: ['ingressgateway'] },
    });
    if (release.source.kind !== 'rendered') throw new Error('not rendered');
    expect(release.source.rendering.commands[0]?.slice(1)).toEqual([
      'manifest',
      'generate',
      '--manifests',
      join(directory, 'manifests'),
      '--set',
      'components.ingressGateways[0].name=istio-ingressgateway',
      '--set',
      'components.ingressGateways[0].enabled=false',
      '--set',
      'profile=minimal',
    ]);
  });

  it('are refused where Helm 2 or an old istioctl should render them', async () => {
    const directory = chartDirectory(scratch(), 'charts');
    expect(
      await refused({ via: 'helm', directory, program: helm(directory, 'Client: v2.16.7', '') }),
    ).toMatchObject({ key: 'render.helm-too-old' });
    const old = program(
      directory,
      'istioctl',
      `console.log('version.BuildInfo{Version:"1.1.0", GitRevision:"8"}')`,
    );
    expect(await refused({ via: 'istioctl', directory, program: old })).toMatchObject({
      key: 'render.istioctl-version',
    });
    const install = chartDirectory(scratch(), 'install');
    const istioctl = program(install, 'istioctl', `console.log('1.30.3')`);
    expect(await refused({ via: 'istioctl', directory: install, program: istioctl })).toMatchObject({
      key: 'render.istioctl-old-charts',
    });
  });
});

describe('the charts of a release', () => {
  it('are found from the release, and from where they are', async () => {
    const install = chartDirectory(scratch(), 'install');
    const chart = join(install, 'install/kubernetes/helm/istio');
    for (const directory of [install, chart])
      expect((await findCharts(directory)).charts).toEqual([{ chart, name: 'istio' }]);
    const charts = chartDirectory(scratch(), 'charts');
    for (const directory of [charts, join(charts, 'manifests'), join(charts, 'manifests/charts')])
      expect((await findCharts(directory)).charts.map(({ name }) => name)).toEqual([
        'istio-base',
        'istiod',
        'istio-ingressgateway',
        'istio-egressgateway',
      ]);
  });
});

/** Beside the charts, with as much in them as it takes. */
function withSamples(directory: string): string {
  const files = [
    'samples/bookinfo/platform/kube/bookinfo.yaml',
    'samples/bookinfo/networking/bookinfo-gateway.yaml',
  ];
  for (const file of files) {
    mkdirSync(join(directory, file, '..'), { recursive: true });
    writeFileSync(join(directory, file), 'apiVersion: v1\nkind: Service\nmetadata: { name: details }\n');
  }
  return directory;
}
