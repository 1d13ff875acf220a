import { Agent, type RequestOptions, request } from 'node:https';
import { Connection } from '../../source/kubernetes/connect/connection.ts';
import { polled } from '../polled.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever a server answers
export type Answer = any;

export interface Reply {
  code: number;
  body: Answer;
  type: string;
  /** What the `Warning` headers say, without their code and quotes. */
  warnings: string[];
}

export interface CallOptions {
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  text?: string;
  contentType?: string;
  accept?: string;
}

/** One cluster by its kubeconfig: the program's own connection, and beside it calls that show the bare HTTP. */
export class Caller {
  connection!: Connection;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(kubeconfig?: string) {
    if (kubeconfig !== undefined) this.connect(kubeconfig);
  }

  connect(kubeconfig: string): void {
    this.connection = new Connection({ kubeconfig });
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const { body, contentType = 'application/json', accept = 'application/json' } = options;
    const text = options.text ?? (body === undefined ? undefined : JSON.stringify(body));
    const settings: RequestOptions = {
      method,
      agent: this.#agent,
      headers: {
        Accept: accept,
        'User-Agent': 'contract/1',
        // Node itself gives a DELETE no length, and what follows on the connection would be read as its body.
        ...(text === undefined
          ? {}
          : { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) }),
      },
    };
    await this.connection.config.applyToHTTPSOptions(settings as never);
    // The kubeconfig's own agent would open a connection for each call.
    const { ca, cert, key } = (settings.agent as Agent | undefined)?.options ?? settings;
    return new Promise((resolve, reject) => {
      const url = new URL(this.connection.server + path);
      const outgoing = request(url, { ca, cert, key, ...settings, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8');
          const type = response.headers['content-type'] ?? '';
          const isJson = type.startsWith('application/json') && !path.includes('watch=');
          resolve({
            code: response.statusCode ?? 0,
            body: isJson && answer ? JSON.parse(answer) : answer,
            type,
            warnings: (response.headersDistinct.warning ?? []).map((one) =>
              one.replace(/^299 - "(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1'),
            ),
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }

  get(path: string, accept?: string): Promise<Reply> {
    return this.call('GET', path, { accept });
  }

  post(path: string, body: unknown): Promise<Reply> {
    return this.call('POST', path, { body });
  }

  put(path: string, body: unknown): Promise<Reply> {
    return this.call('PUT', path, { body });
  }

  patch(path: string, kind: 'json' | 'merge' | 'strategic' | 'apply', body: unknown): Promise<Reply> {
    const types = {
      json: 'application/json-patch+json',
      merge: 'application/merge-patch+json',
      strategic: 'application/strategic-merge-patch+json',
      apply: 'application/apply-patch+yaml',
    };
    return this.call('PATCH', path, { body, contentType: types[kind] });
  }

  delete(path: string, body?: unknown): Promise<Reply> {
    return this.call('DELETE', path, { body });
  }

  /** Opens a watch and hands its events to `act`, which is done when it resolves. */
  async watch<T>(
    path: string,
    query: Record<string, string>,
    act: (events: Events) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const stream = await this.connection.transport.stream({
      method: 'GET',
      path,
      query: { watch: true, ...query },
      signal: controller.signal,
    });
    const events = new Events(stream);
    try {
      return await act(events);
    } finally {
      controller.abort();
      await events.ended;
    }
  }

  close(): void {
    this.#agent.destroy();
    this.connection.close();
  }
}

export interface WatchEvent {
  type: string;
  object: Answer;
}

/** The events of one watch, in order. */
export class Events {
  readonly seen: WatchEvent[] = [];
  readonly ended: Promise<void>;
  #isEnded = false;
  #wake: () => void = () => {};

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.ended = this.#read(stream).catch(() => {});
  }

  /** The first event that `matches` after those already taken; fails after a minute, or when the stream ends without it. */
  async next(matches: (event: WatchEvent) => boolean = () => true): Promise<WatchEvent> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const at = this.seen.findIndex(matches);
      if (at >= 0) return this.seen.splice(0, at + 1).at(-1) as WatchEvent;
      const left = deadline - Date.now();
      if (this.#isEnded || left <= 0)
        throw new Error(`no such event; left: ${JSON.stringify(this.seen).slice(0, 500)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async #read(stream: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of stream) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line) this.seen.push(JSON.parse(line));
        this.#wake();
      }
    } finally {
      this.#isEnded = true;
      this.#wake();
    }
  }
}

/** Asks again until it is so; fails after two minutes, which a real cluster may take to let a namespace go. */
export const eventually = async <T>(ask: () => Promise<T | undefined | false>, words: string): Promise<T> =>
  (await polled(ask, Boolean, words, { within: 120_000, every: 50 })) as T;
