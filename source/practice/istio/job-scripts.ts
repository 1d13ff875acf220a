import { loadAll } from 'js-yaml';
import { refOf } from '../client.ts';
import type { Process, StartProgram } from '../controllers/program.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { workloadType } from './citadel.ts';

/** Which ConfigMap's text lies at a path of the container. */
function mountedFile({ cluster, container, pod }: Process, path: string): string {
  const mount = (container.volumeMounts ?? []).find((one: Json) => path.startsWith(`${one.mountPath}/`));
  const volume = (pod().spec.volumes ?? []).find(({ name }: Json) => name === mount?.name);
  const name = volume?.configMap?.name ?? '';
  const config = cluster.store.get('configmaps', pod().metadata.namespace, name);
  return config?.data?.[path.slice((mount?.mountPath.length ?? 0) + 1)] ?? '';
}

function apply(process: Process, object: KubernetesObject): void {
  const { client, registry } = process.cluster;
  const resource = registry.byKind(object.apiVersion, object.kind);
  const label = `${resource?.singular ?? object.kind.toLowerCase()}.${resource?.group ?? ''}/${object.metadata.name}`;
  const applied = { 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(object)}\n` };
  const annotated = {
    ...object,
    metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...applied } },
  };
  if (client.get(refOf(object))) {
    client.patch(refOf(object), (draft) => ({
      ...annotated,
      metadata: { ...draft.metadata, ...annotated.metadata },
    }));
    process.log(`${label} configured`);
  } else {
    client.create(annotated);
    process.log(`${label} created`);
  }
}

/** `run.sh` of the post-install Jobs: waits for galley where its webhook is, sleeps five seconds, applies a file. */
export const applyResources: StartProgram = (process) => {
  const { cluster, container, pod } = process;
  const { store } = cluster;
  const { namespace = '' } = pod().metadata;
  const path: string = container.command?.at(-1) ?? '';
  const isGalleyReady = () =>
    (store.get('deployments.apps', namespace, 'istio-galley')?.status?.availableReplicas ?? 0) > 0;
  const wait = () => {
    const hasWebhook = store.get(
      'validatingwebhookconfigurations.admissionregistration.k8s.io',
      undefined,
      'istio-galley',
    );
    if (hasWebhook && !isGalleyReady()) {
      process.after(1_000, wait);
      return;
    }
    process.log('+ sleep 5');
    process.after(5_000, () => {
      process.log(`+ kubectl apply -f ${path}`);
      try {
        for (const object of loadAll(mountedFile(process, path)) as (KubernetesObject | null)[])
          if (object) apply(process, object);
        process.exit(0);
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        process.log(`Error from server: ${error.message}`);
        process.exit(1);
      }
    });
  };
  process.log(`+ '[' 1 -ne 1 ']'`);
  process.log(`+ pathToResourceYAML=${path}`);
  process.log('+ kubectl get validatingwebhookconfiguration istio-galley');
  process.after(300, wait);
  return {};
};

/** The cleanup Job: deletes every secret that citadel has made, which makes citadel write them anew. */
export const cleanupSecrets: StartProgram = (process) => {
  const { client, store } = process.cluster;
  process.after(800, () => {
    for (const secret of store.list('secrets')) {
      if (secret.type !== workloadType) continue;
      client.delete(refOf(secret));
      process.log(`secret "${secret.metadata.name}" deleted`);
    }
    process.exit(0);
  });
  return {};
};
