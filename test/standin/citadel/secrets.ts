import type { KubernetesObject } from '../shared/kubernetes.ts';
import type { Pair } from './authority.ts';

export interface Secret extends KubernetesObject {
  type?: string;
  data?: Record<string, string>;
}

export const WORKLOAD_TYPE = 'istio.io/key-and-cert';
export const CA_SECRET = 'istio-ca-secret';
export const ACCOUNT_ANNOTATION = 'istio.io/service-account.name';

export function workloadSecret(namespace: string, account: string, pair: Pair, root: string): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `istio.${account}`, namespace, annotations: { [ACCOUNT_ANNOTATION]: account } },
    type: WORKLOAD_TYPE,
    data: { 'cert-chain.pem': base64(pair.cert), 'key.pem': base64(pair.key), 'root-cert.pem': base64(root) },
  };
}

/** Citadel writes the workload's keys into its own secret too, but empty. */
export function caSecret(namespace: string, root: Pair): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: CA_SECRET, namespace },
    type: 'istio.io/ca-root',
    data: {
      'ca-cert.pem': base64(root.cert),
      'ca-key.pem': base64(root.key),
      'cert-chain.pem': '',
      'key.pem': '',
      'root-cert.pem': '',
    },
  };
}

export function rootOf(secret: Secret): Pair {
  const read = (name: string) => Buffer.from(secret.data?.[name] ?? '', 'base64').toString('utf8');
  return { cert: read('ca-cert.pem'), key: read('ca-key.pem') };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
