import { systemNamespace } from '../istio/names.ts';
import type { LayoutName } from '../istio/release/layouts.ts';
import type { ReleaseSource } from '../istio/release/release.ts';
import type { Ground } from './ground.ts';
import { shellLine } from './shell-line.ts';

type Part = 'crds' | 'control-plane' | 'bookinfo' | 'gateway';

const samples = {
  bookinfo: 'samples/bookinfo/platform/kube/bookinfo.yaml',
  gateway: 'samples/bookinfo/networking/bookinfo-gateway.yaml',
};

/** In an official release; the chapter's as the book has them. */
const official: Record<LayoutName, Record<Part, string>> = {
  install: {
    crds: 'install/kubernetes/helm/istio-init/files',
    'control-plane': 'install/kubernetes/istio-demo.yaml',
    ...samples,
  },
  charts: {
    crds: 'manifests/charts/base/files/crd-all.gen.yaml',
    'control-plane': 'rendered-demo',
    ...samples,
  },
};

/** The lines that apply or delete the files of one part by hand; paths are those inside the release, or inside hoist's own package. */
export function kubectlLines(ground: Ground, verb: 'apply' | 'delete', part: Part): string[] {
  const act = verb === 'apply' ? 'apply' : 'delete --ignore-not-found';
  const { namespace, release } = ground;
  const applied = part === 'bookinfo' || part === 'gateway';
  const kubectl = `kubectl ${applied ? `-n ${namespace} ` : ''}${act} -f`;
  if (release?.source.kind === 'rendered') return ofRendered(ground, release.source, verb, part);
  if (release?.source.kind !== 'own') {
    const layout = release?.source.layout ?? 'install';
    const isStrict = layout === 'install' && part === 'control-plane' && release?.selection.mtls === 'strict';
    const path = isStrict ? 'install/kubernetes/istio-demo-auth.yaml' : official[layout][part];
    if (layout === 'install' && part === 'crds') return [`for i in ${path}/crd*yaml; do ${kubectl} $i; done`];
    const line = `${kubectl} ${path}`;
    if (layout === 'install' || part !== 'control-plane') return [line];
    // What is rendered has no namespace of its own.
    return verb === 'apply'
      ? [`kubectl create namespace ${systemNamespace}`, line]
      : [line, `kubectl delete --ignore-not-found namespace ${systemNamespace}`];
  }
  const directory = `manifests/istio-${release.version}`;
  if (applied) return [`${kubectl} manifests/bookinfo/istio-${release.version}/${part}.yaml`];
  if (part === 'crds') return [`${kubectl} ${directory}/crds`];
  // kubectl takes the files of a directory by name, and most want the namespace.
  const strict = release.selection.mtls === 'strict' ? [`${kubectl} ${directory}/mtls/strict.yaml`] : [];
  return verb === 'apply'
    ? [`${kubectl} ${directory}/namespace.yaml`, `${kubectl} ${directory}`, ...strict]
    : [`${kubectl} ${directory}`];
}

/** Charts go through a pipe, as the chapter does it; CRDs of 1.1 and the samples are files beside the charts. */
function ofRendered(
  ground: Ground,
  { layout, rendering }: Extract<ReleaseSource, { kind: 'rendered' }>,
  verb: 'apply' | 'delete',
  part: Part,
): string[] {
  const { release, namespace } = ground;
  const act = verb === 'apply' ? 'apply' : 'delete --ignore-not-found';
  if (part === 'bookinfo' || part === 'gateway') {
    const own = `manifests/bookinfo/istio-${release?.version}/${part}.yaml`;
    return [`kubectl -n ${namespace} ${act} -f ${rendering.samples ? samples[part] : own}`];
  }
  if (part === 'crds') {
    if (layout === 'install')
      return [`for i in ${official.install.crds}/crd*yaml; do kubectl ${act} -f $i; done`];
    return rendering.commands.slice(0, 1).map((words) => `${shellLine(words)} | kubectl ${act} -f -`);
  }
  const piped = rendering.commands.map((words) => `${shellLine(words)} | kubectl ${act} -f -`);
  return verb === 'apply'
    ? [`kubectl create namespace ${systemNamespace}`, ...piped]
    : [...piped.toReversed(), `kubectl delete --ignore-not-found namespace ${systemNamespace}`];
}
