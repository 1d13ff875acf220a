import type { Ground } from './ground.ts';

type Part = 'crds' | 'control-plane' | 'bookinfo' | 'gateway';

/** In an official release, as the book has them. */
const official: Record<Part, string> = {
  crds: 'install/kubernetes/helm/istio-init/files',
  'control-plane': 'install/kubernetes/istio-demo.yaml',
  bookinfo: 'samples/bookinfo/platform/kube/bookinfo.yaml',
  gateway: 'samples/bookinfo/networking/bookinfo-gateway.yaml',
};

/** The lines that apply or delete the files of one part by hand; paths are those inside the release, or inside hoist's own package. */
export function kubectlLines(ground: Ground, verb: 'apply' | 'delete', part: Part): string[] {
  const act = verb === 'apply' ? 'apply' : 'delete --ignore-not-found';
  const { namespace, release } = ground;
  const applied = part === 'bookinfo' || part === 'gateway';
  const kubectl = `kubectl ${applied ? `-n ${namespace} ` : ''}${act} -f`;
  if (!release?.own) {
    const path = official[part];
    return part === 'crds' ? [`for i in ${path}/crd*yaml; do ${kubectl} $i; done`] : [`${kubectl} ${path}`];
  }
  const directory = `manifests/istio-${release.version}`;
  if (applied) return [`${kubectl} manifests/bookinfo/istio-${release.version}/${part}.yaml`];
  if (part === 'crds') return [`${kubectl} ${directory}/crds`];
  // kubectl takes the files of a directory by name, and most want the namespace.
  return verb === 'apply'
    ? [`${kubectl} ${directory}/namespace.yaml`, `${kubectl} ${directory}`]
    : [`${kubectl} ${directory}`];
}
