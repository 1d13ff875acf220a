import type http from 'node:http';
import type { Behaviour } from './fake-api-server.ts';

export interface FakeLine {
  time: string;
  text: string;
}

/** `2026-11-22T10:00:00.000000001Z`, so many nanoseconds after ten o'clock. */
export function timeAt(nanoseconds: number): string {
  const second = Math.floor(nanoseconds / 1e9);
  const words = new Date(Date.parse('2026-11-22T10:00:00Z') + second * 1000).toISOString().slice(0, 19);
  return `${words}.${String(nanoseconds % 1e9).padStart(9, '0')}Z`;
}

/**
 * One container's log as a kubelet serves it (kubernetes pkg/kubelet/kuberuntime/logs/logs.go): lines not before `sinceTime`, each
 * for itself, or the last `tailLines`, and with `follow` until the container ends. It can cut every answer after some bytes, and be rotated.
 */
export class FakeLog {
  lines: FakeLine[] = [];
  ended = false;
  /** Bytes after which the next answers are cut, one entry each; then none is. */
  cuts: number[] = [];
  #followers = new Set<() => void>();

  write(time: string, text: string): void {
    this.lines.push({ time, text });
    for (const wake of this.#followers) wake();
  }

  end(): void {
    this.ended = true;
    for (const wake of this.#followers) wake();
  }

  /** What was written so far is in another file now, which the kubelet does not serve. */
  rotate(): void {
    this.lines = [];
  }

  readonly serve: Behaviour = (response, request) => {
    const lines = this.lines;
    const follow = request.query.get('follow') === 'true';
    let left = this.cuts.shift() ?? Number.POSITIVE_INFINITY;
    const tail = request.query.get('tailLines');
    let sent = tail === null ? 0 : Math.max(0, lines.length - Number(tail));
    const since = request.query.get('sinceTime');
    const isAsked = ({ time }: FakeLine) => !since || time >= since.replace('Z', '.');
    response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders();
    const wake = () => {
      for (let line = lines[sent]; line && !response.destroyed; line = lines[sent]) {
        sent += 1;
        if (!isAsked(line)) continue;
        const bytes = Buffer.from(`${line.time} ${line.text}\n`);
        if (bytes.length >= left) return cutAfter(response, bytes.subarray(0, left));
        left -= bytes.length;
        response.write(bytes);
      }
      if (!follow || this.ended) response.end();
    };
    this.#followers.add(wake);
    response.once('close', () => this.#followers.delete(wake));
    wake();
  };
}

/** The bytes must have left before the connection is cut, or they would be lost with it. */
function cutAfter(response: http.ServerResponse, bytes: Uint8Array): void {
  response.write(bytes, () => setImmediate(() => response.destroy()));
}
