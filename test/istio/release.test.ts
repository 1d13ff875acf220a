import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRelease } from '../../source/istio/release/release.ts';

const crd = (name: string) =>
  `apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nmetadata: {name: ${name}}\n`;
const deployment = (image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{image: ${image}}]}}}\n`;
const crds = 'install/kubernetes/helm/istio-init/files';
const demo = 'install/kubernetes/istio-demo.yaml';
const files: Record<string, string> = {
  [`${crds}/crd-10.yaml`]: `${crd('a.x.istio.io')}---\n${crd('b.x.istio.io')}---\n`,
  [`${crds}/crd-11.yaml`]: crd('c.x.istio.io'),
  [`${crds}/crd-certmanager-10.yaml`]: crd('d.certmanager.k8s.io'),
  [`${crds}/crd-certmanager-11.yaml`]: crd('e.certmanager.k8s.io'),
  [demo]: `${crd('a.x.istio.io')}---\n${deployment('docker.io/istio/pilot:1.1.0')}---\n${deployment('docker.io/jaegertracing/all-in-one:1.9')}`,
  'samples/bookinfo/platform/kube/bookinfo.yaml': deployment('istio/examples-bookinfo-details-v1:1.10.1'),
  'samples/bookinfo/networking/bookinfo-gateway.yaml':
    'apiVersion: networking.istio.io/v1alpha3\nkind: Gateway\nmetadata: {name: g}\n',
};

let whole: string;

beforeAll(async () => {
  whole = await releaseOfFiles(files);
});

async function releaseOfFiles(contents: Record<string, string | undefined>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'hoist-release-'));
  for (const [file, text] of Object.entries(contents)) {
    await mkdir(join(directory, dirname(file)), { recursive: true });
    if (text !== undefined) await writeFile(join(directory, file), text);
  }
  return directory;
}

/** A copy of the whole release with files replaced, or taken away. */
async function releaseWith(changes: Record<string, string | undefined>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'hoist-release-'));
  await cp(whole, directory, { recursive: true });
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) await rm(join(directory, file), { recursive: true });
    else await writeFile(join(directory, file), text);
  }
  return directory;
}

const problemOf = (directory: string) =>
  openRelease(directory).then(
    () => undefined,
    (error) => error.problem ?? error,
  );

describe('a release directory', () => {
  it('gives its version and its parts, each object with the place that it was read from', async () => {
    const release = await openRelease(whole);
    expect(release.version).toBe('1.1.0');
    expect(release.crds().map((one) => one.metadata.name)).toEqual([
      'a.x.istio.io',
      'b.x.istio.io',
      'c.x.istio.io',
      'd.certmanager.k8s.io',
      'e.certmanager.k8s.io',
    ]);
    expect(release.controlPlane().map((one) => one.kind)).toEqual(['Deployment', 'Deployment']);
    expect(release.bookinfo()).toHaveLength(1);
    expect(release.gateway()).toHaveLength(1);
    const [, second] = release.crds();
    expect(second && release.originOf(second)).toMatchObject({
      file: join(whole, crds, 'crd-10.yaml'),
      document: 2,
    });
  });

  it('takes the version from the images, whatever registry they come from and whatever the directory is called', async () => {
    const mirrored = { [demo]: deployment('registry.example:5000/mesh/pilot:1.1.0@sha256:abc') };
    expect((await openRelease(await releaseWith(mirrored))).version).toBe('1.1.0');
  });

  it.each([
    ['release.no-directory', { '.': undefined }],
    ['release.unsupported', { [demo]: deployment('istio/pilot:1.2.0') }],
    [
      'release.mixed-versions',
      { [demo]: `${deployment('istio/pilot:1.1.0')}---\n${deployment('istio/galley:1.1.1')}` },
    ],
    ['release.no-version', { [demo]: deployment('grafana/grafana:5.4.0') }],
    ['release.empty', { [demo]: crd('a.x.istio.io') }],
    ['release.empty', { [`${crds}/crd-11.yaml`]: '# nothing\n' }],
  ])('%s', async (key, changes) => {
    expect(await problemOf(await releaseWith(changes))).toMatchObject({ key });
  });

  it('that is incomplete names every file that is missing', async () => {
    const directory = await releaseWith({ [`${crds}/crd-11.yaml`]: undefined, samples: undefined });
    const problem = await problemOf(directory);
    expect(problem.key).toBe('release.incomplete');
    expect(problem.values.missing.split(', ')).toEqual([
      `${crds}/crd-11.yaml`,
      'samples/bookinfo/platform/kube/bookinfo.yaml',
      'samples/bookinfo/networking/bookinfo-gateway.yaml',
    ]);
  });

  it('that is something else is not called incomplete', async () => {
    expect(await problemOf(tmpdir())).toMatchObject({ key: 'release.not-one' });
    expect(await problemOf(join(whole, demo))).toMatchObject({ key: 'release.no-directory' });
  });

  it('of both layouts is of two releases', async () => {
    const directory = await releaseWith({});
    await mkdir(join(directory, 'manifests/charts'), { recursive: true });
    expect(await problemOf(directory)).toMatchObject({ key: 'release.two-layouts' });
  });

  it('with broken YAML says in which file', async () => {
    const error = await problemOf(
      await releaseWith({ [demo]: `${deployment('istio/pilot:1.1.0')}---\na: b: c\n` }),
    );
    expect(error).toMatchObject({ key: 'manifest.broken', values: { document: 2, line: 6 } });
    expect(error.values.file).toContain('istio-demo.yaml');
  });
});

describe('a release directory of the later layout', () => {
  const rendered = 'rendered-demo/istio.yaml';
  const later = (changes: Record<string, string | undefined> = {}) =>
    releaseOfFiles({
      'manifests/charts/base/files/crd-all.gen.yaml': crd('a.x.istio.io'),
      [rendered]: `${crd('a.x.istio.io')}---\n${deployment('registry.istio.io/release/pilot:1.30.3')}`,
      'samples/bookinfo/platform/kube/bookinfo.yaml': deployment('istio/examples-bookinfo-details-v1:1.20.3'),
      'samples/bookinfo/networking/bookinfo-gateway.yaml':
        'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: g}\n',
      ...changes,
    });

  it('gives what was rendered without its CRDs, and the namespace that nobody renders', async () => {
    const directory = await later();
    const release = await openRelease(directory);
    expect(release).toMatchObject({
      version: '1.30.3',
      era: 'istiod',
      directory,
      source: { kind: 'official', layout: 'charts' },
    });
    expect(release.crds().map((one) => one.metadata.name)).toEqual(['a.x.istio.io']);
    expect(release.controlPlane().map((one) => one.kind)).toEqual(['Namespace', 'Deployment']);
  });

  it('brings the namespace once, also where it was rendered', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system, labels: {a: b}}\n';
    const directory = await later({ 'rendered-demo/namespace.yaml': namespace });
    const namespaces = (await openRelease(directory))
      .controlPlane()
      .filter((one) => one.kind === 'Namespace');
    expect(namespaces).toMatchObject([{ metadata: { labels: { a: 'b' } } }]);
  });

  it('says how to render what was not rendered', async () => {
    expect(await problemOf(await later({ [rendered]: undefined }))).toMatchObject({
      key: 'release.not-rendered',
      values: { rendered: 'rendered-demo/' },
    });
  });

  it.each([
    ['release.unsupported', { [rendered]: deployment('istio/pilot:1.29.0') }],
    ['release.incomplete', { 'samples/bookinfo/networking/bookinfo-gateway.yaml': undefined }],
    ['release.empty', { 'manifests/charts/base/files/crd-all.gen.yaml': '# nothing\n' }],
  ])('%s', async (key, changes) => {
    expect(await problemOf(await later(changes))).toMatchObject({ key });
  });
});

describe('our own release', () => {
  it('is opened by its version, complete, with the place of each object', async () => {
    const release = await openRelease('1.1.0');
    expect(release).toMatchObject({ version: '1.1.0', era: 'components', source: { kind: 'own' } });
    expect(release.crds()).toHaveLength(53);
    expect(release.controlPlane().filter(({ kind }) => kind === 'Deployment')).toHaveLength(12);
    expect(release.controlPlane().filter(({ kind }) => kind === 'CustomResourceDefinition')).toEqual([]);
    expect(release.bookinfo()).toHaveLength(10);
    expect(release.gateway()).toHaveLength(2);
    const [first] = release.bookinfo();
    expect(first && release.originOf(first)?.file).toMatch(
      /manifests\/bookinfo\/istio-1\.1\.0\/bookinfo\.yaml$/,
    );
  });

  it.each(['9.9', 'v1.1.0', '1.30.2', '1.1.0-rc.1'])(
    'there is none of %s, and what there is is named',
    async (version) => {
      expect(await problemOf(version)).toEqual({
        key: 'release.no-version-of',
        values: { version, known: '1.1.0, 1.30.3' },
      });
    },
  );

  it('is there for 1.30.3 as well', async () => {
    const release = await openRelease('1.30.3');
    expect(release).toMatchObject({ version: '1.30.3', era: 'istiod', source: { kind: 'own' } });
    expect(release.crds()).toHaveLength(15);
    const deployments = release.controlPlane().filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual([
      'istio-egressgateway',
      'istio-ingressgateway',
      'istiod',
    ]);
    expect(release.bookinfo()).toHaveLength(14);
    expect(release.gateway()).toHaveLength(2);
  });

  it('an unpacked one is not taken for it', async () => {
    expect(await openRelease(whole)).toMatchObject({
      version: '1.1.0',
      source: { kind: 'official', layout: 'install' },
      directory: whole,
    });
  });
});
