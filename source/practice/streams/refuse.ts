import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { StatusError } from '../status-error.ts';

/** Answers a request for another protocol as any other: with a `Status`. */
export function refuseUpgrade(socket: Duplex, error: StatusError): void {
  const body = `${JSON.stringify(error.body)}\n`;
  socket.end(
    [
      `HTTP/1.1 ${error.code} ${STATUS_CODES[error.code] ?? ''}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
