import { join } from 'node:path';
import { groupOf, type KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { select, type Wish } from '../choices/select.ts';
import { isClusterScoped } from '../clean-up/clean.ts';
import { systemNamespace } from '../names.ts';
import { eraOf } from '../release/era.ts';
import { isForAnotherTime } from '../release/hooks.ts';
import { type LayoutName, layouts } from '../release/layouts.ts';
import { ownRelease, ownVersions } from '../release/own-manifests.ts';
import { type Release, ReleaseError, releaseOf } from '../release/release.ts';
import { imageVersions } from '../sidecar/image-version.ts';
import { parseManifest, type SourcedObject } from '../yaml/manifest.ts';
import { readParts } from '../yaml/read-parts.ts';
import { type Charts, findCharts } from './charts.ts';
import { openHelm, templateArgs } from './helm.ts';
import { generateArgs, openIstioctl } from './istioctl.ts';
import { knownFailure } from './known-failure.ts';
import { RenderError } from './render-error.ts';
import { runTool, wordsOf } from './run-tool.ts';
import { chartValues, operatorSettings, says } from './values.ts';

/** The chapter's second question, answered with a tool that renders. */
export interface RenderSpec {
  via: 'helm' | 'istioctl';
  /** An unpacked release, or its charts. istioctl has charts inside, and needs none. */
  directory?: string;
  /** The program, where it is not on the PATH under its own name. */
  program?: string;
  /** As they are given to the tool: `key=value`. */
  set?: readonly string[];
  setString?: readonly string[];
  wish?: Wish;
}

interface Rendered {
  by: RenderSpec['via'];
  version: string;
  layout: LayoutName;
  commands: string[][];
  text: string;
  crds: string[];
  root: string | undefined;
}

/**
 * Renders a release with the user's helm or istioctl. Throws RenderError for what the tool says or does, ReleaseError for what it made
 * of it, ManifestError where that cannot be read, ChoiceError for a wish that cannot be had.
 */
export async function renderRelease(spec: RenderSpec, signal?: AbortSignal): Promise<Release> {
  const rendered = await (spec.via === 'helm' ? byHelm(spec, signal) : byIstioctl(spec, signal));
  const { by, layout, commands, version: tool } = rendered;
  const read = parseManifest(rendered.text, `${by} (stdout)`).objects;
  const isCrd = ({ object }: SourcedObject) => object.kind === 'CustomResourceDefinition';
  const hooks = read.filter(({ object }) => isForAnotherTime(object)).map(({ object }) => object);
  const objects = read.filter(({ object }) => !hooks.includes(object));
  const version = versionOf(rendered, objects);
  // Read only where the charts have nothing beside them.
  const own = () => ownRelease(ownVersions.find((one) => eraOf(one) === eraOf(version)) ?? version).files;
  const crdFiles = objects.some(isCrd) ? [] : rendered.crds.length > 0 ? rendered.crds : own().crds;
  const { root } = rendered;
  const beside = await readParts({
    crds: crdFiles,
    bookinfo: root ? [join(root, 'samples/bookinfo/platform/kube/bookinfo.yaml')] : own().bookinfo,
    gateway: root ? [join(root, 'samples/bookinfo/networking/bookinfo-gateway.yaml')] : own().gateway,
  });
  const parts = {
    ...beside,
    crds: [...objects.filter(isCrd), ...beside.crds],
    controlPlane: inNamespace(
      objects.filter((one) => !isCrd(one)),
      [...objects, ...beside.crds],
    ),
  };
  const rendering = { by, version: tool, commands, hooks, samples: root !== undefined };
  const directory = spec.directory ?? '';
  return releaseOf({ version, directory, source: { kind: 'rendered', layout, rendering } }, parts);
}

async function byHelm(spec: RenderSpec, signal?: AbortSignal): Promise<Rendered> {
  const { directory, set = [], setString = [], wish = {} } = spec;
  if (directory === undefined)
    throw new RenderError({ key: 'render.no-directory' }, '', { key: 'render.no-charts.hint' });
  const charts = await findCharts(directory);
  const helm = await openHelm(spec.program ?? 'helm', signal);
  // A Helm 2 renders no chart of apiVersion v2.
  if (charts.layout === 'charts' && helm.major === 2)
    throw new RenderError({
      key: 'render.helm-too-old',
      values: { tool: helm.program, version: helm.version },
    });
  const supported = supportedBy(charts.layout);
  const chosen = charts.layout === 'install' ? chartValues(supported, wish) : ['profile=demo'];
  const settings = charts.layout === 'charts' && says(set, 'profile') ? set : [...chosen, ...set];
  const gone = charts.layout === 'charts' ? select(supported, wish).leftOut.map(({ id }) => id) : [];
  const commands = charts.charts
    .filter(({ component }) => component === undefined || !gone.includes(component))
    .map(({ chart, name }) => [
      helm.program,
      ...templateArgs(helm.major, { chart, name, namespace: systemNamespace, set: settings, setString }),
    ]);
  return {
    ...rest(charts),
    by: 'helm',
    version: helm.version,
    commands,
    text: await outputOf(commands, signal),
  };
}

async function byIstioctl(spec: RenderSpec, signal?: AbortSignal): Promise<Rendered> {
  const { directory, set = [], wish = {} } = spec;
  const istioctl = await openIstioctl(spec.program ?? 'istioctl', signal);
  const charts = directory === undefined ? undefined : await findCharts(directory);
  if (charts?.layout === 'install')
    throw new RenderError({ key: 'render.istioctl-old-charts', values: { directory: directory ?? '' } });
  const settings = [
    ...(says(set, 'profile') ? [] : ['profile=demo']),
    ...operatorSettings(supportedBy('charts'), wish),
    ...set,
  ];
  const manifests = charts && join(charts.charts[0]?.chart ?? '', '../..');
  const commands = [
    [istioctl.program, ...generateArgs({ set: settings, ...(manifests ? { manifests } : {}) })],
  ];
  const text = await outputOf(commands, signal);
  const found = charts ? rest(charts) : { layout: 'charts' as const, crds: [], root: undefined };
  return { ...found, by: 'istioctl', version: istioctl.version, commands, text };
}

const rest = ({ layout, crds, root }: Charts) => ({ layout, crds, root });

const supportedBy = (name: LayoutName) => layouts.find((layout) => layout.name === name)?.supported ?? '';

/** What the commands print, one document after the other. A failure whose cause is known is told by that. */
async function outputOf(commands: string[][], signal?: AbortSignal): Promise<string> {
  const texts: string[] = [];
  for (const [program = '', ...args] of commands) {
    try {
      texts.push(await runTool(program, args, signal));
    } catch (error) {
      const cause = error instanceof RenderError && knownFailure(error.stderr);
      if (!cause) throw error;
      const values = { cause: cause.cause, words: wordsOf(error.stderr) };
      throw new RenderError({ key: 'render.known', values }, error.stderr, cause.fix);
    }
  }
  return texts.join('\n---\n');
}

const numbered = /^\d+\.\d+\.\d+/;

/** By the images' tags; those of charts out of a source tree are placeholders, and then the charts themselves have to say it. */
function versionOf({ layout, by }: Rendered, objects: readonly SourcedObject[]): string {
  const versions = imageVersions(objects.map(({ object }) => object));
  const [version] = versions;
  const refused = (problem: Message) => new ReleaseError(by, problem);
  const set = (tag: string) =>
    by === 'helm' ? `--set global.hub=HUB --set global.tag=${tag}` : `--set hub=HUB --set tag=${tag}`;
  if (!version) throw refused({ key: 'render.no-version', values: { by, set: set('VERSION') } });
  if (versions.length > 1) {
    const first = versions.find((one) => numbered.test(one)) ?? 'VERSION';
    const values = { by, versions: versions.join(', '), set: set(first) };
    throw refused({ key: 'render.mixed-versions', values });
  }
  if (layouts.some(({ name, supports }) => name === layout && supports.test(version))) return version;
  if (!numbered.test(version)) return supportedBy(layout);
  const supported = layouts.map((one) => one.supported).join(', ');
  throw refused({ key: 'render.unsupported', values: { by, version, supported } });
}

/** Neither tool prints the namespace; and what names none is for the namespace that was rendered for. */
function inNamespace(objects: SourcedObject[], all: readonly SourcedObject[]): SourcedObject[] {
  const clusterWide = new Set(
    all
      .filter(({ object }) => object.kind === 'CustomResourceDefinition' && object.spec?.scope === 'Cluster')
      .map(({ object }) => `${object.spec?.group}/${object.spec?.names?.kind}`),
  );
  const place = (object: KubernetesObject): KubernetesObject => {
    const scoped = isClusterScoped(object) || clusterWide.has(`${groupOf(object.apiVersion)}/${object.kind}`);
    if (object.metadata.namespace || scoped) return object;
    return { ...object, metadata: { ...object.metadata, namespace: systemNamespace } };
  };
  const placed = objects.map((one) => ({ ...one, object: place(one.object) }));
  const [first] = placed;
  const isNamespace = ({ object }: SourcedObject) =>
    object.kind === 'Namespace' && object.metadata.name === systemNamespace;
  if (!first || placed.some(isNamespace)) return placed;
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: systemNamespace } };
  return [{ ...first, object }, ...placed];
}
