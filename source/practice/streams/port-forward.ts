import type { Duplex } from 'node:stream';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { Connector, ConnectRequest } from '../http/router.ts';
import { badRequest, StatusError } from '../status-error.ts';
import { type Channels, isWebSocket, openChannels } from './channels.ts';
import { podTarget } from './pod-target.ts';
import { refuseUpgrade } from './refuse.ts';
import { servePort } from './serve-port.ts';
import { isSpdy, openSpdy, type SpdyConnection } from './spdy-connection.ts';

const upgradeRequired = () => badRequest('Upgrade request required');

/** What socat says in a pod where nobody listens, with the API server's words around it (pkg/kubelet/dockershim). */
const nobodyListens = (pod: string, port: number): string =>
  `error forwarding port ${port} to pod ${pod}, uid : exit status 1: E connect(5, AF=2 127.0.0.1:${port}, 16): Connection refused\n`;

function portsOf({ query }: ConnectRequest): number[] {
  const ports = query.getAll('ports').flatMap((list) => list.split(','));
  if (!ports.length || ports.some((port) => !/^\d{1,5}$/.test(port) || Number(port) < 1))
    throw badRequest('query parameter "ports" is required and must name ports');
  return ports.map(Number);
}

/** Joins a stream to what listens on a port of the pod; otherwise says on the other one that nobody does. */
function join(kubelet: Kubelet, request: ConnectRequest, port: number, data: Duplex, problem: Duplex): void {
  const { namespace = '', name = '' } = request.info;
  const handler = kubelet.listener(namespace, name, port);
  if (handler) servePort(data, handler);
  else problem.end(nobodyListens(name, port));
}

/** Ports in pairs of channels, data and errors, each begun with its number (k8s.io/kubelet pkg/cri/streaming/portforward). */
function forwardChannels(
  kubelet: Kubelet,
  request: ConnectRequest,
  ports: number[],
  channels: Channels,
): void {
  for (const [index, port] of ports.entries()) {
    const number = Buffer.alloc(2);
    number.writeUInt16LE(port);
    const data = channels.open(index * 2);
    const problem = channels.open(index * 2 + 1);
    data.write(number);
    problem.write(number);
    data.on('finish', () => channels.close());
    join(kubelet, request, port, data, problem);
  }
}

/** As kubectl asks before 1.31: two streams for every connection, named by their headers. */
function forwardSpdy(kubelet: Kubelet, request: ConnectRequest, connection: SpdyConnection): void {
  const problems = new Map<string, Duplex>();
  connection.onStream((headers, stream) => {
    const id = headers.requestid ?? '';
    if (headers.streamtype === 'error') {
      problems.set(id, stream);
      return;
    }
    const problem = problems.get(id);
    problems.delete(id);
    if (!problem) return stream.destroy();
    const { namespace = '', name = '' } = request.info;
    const port = Number(headers.port);
    join(kubelet, request, port, stream, problem);
    if (kubelet.listener(namespace, name, port)) stream.on('close', () => problem.end());
    else stream.end();
  });
}

export function portForward(kubelet: Kubelet): Connector {
  return {
    respond: (request) => {
      podTarget(request, kubelet);
      throw upgradeRequired();
    },
    upgrade: (request, message, socket, head) => {
      try {
        podTarget(request, kubelet);
        if (isSpdy(message)) {
          forwardSpdy(kubelet, request, openSpdy(message, socket, head, 'portforward.k8s.io'));
          return;
        }
        if (!isWebSocket(message)) throw upgradeRequired();
        const ports = portsOf(request);
        openChannels(message, socket, head, (channels) => forwardChannels(kubelet, request, ports, channels));
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        refuseUpgrade(socket, error);
      }
    },
  };
}
