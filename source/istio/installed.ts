import type { KubernetesObject } from '../kubernetes/object.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

/** The version of the Istio whose control plane these Deployments of istio-system are; undefined if there is none. */
export function installedVersion(deployments: readonly KubernetesObject[]): string | undefined {
  for (const deployment of deployments) {
    for (const { image } of containersOf(podTemplateOf(deployment)?.spec ?? {})) {
      // pilot is the one program that every release since 1.0 has had under the same name.
      const version = /(?:^|\/)pilot:([^@]+)/.exec(String(image))?.[1];
      if (version) return version;
    }
  }
  return undefined;
}
