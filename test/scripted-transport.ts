import type { ApiRequest, Transport } from '../source/kubernetes/connect/transport.ts';
import { ApiError } from '../source/kubernetes/errors.ts';
import { listByJson } from './list-by-json.ts';

export type Answer = (request: ApiRequest) => unknown;

/** Answers each call by `METHOD /path`, or by the path alone; what is not in the script is a 404. Keeps what was asked. */
export class ScriptedTransport implements Transport {
  readonly server = 'https://scripted';
  readonly calls: ApiRequest[] = [];
  readonly script: Record<string, Answer>;

  constructor(script: Record<string, Answer>) {
    this.script = script;
  }

  async json<T>(request: ApiRequest): Promise<T> {
    this.calls.push(request);
    const answer = this.script[`${request.method} ${request.path}`] ?? this.script[request.path];
    if (!answer) throw new ApiError(404, { reason: 'NotFound', message: `${request.path} not found` });
    return (await answer(request)) as T;
  }

  readonly list = listByJson({ json: (request) => this.json(request) });

  async text(request: ApiRequest): Promise<string> {
    return JSON.stringify(await this.json(request));
  }

  async stream(): Promise<AsyncIterable<Uint8Array>> {
    throw new Error('a scripted transport has no streams');
  }

  close(): void {}

  /** `METHOD /path` of every call so far. */
  get asked(): string[] {
    return this.calls.map(({ method, path }) => `${method} ${path}`);
  }
}

/** The answer of `/api/v1` or `/apis/GROUP/VERSION`. */
export const resources =
  (...kinds: [kind: string, name: string, namespaced?: boolean][]): Answer =>
  () => ({
    resources: kinds.map(([kind, name, namespaced = true]) => ({ kind, name, namespaced, verbs: ['list'] })),
  });

export const refuse =
  (code: number, body: object = {}): Answer =>
  () => {
    throw new ApiError(code, body);
  };
