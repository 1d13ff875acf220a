import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Answer {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body: string;
}
export type Handler = (
  path: string,
  request: IncomingMessage,
) => Answer | undefined | Promise<Answer | undefined>;

/** Serves small answers; a path that the handler does not know is Go's 404. */
export function serve(port: number, handler: Handler, host = '0.0.0.0'): Promise<Server> {
  const server = createServer((request, response) => void respond(handler, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

export async function respond(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  let answer: Answer;
  try {
    answer = (await handler(path, request)) ?? { status: 404, body: '404 page not found\n' };
  } catch (error) {
    answer = { status: 500, body: `${(error as Error).message}\n` };
  }
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.type ?? 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(answer.body),
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export function json(value: unknown, status = 200): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
