import type { IncomingMessage, ServerResponse } from 'node:http';
import { dump } from 'js-yaml';
import { StatusError } from '../status-error.ts';
import type { MediaType } from './negotiate.ts';

/** As the real server's (`MaxRequestBodyBytes`). */
const bodyLimit = 3 * 1024 * 1024;

/** One request with its answer: what every handler needs of HTTP. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: URLSearchParams;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
    const target = request.url ?? '/';
    const question = target.indexOf('?');
    this.path = question < 0 ? target : target.slice(0, question);
    this.query = new URLSearchParams(question < 0 ? '' : target.slice(question + 1));
  }

  get method(): string {
    return this.request.method ?? 'GET';
  }

  get accept(): string | undefined {
    return this.request.headers.accept;
  }

  /** Without its parameters; JSON when nothing is said. */
  get contentType(): string {
    return (
      (this.request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
    );
  }

  /** What a writer is called who does not say so: the first word of its user agent. */
  get fieldManager(): string {
    return (
      this.query.get('fieldManager') ||
      (this.request.headers['user-agent'] ?? 'unknown').split('/')[0] ||
      'unknown'
    );
  }

  async body(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.request) {
      size += chunk.length;
      if (size > bodyLimit)
        throw new StatusError(
          413,
          'RequestEntityTooLarge',
          `Request entity too large: limit is ${bodyLimit}`,
        );
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Tells the client something beside the answer, as Go's net/http writes it: in UTF-8, which Node takes byte by byte. */
  warn(text: string): void {
    const quoted = text.replaceAll(/\p{Cc}/gu, '').replaceAll(/["\\]/g, '\\$&');
    if (this.response.headersSent) return;
    this.response.appendHeader('Warning', Buffer.from(`299 - "${quoted}"`).toString('latin1'));
  }

  send(code: number, body: unknown, media: Pick<MediaType, 'type'> = { type: 'application/json' }): void {
    if (media.type === 'application/yaml') {
      this.sendText(code, dump(body, { noRefs: true }), media.type);
      return;
    }
    const agent = this.request.headers['user-agent'] ?? '';
    const pretty = this.query.has('pretty')
      ? this.query.get('pretty') !== 'false'
      : /^(curl|Wget|Mozilla\/5\.0)/.test(agent);
    this.sendText(code, `${JSON.stringify(body, undefined, pretty ? 2 : undefined)}\n`, 'application/json');
  }

  sendText(code: number, body: string | Buffer, type: string): void {
    const { response } = this;
    if (response.headersSent || response.destroyed) return;
    response.writeHead(code, {
      'Cache-Control': 'no-cache, private',
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      // What is left of a body that is too large is not waited for.
      ...(code === 413 ? { Connection: 'close' } : {}),
    });
    response.end(body);
  }
}
