import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { loadKubeconfig } from '../../source/kubernetes/connect/kubeconfig.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

/** Where a write is: sent by the program and not passed on yet, or done by the server and not told to the program yet. */
export type Moment = 'sent' | 'done';

/** Questions that are put as a POST: nothing is kept of them. */
const isQuestion = (path: string) => path.includes('/apis/authorization.k8s.io/');

/**
 * A proxy over plain HTTP in front of an API server, which passes all on under the kubeconfig's own name and keeps a list of what was
 * written: what the server did, whatever the program says of it.
 */
export class WritingProxy {
  /** `Kind namespace/name` of each write that the server has done, in their order. */
  readonly written: string[] = [];
  /** Told of each write, twice, before it goes on. */
  watch: (moment: Moment) => void = () => {};
  readonly #target: URL;
  readonly #settings: https.RequestOptions;
  readonly #server: http.Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: URL, settings: https.RequestOptions) {
    this.#target = target;
    this.#settings = settings;
    this.#server = http.createServer((request, response) => this.#serve(request, response));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (request, socket: Socket, head) => this.#upgrade(request, socket, head));
  }

  static async start(kubeconfig: string): Promise<WritingProxy> {
    const config = loadKubeconfig({ kubeconfig });
    const settings: https.RequestOptions = { headers: {} };
    await config.applyToHTTPSOptions(settings as never);
    const { ca, cert, key } = (settings.agent as https.Agent | undefined)?.options ?? settings;
    const agent = new https.Agent({ keepAlive: true, ca, cert, key });
    const target = new URL(config.getCurrentCluster()?.server ?? '');
    const proxy = new WritingProxy(target, { ...settings, ca, cert, key, agent });
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    (this.#settings.agent as https.Agent).destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #onward({ method, url: path, headers }: http.IncomingMessage): https.RequestOptions {
    const { hostname, port } = this.#target;
    const { host: _, ...said } = headers;
    return {
      ...this.#settings,
      hostname,
      port,
      method,
      path,
      headers: { ...said, ...this.#settings.headers },
    };
  }

  #serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method = '', url = '' } = request;
    const writes = method !== 'GET' && !url.includes('dryRun=') && !isQuestion(url);
    const chunks: Buffer[] = [];
    // Whole before it goes on: a write is done or not, also where its sender is killed in the middle of it.
    request.on('data', (chunk) => chunks.push(chunk));
    request.once('end', () => {
      if (writes) this.watch('sent');
      const onward = https.request(this.#onward(request), (answer) => this.#answer(answer, response, writes));
      onward.on('error', () => response.destroy());
      if (!writes) response.once('close', () => onward.destroy());
      onward.end(Buffer.concat(chunks));
    });
  }

  #answer(answer: http.IncomingMessage, response: http.ServerResponse, writes: boolean): void {
    const { statusCode = 502, headers } = answer;
    answer.on('error', () => response.destroy());
    if (!writes) {
      response.writeHead(statusCode, headers).flushHeaders();
      answer.pipe(response);
      return;
    }
    const chunks: Buffer[] = [];
    answer.on('data', (chunk) => chunks.push(chunk));
    answer.once('end', () => {
      const text = Buffer.concat(chunks);
      if (statusCode < 300) {
        this.written.push(nameOf(text));
        this.watch('done');
      }
      response.writeHead(statusCode, headers).end(text);
    });
  }

  #upgrade(request: http.IncomingMessage, near: Socket, head: Buffer): void {
    const onward = https.request({ ...this.#onward(request), agent: false });
    onward.once('upgrade', ({ rawHeaders }, far, farHead) => {
      near.write('HTTP/1.1 101 Switching Protocols\r\n');
      for (let at = 0; at < rawHeaders.length; at += 2)
        near.write(`${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`);
      near.write('\r\n');
      near.write(farHead);
      far.write(head);
      far.on('error', () => near.destroy());
      far.once('close', () => near.destroy());
      near.once('close', () => far.destroy());
      near.pipe(far).pipe(near);
    });
    onward.once('response', () => near.destroy());
    onward.once('error', () => near.destroy());
    onward.end();
  }
}

/** The answer to a deletion may be a Status, which says in its details what is gone. */
function nameOf(answer: Buffer): string {
  const { kind, metadata, details }: Named = JSON.parse(answer.toString('utf8'));
  if (kind === 'Status') return `Status /${details?.name ?? ''}`;
  return `${kind} ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

interface Named {
  kind: string;
  metadata?: KubernetesObject['metadata'];
  details?: { name?: string };
}

/** hoist's own two objects, by which it keeps order. */
export const isKeeping = (name: string): boolean =>
  /^(Status |(Lease|ConfigMap) kube-system)\/hoist(-inventory)?$/.test(name);
