import type { Json, KubernetesObject } from '../object.ts';

export interface Missing {
  volume: string;
  problem: string;
}

type Has = (resource: 'secrets' | 'configmaps', name: string) => KubernetesObject | undefined;

const nouns = { secrets: 'secret', configmaps: 'configmap' } as const;

/** What a volume or variable needs, as `resource` and name. */
function sourcesOf(volume: Json): ['secrets' | 'configmaps', string][] {
  const parts: Json[] = [volume, ...(volume.projected?.sources ?? [])];
  return parts.flatMap((part): ['secrets' | 'configmaps', string][] => {
    const secret = part.secret;
    const secretName = secret?.secretName ?? secret?.name;
    if (secretName && !secret.optional) return [['secrets', secretName]];
    if (part.configMap?.name && !part.configMap.optional) return [['configmaps', part.configMap.name]];
    return [];
  });
}

/** The volumes that cannot be set up, as the kubelet words it. */
export function missingMounts({ spec }: KubernetesObject, has: Has): Missing[] {
  return (spec.volumes ?? []).flatMap((volume: Json) => {
    const missing = sourcesOf(volume).find(([resource, name]) => !has(resource, name));
    if (!missing) return [];
    const [resource, name] = missing;
    return [{ volume: volume.name, problem: `${nouns[resource]} "${name}" not found` }];
  });
}

/** Why a container's environment cannot be made; undefined when it can. */
export function missingEnvironment(container: Json, has: Has): string | undefined {
  for (const { valueFrom } of container.env ?? []) {
    const secret = valueFrom?.secretKeyRef;
    const config = valueFrom?.configMapKeyRef;
    if (secret && !secret.optional && !has('secrets', secret.name))
      return `secret "${secret.name}" not found`;
    if (config && !config.optional && !has('configmaps', config.name))
      return `configmap "${config.name}" not found`;
  }
  for (const { secretRef, configMapRef } of container.envFrom ?? []) {
    if (secretRef && !secretRef.optional && !has('secrets', secretRef.name))
      return `secret "${secretRef.name}" not found`;
    if (configMapRef && !configMapRef.optional && !has('configmaps', configMapRef.name))
      return `configmap "${configMapRef.name}" not found`;
  }
  return undefined;
}
