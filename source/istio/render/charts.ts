import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isThere, type LayoutName } from '../release/layouts.ts';
import { RenderError } from './render-error.ts';

/** The charts of a release, wherever in it somebody pointed. */
export interface Charts {
  layout: LayoutName;
  /** Each with the name that its release has. */
  charts: { chart: string; name: string; component?: string }[];
  /** Files of CRDs that no chart renders. */
  crds: string[];
  /** The directory that has `samples/` in it, where there is one. */
  root: string | undefined;
}

const inRelease = 'install/kubernetes/helm/istio';

/**
 * Finds charts: in an unpacked release of either era, in `install/kubernetes/helm/istio` or `manifests/charts` of one, or in a copy of
 * these. Throws RenderError where there are none.
 */
export async function findCharts(directory: string): Promise<Charts> {
  const there = (path: string) => isThere(path, 'isFile');
  for (const chart of [join(directory, inRelease), directory])
    if ((await there(join(chart, 'Chart.yaml'))) && (await there(join(chart, 'requirements.yaml'))))
      return umbrella(chart);
  for (const charts of [join(directory, 'manifests/charts'), directory, join(directory, 'charts')])
    if (await there(join(charts, 'istio-control/istio-discovery/Chart.yaml'))) return separate(charts);
  throw new RenderError({ key: 'render.no-charts', values: { directory } }, '', {
    key: 'render.no-charts.hint',
  });
}

/** 1.1: one chart with all others in it; its CRDs lie beside it, for a chart that only makes Jobs of them. */
async function umbrella(chart: string): Promise<Charts> {
  const files = join(dirname(resolve(chart)), 'istio-init/files');
  const names = (await isThere(files, 'isDirectory')) ? await readdir(files) : [];
  const crds = names.filter((name) => /^crd.*\.yaml$/.test(name)).sort();
  const root = resolve(chart).endsWith(`/${inRelease}`) ? resolve(chart, '../../../..') : undefined;
  return {
    layout: 'install',
    charts: [{ chart, name: 'istio' }],
    crds: crds.map((name) => join(files, name)),
    root: await withSamples(root),
  };
}

/** Since 1.6: a chart for each part, in the order in which they are installed. */
async function separate(charts: string): Promise<Charts> {
  const parts = [
    { chart: 'base', name: 'istio-base' },
    { chart: 'istio-control/istio-discovery', name: 'istiod' },
    { chart: 'gateways/istio-ingress', name: 'istio-ingressgateway', component: 'ingressgateway' },
    { chart: 'gateways/istio-egress', name: 'istio-egressgateway', component: 'egressgateway' },
  ];
  const found: Charts['charts'] = [];
  for (const part of parts) {
    const chart = join(charts, part.chart);
    if (await isThere(join(chart, 'Chart.yaml'), 'isFile')) found.push({ ...part, chart });
  }
  const absolute = resolve(charts);
  const root =
    basename(absolute) === 'charts' && basename(dirname(absolute)) === 'manifests'
      ? resolve(absolute, '../..')
      : undefined;
  return { layout: 'charts', charts: found, crds: [], root: await withSamples(root) };
}

async function withSamples(root: string | undefined): Promise<string | undefined> {
  return root && (await isThere(join(root, 'samples/bookinfo/platform/kube/bookinfo.yaml'), 'isFile'))
    ? root
    : undefined;
}
