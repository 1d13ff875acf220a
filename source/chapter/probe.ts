import { get } from 'node:http';
import { podPortOf } from '../istio/ingress.ts';
import { ingressService, systemNamespace } from '../istio/names.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { PodPort } from '../kubernetes/pod-connection.ts';
import { sanitizeLine } from '../kubernetes/sanitize.ts';
import { requestThroughPod } from '../kubernetes/tunnel.ts';
import type { Ground } from './ground.ts';

/** What the way through the API server is found by. */
export interface Gateway {
  pods: readonly KubernetesObject[];
  services: readonly KubernetesObject[];
}

export type Probe = { good: true } | { good: false; problem: string };

/** What Bookinfo's product page has said in its title in every release. */
const title = 'Simple Bookstore App';
const timeout = 3000;
/** Whatever answers there need not be the product page, nor ever end. */
const largestPage = 4 * 1024 * 1024;

function judge(status: number, body: string): Probe {
  if (status === 200 && body.includes(title)) return { good: true };
  return { good: false, problem: status === 200 ? 'HTTP 200, but not the product page' : `HTTP ${status}` };
}

/** Fetches the product page at a URL. Only an abort is thrown; a refused connection is an answer too. */
export async function probeProductPage(url: string, signal: AbortSignal): Promise<Probe> {
  try {
    const { status, body } = await fetchPage(url, AbortSignal.any([signal, AbortSignal.timeout(timeout)]));
    return judge(status, body);
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = error as { code?: string; message: string };
    return { good: false, problem: sanitizeLine(code ?? message) };
  }
}

/** The port for plain HTTP of a gateway pod that runs; undefined if there is none. */
export function gatewayPort({ pods, services }: Gateway): PodPort | undefined {
  const isGateway = ({ metadata, status }: KubernetesObject) =>
    metadata.namespace === systemNamespace &&
    metadata.labels?.app === ingressService &&
    status?.phase === 'Running';
  const pod = pods.find(isGateway);
  return pod && { namespace: systemNamespace, pod: pod.metadata.name, port: podPortOf(services) };
}

/** The same from inside: a request to a gateway pod by way of the API server. */
export async function probeThroughPod(ground: Ground, gateway: Gateway, signal: AbortSignal): Promise<Probe> {
  const target = gatewayPort(gateway);
  if (!target) return { good: false, problem: 'no ingress gateway pod is running' };
  try {
    const request = { ...target, path: '/productpage', timeout, signal };
    const { status, body } = await requestThroughPod(ground.connection.config, request);
    return judge(status, body);
  } catch (error) {
    signal.throwIfAborted();
    return { good: false, problem: sanitizeLine((error as Error).message) };
  }
}

/** Not the global fetch: it would keep a connection that was made before the gateway had its routes. */
function fetchPage(url: string, signal: AbortSignal): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = get(url, { agent: false, signal }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestPage) call.destroy(new Error('the answer is larger than 4 MiB'));
        else chunks.push(chunk);
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
      answer.on('error', reject);
    });
    call.on('error', reject);
  });
}
