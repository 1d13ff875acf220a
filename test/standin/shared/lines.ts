import type { Readable, Writable } from 'node:stream';

/** One JSON value a line: the stand-in for xDS between pilot and the proxies, and the format of a Kubernetes watch. */
export function onJsonLine<T>(stream: Readable, receive: (value: T) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) receive(JSON.parse(line) as T);
  });
}

export function sendJsonLine(stream: Writable, value: unknown): void {
  if (stream.writable) stream.write(`${JSON.stringify(value)}\n`);
}
