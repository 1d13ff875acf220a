import { createServer, type Server, type Socket } from 'node:net';
import { refOf } from '../client.ts';
import type { Cluster, Controller } from '../cluster.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { servePort } from './serve-port.ts';

const range = { low: 30_000, high: 32_768 };

interface Listener {
  server: Server;
  sockets: Set<Socket>;
}

/**
 * What kube-proxy does for node ports: each is a port of this machine, on loopback alone. Where somebody else has it already, the
 * Service gets another one and shows it.
 */
export class NodePorts implements Controller {
  readonly #cluster: Cluster;
  readonly #kubelet: Kubelet;
  readonly #instead: Map<number, number>;
  readonly #listeners = new Map<number, Listener>();
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster, kubelet: Kubelet, instead: Map<number, number>) {
    this.#cluster = cluster;
    this.#kubelet = kubelet;
    this.#instead = instead;
    this.#unsubscribe = cluster.client.subscribe('v1', 'Service', () => this.#sync());
    this.#sync();
  }

  stop(): void {
    this.#unsubscribe();
    for (const port of [...this.#listeners.keys()]) this.#close(port);
  }

  #wanted(): Map<number, { service: KubernetesObject; port: Json }> {
    const found = this.#cluster.store
      .list('services')
      .flatMap((service) =>
        (service.spec.ports ?? [])
          .filter(({ nodePort, protocol }: Json) => nodePort && protocol === 'TCP')
          .map((port: Json) => [port.nodePort, { service, port }] as const),
      );
    return new Map(found);
  }

  #sync(): void {
    const wanted = this.#wanted();
    for (const port of [...this.#listeners.keys()]) if (!wanted.has(port)) this.#close(port);
    for (const port of wanted.keys()) if (!this.#listeners.has(port)) this.#open(port);
  }

  #open(port: number): void {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      this.#connect(port, socket);
    });
    this.#listeners.set(port, { server, sockets });
    server.on('error', () => {
      if (this.#listeners.get(port)?.server !== server) return;
      this.#listeners.delete(port);
      this.#moveAway(port);
    });
    server.listen(port, '127.0.0.1');
    server.unref();
  }

  #close(port: number): void {
    const { server, sockets } = this.#listeners.get(port) ?? {};
    this.#listeners.delete(port);
    server?.close();
    for (const socket of sockets ?? []) socket.destroy();
  }

  #moveAway(port: number): void {
    const found = this.#wanted().get(port);
    if (!found) return;
    const { low, high } = range;
    // What was asked for first stays known, so that a later write that asks for it again changes nothing.
    const asked = [...this.#instead].find(([, given]) => given === port)?.[0] ?? port;
    this.#instead.set(asked, this.#cluster.random.between(low, high));
    this.#cluster.client.patch(refOf(found.service), (draft) => {
      for (const one of draft.spec.ports) if (one.nodePort === port) one.nodePort = asked;
      return draft;
    });
  }

  /** To any ready pod behind the Service; where nobody listens the connection ends at once. */
  #connect(nodePort: number, socket: Socket): void {
    socket.on('error', () => socket.destroy());
    const found = this.#wanted().get(nodePort);
    const { name, namespace } = found?.service.metadata ?? {};
    const subsets: Json[] = this.#cluster.store.get('endpoints', namespace, name ?? '')?.subsets ?? [];
    const targets = subsets.flatMap(({ addresses = [], ports = [] }) => {
      const port = ports.find((one: Json) => (one.name ?? '') === (found?.port.name ?? ''))?.port;
      return addresses.map(({ targetRef }: Json) => ({ pod: targetRef.name, port }));
    });
    const target = targets[this.#cluster.random.between(0, targets.length)];
    const handler = target && this.#kubelet.listener(namespace ?? '', target.pod, target.port);
    if (handler) servePort(socket, handler);
    else socket.resetAndDestroy();
  }
}
