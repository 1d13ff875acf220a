import { load } from 'js-yaml';
import type { StartProgram } from '../controllers/program.ts';
import { defaultPodSpec } from '../kinds/default-pod.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { loggerOf } from './log-line.ts';
import { sidecarOf, wantsSidecar } from './sidecar.ts';

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const configuration = 'istio-sidecar-injector';
const webhookName = 'sidecar-injector.istio.io';
const kind = 'MutatingWebhookConfiguration';

/** The injector's webhook comes after the service account's token was mounted, so it mounts that in what it adds. */
function withToken(container: Json, pod: KubernetesObject): Json {
  const token = pod.spec.containers
    .flatMap(({ volumeMounts = [] }: Json) => volumeMounts)
    .find(({ mountPath }: Json) => mountPath === tokenPath);
  return token ? { ...container, volumeMounts: [...(container.volumeMounts ?? []), token] } : container;
}

/** `sidecar-injector`: fills in its webhook's CA bundle and adds a sidecar to the pods that it is asked about. */
export const injector: StartProgram = (process) => {
  const { cluster } = process;
  const { client, store, profile } = cluster;
  const log = loggerOf(process);
  const { namespace = '' } = process.pod().metadata;
  const apiVersion = `admissionregistration.k8s.io/${profile === 'chapter' ? 'v1beta1' : 'v1'}`;
  const key = 'mutatingwebhookconfigurations.admissionregistration.k8s.io';
  const account = process.pod().spec.serviceAccountName;
  let isUp = false;
  const caBundle = () => store.get('secrets', namespace, `istio.${account}`)?.data?.['root-cert.pem'] ?? '';

  const patch = (): void => {
    const bundle = caBundle();
    const found = store.get(key, undefined, configuration);
    const held = found?.webhooks?.find(({ name }: Json) => name === webhookName)?.clientConfig;
    if (!held || !bundle || held.caBundle === bundle) return;
    client.patch({ apiVersion, kind, name: configuration }, (draft) => {
      for (const webhook of draft.webhooks)
        if (webhook.name === webhookName) webhook.clientConfig.caBundle = bundle;
      return draft;
    });
  };
  const inject = (pod: KubernetesObject): void => {
    const injectorConfig = store.get('configmaps', namespace, 'istio-sidecar-injector')?.data?.config ?? '';
    const meshConfig = store.get('configmaps', namespace, 'istio')?.data?.mesh ?? '';
    const { policy = '' } = (load(injectorConfig) ?? {}) as { policy?: string };
    const label = pod.metadata.generateName
      ? `(${pod.metadata.generateName}***** (actual name not yet known))`
      : pod.metadata.name;
    log.info(
      `AdmissionReview for Kind=/v1, Kind=Pod Namespace=${pod.metadata.namespace} Name=${label} UID=${pod.metadata.uid} Rfc6902PatchOperation=CREATE`,
    );
    if (!wantsSidecar(policy, pod)) {
      log.info(`Skipping ${pod.metadata.namespace}/${label} due to policy check`);
      return;
    }
    const sidecar = sidecarOf({ pod, injectorConfig, meshConfig });
    const { spec, metadata } = pod;
    const mounted = (containers: Json[]) => containers.map((one) => withToken(one, pod));
    spec.initContainers = [...(spec.initContainers ?? []), ...mounted(sidecar.initContainers)];
    spec.containers = [...spec.containers, ...mounted(sidecar.containers)];
    spec.volumes = [...(spec.volumes ?? []), ...sidecar.volumes];
    metadata.annotations = { ...metadata.annotations, 'sidecar.istio.io/status': sidecar.status };
    // What a webhook returns is filled in as if it had come from a client.
    defaultPodSpec(spec);
    log.info(`AdmissionResponse: patch=${JSON.stringify(sidecar.containers)}`);
  };

  const fail = (): void => {
    log.error('failed to create injection webhook: tls: failed to find any PEM data in certificate input');
    process.exit(255);
  };
  process.after(1_500, () => {
    if (cluster.trouble.injectorFails) {
      fail();
      return;
    }
    isUp = true;
    log.info('version root@local-docker.io/istio-1.1.0-82797c0c0649a3f73029b33957ae105260458c6e-Clean');
    patch();
  });
  const unsubscribe = store.subscribe(key, ({ type, object }) => {
    if (isUp && type !== 'DELETED' && object.metadata.name === configuration) process.after(100, patch);
  });
  return {
    isReady: () => isUp,
    admit: (path, { object, operation }) => {
      if (path === '/inject' && operation === 'CREATE') inject(object);
    },
    breakInjector: fail,
    stop: unsubscribe,
  };
};
