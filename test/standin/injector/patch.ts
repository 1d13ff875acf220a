import type { Container, Pod, Sidecar, VolumeMount } from './pod.ts';

export interface PatchOperation {
  op: 'add' | 'replace';
  path: string;
  value: unknown;
}

const ACCOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
export const STATUS = 'sidecar.istio.io/status';

/** The JSON patch that puts a sidecar into a pod and says so in an annotation. */
export function patchOf(pod: Pod, sidecar: Sidecar, version: string): PatchOperation[] {
  const { spec, metadata } = pod;
  const account = spec.containers
    .flatMap(({ volumeMounts }) => volumeMounts ?? [])
    .find(({ mountPath }) => mountPath === ACCOUNT_PATH);
  return [
    ...append('/spec/initContainers', spec.initContainers, sidecar.initContainers),
    ...append(
      '/spec/containers',
      spec.containers,
      sidecar.containers?.map((it) => withAccount(it, account)),
    ),
    ...append('/spec/volumes', spec.volumes, sidecar.volumes),
    ...append('/spec/imagePullSecrets', spec.imagePullSecrets, sidecar.imagePullSecrets),
    ...(spec.securityContext
      ? [{ op: 'add' as const, path: '/spec/securityContext', value: spec.securityContext }]
      : []),
    annotate(metadata.annotations, JSON.stringify(statusOf(sidecar, version))),
  ];
}

/** The first one of an empty list has to bring the list along. */
function append(path: string, existing: unknown[] | undefined, added: unknown[] = []): PatchOperation[] {
  return added.map((value, index) =>
    existing?.length || index > 0
      ? { op: 'add', path: `${path}/-`, value }
      : { op: 'add', path, value: [value] },
  );
}

/** Injection comes after the service account admission, which would otherwise have mounted the token here too. */
function withAccount(container: Container, account: VolumeMount | undefined): Container {
  if (!account) return container;
  return { ...container, volumeMounts: [...(container.volumeMounts ?? []), account] };
}

function annotate(annotations: Record<string, string> | undefined, status: string): PatchOperation {
  if (!annotations || Object.keys(annotations).length === 0) {
    return { op: 'add', path: '/metadata/annotations', value: { [STATUS]: status } };
  }
  const op = STATUS in annotations ? 'replace' : 'add';
  return { op, path: `/metadata/annotations/${STATUS.replace('/', '~1')}`, value: status };
}

function statusOf(sidecar: Sidecar, version: string): object {
  const names = (list: { name: string }[] | undefined) => list?.map(({ name }) => name) ?? null;
  return {
    version,
    initContainers: names(sidecar.initContainers),
    containers: names(sidecar.containers),
    volumes: names(sidecar.volumes),
    imagePullSecrets: names(sidecar.imagePullSecrets),
  };
}
