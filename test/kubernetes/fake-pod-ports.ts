import type http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';
import type { FakeApiServer } from './fake-api-server.ts';

interface ServerSocket {
  send(data: Uint8Array): void;
  close(): void;
  terminate(): void;
  on(event: 'message', listener: (data: Buffer) => void): void;
  on(event: 'close', listener: () => void): void;
}

interface Sockets {
  handleUpgrade(
    request: http.IncomingMessage,
    socket: unknown,
    head: Buffer,
    done: (socket: ServerSocket) => void,
  ): void;
}

// The client library brings `ws` along, without types.
const { WebSocketServer } = createRequire(import.meta.url)('ws') as {
  WebSocketServer: new (options: object) => Sockets;
};

/**
 * The port-forward of a kubelet behind an API server (kubernetes pkg/kubelet/cri/streaming/portforward/websocket.go): channel 0
 * carries data, channel 1 an error, both begin with the port in two bytes.
 */
export class FakePodPorts {
  /** Open WebSockets. */
  open = new Set<ServerSocket>();
  paths: string[] = [];
  /** What is done with an upgrade instead of accepting it. */
  refuse: ((socket: net.Socket) => void) | undefined;
  /** Bytes that each new WebSocket is sent first. */
  greeting: Uint8Array | undefined;

  constructor(api: FakeApiServer, ports: Record<number, number>) {
    const sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered: Set<string>) =>
        offered.has('v4.channel.k8s.io') ? 'v4.channel.k8s.io' : false,
    });
    api.server.on('upgrade', (request, socket, head) => {
      this.paths.push(request.url ?? '');
      if (this.refuse) {
        // An upgraded socket is nobody's: it would stay open when the client has gone.
        socket.resume().once('end', () => socket.destroy());
        this.refuse(socket as net.Socket);
        return;
      }
      const port = Number(new URL(request.url ?? '', 'http://x').searchParams.get('ports'));
      sockets.handleUpgrade(request, socket, head, (ws) => this.#forward(ws, port, ports[port]));
    });
  }

  #forward(ws: ServerSocket, port: number, real: number | undefined): void {
    this.open.add(ws);
    ws.on('close', () => this.open.delete(ws));
    const portBytes = Buffer.from([port & 0xff, port >> 8]);
    for (const channel of [0, 1]) ws.send(Buffer.concat([Buffer.from([channel]), portBytes]));
    if (this.greeting) ws.send(this.greeting);
    const fail = (words: string) => {
      ws.send(Buffer.concat([Buffer.from([1]), Buffer.from(words)]));
      ws.close();
    };
    if (real === undefined) {
      fail(`error forwarding port ${port} to pod: connection refused`);
      return;
    }
    const pod = net.connect(real, '127.0.0.1');
    pod.on('data', (data) => ws.send(Buffer.concat([Buffer.from([0]), data])));
    pod.on('end', () => ws.close());
    pod.on('error', (error) => fail(error.message));
    ws.on('message', (data) => pod.write(data.subarray(1)));
    ws.on('close', () => pod.destroy());
  }
}
