import type { KubernetesObject } from '../../kubernetes/object.ts';

/** Where a cluster runs, as far as that decides from where its addresses can be reached. */
export type Platform = 'docker-desktop' | 'minikube' | 'kind' | 'k3s' | 'other';

/**
 * By what each of these names its nodes: Docker Desktop their name, minikube a label, kind its provider ID, k3s its version (which k3d
 * shares).
 */
export function platformOf(nodes: readonly KubernetesObject[]): Platform {
  const some = (is: (node: KubernetesObject) => boolean) => nodes.some(is);
  if (some(({ metadata }) => /^docker-(?:desktop|for-desktop)$/.test(metadata.name))) return 'docker-desktop';
  if (some(({ metadata }) => metadata.labels?.['minikube.k8s.io/name'] !== undefined)) return 'minikube';
  if (some(({ spec }) => String(spec?.providerID ?? '').startsWith('kind://'))) return 'kind';
  if (some(({ status }) => String(status?.nodeInfo?.kubeletVersion ?? '').includes('+k3s'))) return 'k3s';
  return 'other';
}

/** Platforms that carry node ports, or the load balancer's, to this very machine. */
export const reachesLocalhost: Record<Platform, boolean> = {
  'docker-desktop': true,
  minikube: false,
  kind: true,
  k3s: true,
  other: false,
};
