/** The part of the `ws` package that is used here; it ships without types. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage } from 'node:http';
  import type { Duplex } from 'node:stream';

  export interface WebSocket extends EventEmitter {
    readonly bufferedAmount: number;
    readonly readyState: number;
    send(data: Uint8Array, done?: (error?: Error) => void): void;
    close(code?: number): void;
    terminate(): void;
    pause(): void;
    resume(): void;
  }

  export class WebSocketServer {
    constructor(options: {
      noServer: true;
      maxPayload?: number;
      perMessageDeflate?: boolean;
      handleProtocols?(offered: Set<string>): string | false;
    });
    handleUpgrade(
      request: IncomingMessage,
      socket: Duplex,
      head: Buffer,
      done: (socket: WebSocket) => void,
    ): void;
  }
}
