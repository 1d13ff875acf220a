import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import type { ChapterEvent, ChapterNews } from '../../source/chapter/event.ts';
import { explainError } from '../../source/chapter/explain.ts';
import { StepFailed } from '../../source/chapter/step.ts';
import type { WaysIn } from '../../source/chapter/way-in/ways-in.ts';
import { makePrinter } from '../../source/headless/print/printer.ts';
import { type Request, runCommand } from '../../source/headless/run-command.ts';
import { ApiError, ConfigError, TimeoutError, UnreachableError } from '../../source/kubernetes/errors.ts';
import { check, events, fakeChapter, finished, report, said, started, view } from './fake-chapter.ts';
import { manner } from './manner.ts';

class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

interface How {
  chapter?: Chapter;
  open?: () => Promise<Chapter>;
  signal?: AbortSignal;
  stdout?: Writable;
}

async function run(request: Partial<Request> & Pick<Request, 'command'>, how: How = {}) {
  const [out, err] = [new Kept(), new Kept()];
  const code = await runCommand(
    { output: 'text', ...request },
    {
      open: how.open ?? (async () => how.chapter ?? fakeChapter()),
      explain: explainError,
      manner: manner(),
      out: makePrinter(how.stdout ?? out),
      err: makePrinter(err),
      signal: how.signal ?? new AbortController().signal,
    },
  );
  return { code, out: out.text, err: err.text };
}

const failing = (error: unknown): How => ({ open: () => Promise.reject(error) });
const running = (...news: Parameters<typeof events>) =>
  fakeChapter({
    async *up() {
      yield* events(...news);
    },
  });

describe('exit codes', () => {
  test.each([
    ['a cluster that is ready', { chapter: fakeChapter() }, 0],
    ['a check that warns', { chapter: fakeChapter({ check: async () => report(check('warn')) }) }, 0],
    ['a check that fails', { chapter: fakeChapter({ check: async () => report(check('fail')) }) }, 1],
    ['no kubeconfig', failing(new ConfigError('missing', { files: 'a' })), 2],
    ['a broken kubeconfig', failing(new ConfigError('broken', { file: 'a', words: 'b' })), 2],
    ['an unknown context', failing(new ConfigError('unknown-context', { context: 'a', contexts: 'b' })), 2],
    ['credentials that cannot be had', failing(new ConfigError('credentials', { words: 'a' })), 4],
    ['a server that does not answer', failing(new UnreachableError('https://a', new Error('refused'))), 4],
    ['a server that answers too late', failing(new TimeoutError('GET /version', 1000)), 4],
    ['expired credentials', failing(new ApiError(401, {})), 4],
    ['a forbidden verb', failing(new ApiError(403, {})), 1],
    [
      'a release directory that is not one',
      failing(new StepFailed({ key: 'release.no-directory', values: { directory: 'd' } })),
      2,
    ],
    ['something unexpected', failing(new Error('oops')), 1],
  ])('%s', async (_, how: How, code) => {
    expect(await run({ command: 'check' }, how)).toMatchObject({ code });
  });

  test.each([
    ['done', 0],
    ['failed', 1],
    ['cancelled', 3],
  ] as const)('a run that ends %s', async (result, code) => {
    expect(await run({ command: 'up' }, { chapter: running(started, finished(result)) })).toMatchObject({
      code,
    });
  });

  test('a run whose first step finds no server', async () => {
    const message = { key: 'error.unreachable', values: { server: 'a', words: 'b' } } as const;
    const chapter = running(
      started,
      { type: 'step-finished', step: 'check', result: 'failed', message, seconds: 1 },
      finished('failed'),
    );
    expect(await run({ command: 'up' }, { chapter })).toMatchObject({ code: 4 });
  });

  test('a run on a cluster that told nothing of itself', async () => {
    const cluster = { context: 'desk', server: 'https://a', version: '', uid: '' };
    const chapter = running({ ...started, cluster } as ChapterNews, finished('failed'));
    expect(await run({ command: 'up' }, { chapter })).toMatchObject({ code: 4 });
  });

  test('a look that takes longer than --timeout', async () => {
    const chapter = fakeChapter({
      look: (signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    const { code, err } = await run({ command: 'status', timeoutSeconds: 0.01 }, { chapter });
    expect(err).toContain('did not answer in time: no answer within 0.01 s');
    expect(code).toBe(4);
  });

  test('a stream that ends without saying how is no success', async () => {
    expect(await run({ command: 'up' }, { chapter: running(started) })).toMatchObject({ code: 1 });
  });

  test('an address that answers is all that stdout has, and none is a failure with its reason on stderr', async () => {
    const url = 'http://10.0.0.1:31380/productpage';
    const forward = {
      url: 'http://localhost:8080/productpage',
      command: 'kubectl port-forward',
      works: true,
    };
    const ways = { platform: 'other', ways: [], inside: [], forward } as const;
    const at = (found: WaysIn) =>
      run({ command: 'url' }, { chapter: fakeChapter({ waysIn: async () => found }) });
    expect(await at({ ...ways, url })).toMatchObject({ code: 0, out: `${url}\n`, err: '' });
    expect(await at(ways)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('There is no address to try.'),
    });
  });

  test('an audit that finds something', async () => {
    const leftovers = [{ apiVersion: 'v1', kind: 'Namespace', name: 'istio-system', reason: said('why') }];
    const chapter = fakeChapter({ audit: async () => ({ clean: false, leftovers }) });
    expect(await run({ command: 'audit' }, { chapter })).toMatchObject({ code: 1 });
    expect(await run({ command: 'audit' })).toMatchObject({ code: 0 });
  });

  test('a status of a cluster that fails to answer', async () => {
    const { cluster } = view();
    const failed = view({ cluster: { ...cluster, freshness: { state: 'failed', message: 'no' } } });
    expect(
      await run({ command: 'status' }, { chapter: fakeChapter({ look: async () => failed }) }),
    ).toMatchObject({
      code: 4,
    });
  });
});

describe('what is printed where', () => {
  test('text errors go to stderr, and stdout stays empty', async () => {
    const { out, err } = await run(
      { command: 'status' },
      failing(new ConfigError('missing', { files: 'a, b' })),
    );
    expect(out).toBe('');
    expect(err).toBe(
      'hoist: No kubeconfig was found. Looked for: a, b.\nName one with --kubeconfig, or set KUBECONFIG. Without any cluster, "hoist --practice" brings a simulated one.\n',
    );
  });

  test('JSON errors go to stdout, where JSON is read', async () => {
    const how = failing(new UnreachableError('https://a', new Error('refused')));
    const { out, err } = await run({ command: 'status', output: 'json' }, how);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ error: { messageKey: 'error.unreachable', exitCode: 4 } });
  });

  test('a run as jsonl is one event a line, from started to finished', async () => {
    const { out } = await run({ command: 'up', output: 'jsonl' });
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(['started', 'finished']);
  });

  test('a glance says why there is no screen, shows the status and how to go on', async () => {
    const { out, code } = await run({ command: 'glance' });
    expect(out).toMatch(/^This is not a terminal/);
    expect(out).toContain('Cluster desk');
    expect(out).toContain('hoist up --yes');
    expect(code).toBe(0);
  });

  test('a glance at a cluster that is not there says how to go on as well', async () => {
    const { err, code } = await run(
      { command: 'glance' },
      failing(new UnreachableError('https://a', new Error('refused'))),
    );
    expect(err).toContain('https://a does not answer');
    expect(err).toContain('How to go on:');
    expect(code).toBe(4);
  });
});

describe('what is asked of the engine', () => {
  test('--to is handed on', async () => {
    let asked: unknown;
    const chapter = fakeChapter({
      up(options) {
        asked = options.to;
        return running(started, finished('done')).up(options);
      },
    });
    await run({ command: 'up', to: 'crds' }, { chapter });
    expect(asked).toBe('crds');
  });

  test('the chapter is closed after a success and after a failure', async () => {
    const good = fakeChapter();
    await run({ command: 'check' }, { chapter: good });
    const bad = fakeChapter({ check: () => Promise.reject(new Error('oops')) });
    await run({ command: 'check' }, { chapter: bad });
    expect([good.closed, bad.closed]).toEqual([1, 1]);
  });
});

describe('cancelling', () => {
  test('a run is read to its last event, which says what was written', async () => {
    const cancel = new AbortController();
    const chapter = fakeChapter({
      async *up({ signal }) {
        const [first, last] = events(started, finished('cancelled')) as [ChapterEvent, ChapterEvent];
        yield first;
        cancel.abort();
        if (signal.aborted) yield last;
      },
    });
    const { code, out } = await run({ command: 'up' }, { chapter, signal: cancel.signal });
    expect(code).toBe(3);
    expect(out).toContain('Written: 2 created, 1 configured, 0 deleted.');
  });

  test('waiting for a login ends at once, and a chapter that opens late is closed', async () => {
    const cancel = new AbortController();
    const opening = Promise.withResolvers<Chapter>();
    const ended = run({ command: 'check' }, { open: () => opening.promise, signal: cancel.signal });
    cancel.abort();
    const { code, err } = await ended;
    expect(code).toBe(3);
    expect(err).toContain('Cancelled before anything was written.');
    const late = fakeChapter();
    opening.resolve(late);
    await opening.promise;
    await Promise.resolve();
    expect(late.closed).toBe(1);
  });

  test('when the reader of a run goes away, the run is cancelled and what was written is said elsewhere', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    let cancelled = false;
    const chapter = fakeChapter({
      async *up({ signal }) {
        const [first, last] = events(started, finished('cancelled')) as [ChapterEvent, ChapterEvent];
        yield first;
        cancelled = signal.aborted;
        yield last;
      },
    });
    const { code, err } = await run({ command: 'up' }, { chapter, stdout: broken });
    expect({ cancelled, code }).toEqual({ cancelled: true, code: 3 });
    expect(err).toContain('Written: 2 created, 1 configured, 0 deleted.');
  });
});
