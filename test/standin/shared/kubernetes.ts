import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

export class ApiError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const agent = new Agent({ keepAlive: true });

/** The field manager of an object is the first word of the user agent, so each program must send its own. */
let userAgent = 'standin';
export function setProgram(name: string): void {
  userAgent = `${name}/v0.0.0 (linux/amd64) kubernetes/$Format`;
}

/** Opens a request with the pod's service account; the response is not read yet. */
export function open(method: string, path: string, body?: unknown, type?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        agent,
        method,
        path,
        host: process.env.KUBERNETES_SERVICE_HOST,
        port: process.env.KUBERNETES_SERVICE_PORT,
        ca: readFileSync(`${ACCOUNT}/ca.crt`),
        headers: {
          authorization: `Bearer ${readFileSync(`${ACCOUNT}/token`, 'utf8').trim()}`,
          accept: 'application/json',
          'user-agent': userAgent,
          ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
        },
      },
      resolve,
    );
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

export async function call<T>(method: string, path: string, body?: unknown, type?: string): Promise<T> {
  const response = await open(method, path, body, type);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const code = response.statusCode ?? 0;
  if (code < 200 || code > 299) throw new ApiError(code, statusMessage(text));
  return JSON.parse(text) as T;
}

/** The message of a Status object; a plain body, as of an unknown path, as client-go words it. */
export function statusMessage(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return 'the server could not find the requested resource';
  }
}
