import type { KubernetesObject } from '../../kubernetes/object.ts';
import { systemNamespace } from '../names.ts';
import { containersOf, podTemplateOf } from '../sidecar/pod-template.ts';

/** The version of the Istio whose control plane these Deployments of istio-system are; undefined if there is none. */
export function installedVersion(deployments: readonly KubernetesObject[]): string | undefined {
  for (const deployment of deployments) {
    const version = pilotVersion(deployment);
    if (version) return version;
  }
  return undefined;
}

function pilotVersion(deployment: KubernetesObject): string | undefined {
  for (const { image } of containersOf(podTemplateOf(deployment)?.spec ?? {})) {
    // pilot is the one program that every release since 1.0 has had under the same name.
    const version = /(?:^|\/)pilot:([^@]+)/.exec(String(image))?.[1];
    if (version) return version;
  }
  return undefined;
}

/** As `NAMESPACE/NAME VERSION`: pilots that are not of this release's Istio, by their namespace or their minor version. */
export function otherPilots(pilots: readonly KubernetesObject[], release: string): string[] {
  const minor = (version: string) => /^\d+\.\d+/.exec(version)?.[0];
  return pilots.flatMap((pilot) => {
    const { namespace = '', name } = pilot.metadata;
    const version = pilotVersion(pilot);
    const isOurs =
      namespace === systemNamespace && (version === undefined || minor(version) === minor(release));
    return isOurs ? [] : [`${namespace}/${name} ${version ?? ''}`.trimEnd()];
  });
}
