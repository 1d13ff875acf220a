import type { Cluster } from '../cluster.ts';
import type { Admission, AdmissionRequest } from '../machinery/admission.ts';
import type { Json } from '../object.ts';
import { internalError, StatusError } from '../status-error.ts';
import type { Kubelet } from './kubelet.ts';
import { isWanted } from './webhook-rules.ts';

const kinds = [
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
] as const;

/** The API server could not ask a webhook: a message in the words of Go's HTTP client. */
class CallFailed extends Error {}

/**
 * Asks the webhooks that are registered for a write: first those that may change it, then those that may only refuse it. They are
 * answered by the programs that run in the pods behind their Service.
 */
export function webhookAdmission(cluster: Cluster, kubelet: Kubelet): Admission {
  const labelsOf = (name: string) => cluster.store.get('namespaces', undefined, name)?.metadata.labels ?? {};
  return (request) => {
    // Or a broken webhook could not be taken away.
    if ((kinds as readonly string[]).includes(request.resource.key) || request.subresource === 'status')
      return;
    for (const kind of kinds)
      for (const configuration of cluster.store.list(kind))
        for (const webhook of configuration.webhooks ?? [])
          if (isWanted(webhook, request, labelsOf)) ask(cluster, kubelet, webhook, request);
  };
}

function ask(cluster: Cluster, kubelet: Kubelet, webhook: Json, request: AdmissionRequest): void {
  try {
    call(cluster, kubelet, webhook, request);
  } catch (error) {
    if (error instanceof StatusError) throw denial(webhook.name, error);
    if (!(error instanceof CallFailed)) throw error;
    if (webhook.failurePolicy === 'Ignore') return;
    const detail = cluster.profile === 'current' ? 'failed to call webhook: ' : '';
    throw internalError(`failed calling webhook "${webhook.name}": ${detail}${error.message}`);
  }
}

/** A refusal never has a code below 400 (apiserver/pkg/admission/plugin/webhook/errors ToStatusErr). */
const denial = (name: string, error: StatusError): StatusError =>
  new StatusError(
    Math.max(400, error.code),
    error.reason,
    `admission webhook "${name}" denied the request: ${error.message}`,
  );

function call(cluster: Cluster, kubelet: Kubelet, webhook: Json, request: AdmissionRequest): void {
  const { service, caBundle } = webhook.clientConfig ?? {};
  if (!service) throw new CallFailed('no kind of network leads out of a practice cluster');
  const { name, namespace, path = '' } = service;
  const { store, profile } = cluster;
  const url = `https://${name}.${namespace}.svc:443${path}?timeout=${webhook.timeoutSeconds ?? 30}s`;
  // Go quotes the URL since 1.14, and Kubernetes is built with that since 1.19.
  const post = profile === 'current' ? `Post "${url}"` : `Post ${url}`;
  const found = store.get('services', namespace, name);
  if (!found) throw new CallFailed(`${post}: service "${name}" not found`);
  const subsets: Json[] = store.get('endpoints', namespace, name)?.subsets ?? [];
  const pods: Json[] = subsets.flatMap(({ addresses = [] }) =>
    addresses.map(({ targetRef }: Json) => targetRef),
  );
  for (const pod of pods) {
    for (const { program } of kubelet.worker(pod.namespace, pod.name)?.running ?? []) {
      if (!program?.admit) continue;
      if (!caBundle) throw new CallFailed(`${post}: x509: certificate signed by unknown authority`);
      program.admit(path, request);
      return;
    }
  }
  throw new CallFailed(`${post}: dial tcp ${found.spec.clusterIP}:443: connect: connection refused`);
}
