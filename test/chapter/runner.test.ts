import { describe, expect, it } from 'vitest';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import type { Ground } from '../../source/chapter/ground.ts';
import { runTasks, type Task } from '../../source/chapter/run/runner.ts';
import { type Step, StepFailed, type StepRun } from '../../source/chapter/step.ts';
import type { RunId } from '../../source/chapter/step-id.ts';
import { crds } from '../../source/chapter/steps/crds.ts';
import { RenderError } from '../../source/istio/render/render-error.ts';
import { pause, systemClock } from '../../source/kubernetes/clock.ts';
import { ApiError, UnreachableError } from '../../source/kubernetes/errors.ts';
import type { Message } from '../../source/language/message.ts';
import { eventually } from '../kubernetes/eventually.ts';

const ref = { apiVersion: 'v1', kind: 'Namespace', name: 'istio-system' };
const good: Message = { key: 'step.uninstall.clean' };

function step(id: RunId, act: Step['act']): Step {
  const text: Message = { key: 'run.cancelled' };
  return {
    id,
    writes: id !== 'check' && id !== 'proxies',
    title: text,
    undoTitle: text,
    explain: text,
    hint: text,
    act,
    undo: act,
    commands: () => [],
    undoCommands: () => [],
    plan: async () => [],
    planUndo: async () => [],
    reads: [],
    verify: () => ({ state: 'todo', message: text }),
  };
}

function ground(change: Partial<Ground> = {}): Ground & { verified: number } {
  const self = {
    verified: 0,
    connection: {
      context: 'docker-desktop',
      server: 'https://localhost:6443',
      transport: { json: async () => ({ gitVersion: 'v1.14.6' }) },
      pin: async () => ({ server: '', uid: 'u1' }),
      verify: async () => {
        self.verified += 1;
      },
    },
    release: undefined,
    namespace: 'default',
    timeout: 60_000,
    readOnly: false,
    ...change,
  };
  return self as unknown as Ground & { verified: number };
}

async function run(
  tasks: Task[],
  on = ground(),
  signal = new AbortController().signal,
): Promise<ChapterEvent[]> {
  const events: ChapterEvent[] = [];
  for await (const event of runTasks(on, { run: 'up', tasks, signal })) events.push(event);
  return events;
}

const write = async (_: Ground, { emit }: StepRun) => {
  emit({ type: 'object', object: ref, result: 'created' });
  return good;
};
const types = (events: ChapterEvent[]) => events.map((event) => event.type);

describe('a run', () => {
  it('says why there is no release in the words of what failed, with what to do about it', async () => {
    const gone: Message = { key: 'render.no-directory' };
    const hint: Message = { key: 'render.no-charts.hint' };
    const events = await run(
      [{ step: crds, way: 'act' }],
      ground({ unsettled: new RenderError(gone, '', hint) }),
    );
    expect(events).toContainEqual(expect.objectContaining({ type: 'step-finished', message: gone }));
    expect(events).toContainEqual(expect.objectContaining({ type: 'note', message: hint }));
  });

  it('names the cluster first and sums up last', async () => {
    const events = await run([{ step: step('crds', write), way: 'act' }]);
    expect(types(events)).toEqual(['started', 'step-started', 'object', 'step-finished', 'finished']);
    expect(events[0]).toMatchObject({
      cluster: { context: 'docker-desktop', version: 'v1.14.6', uid: 'u1' },
      steps: ['crds'],
    });
    expect(events.at(-1)).toMatchObject({
      result: 'done',
      written: { created: 1, configured: 0, deleted: 0 },
    });
  });

  it('has what a server calls its version on one line', async () => {
    const said = { gitVersion: 'v1.14.6\ntouch owned' };
    const { connection } = ground();
    const on = ground({ connection: { ...connection, transport: { json: async () => said } } as never });
    const events = await run([{ step: step('crds', write), way: 'act' }], on);
    expect(events[0]).toMatchObject({ cluster: { version: 'v1.14.6 touch owned' } });
  });

  it('stops after a step that failed, with its reason', async () => {
    const fails = async () => {
      throw new StepFailed({ key: 'run.no-release' });
    };
    const events = await run([
      { step: step('crds', fails), way: 'act' },
      { step: step('bookinfo', write), way: 'act' },
    ]);
    expect(events.find((event) => event.type === 'step-finished')).toMatchObject({
      result: 'failed',
      message: { key: 'run.no-release' },
    });
    expect(events.some((event) => event.type === 'object')).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'failed' });
  });

  it('puts a refusal of the server into words, with what to do', async () => {
    const forbidden = async () => {
      throw new ApiError(403, { message: 'namespaces is forbidden: \u001b[31mno' });
    };
    const events = await run([{ step: step('crds', forbidden), way: 'act' }]);
    expect(events.find((event) => event.type === 'step-finished')).toMatchObject({
      message: { key: 'error.forbidden', values: { words: 'namespaces is forbidden: no' } },
    });
    expect(events.find((event) => event.type === 'note')).toMatchObject({
      message: { key: 'error.forbidden.hint' },
    });
  });

  it('tells nothing that could draw by itself, whoever wrote it into the cluster', async () => {
    const shows = async (_: Ground, { emit }: StepRun) => {
      emit({ type: 'shown', object: ref, lines: ['Image: \u001b]52;c;aGk=\u0007proxy'] });
      return good;
    };
    const events = await run([{ step: step('bookinfo', shows), way: 'act' }]);
    expect(events.find((event) => event.type === 'shown')).toMatchObject({ lines: ['Image: proxy'] });
  });

  it('says what was written when it is cancelled', async () => {
    const cancel = new AbortController();
    const hangs = async (on: Ground, step: StepRun) => {
      await write(on, step);
      cancel.abort();
      await pause(systemClock, 60_000, step.signal);
      step.signal.throwIfAborted();
      return good;
    };
    const events = await run([{ step: step('crds', hangs), way: 'act' }], ground(), cancel.signal);
    expect(events.at(-2)).toMatchObject({ type: 'step-finished', result: 'cancelled' });
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'cancelled', written: { created: 1 } });
  });

  it('names what it still waited for when time is up', async () => {
    const waits = async (_: Ground, { emit, signal }: StepRun) => {
      emit({ type: 'waiting', object: ref, why: { key: 'status.terminating' } });
      await pause(systemClock, 60_000, signal);
      signal.throwIfAborted();
      return good;
    };
    const events = await run([{ step: step('crds', waits), way: 'act' }], ground({ timeout: 20 }));
    expect(events.find((event) => event.type === 'step-finished')).toMatchObject({
      result: 'failed',
      message: {
        key: 'run.timeout.waiting',
        values: { name: 'namespace/istio-system', why: { key: 'status.terminating' } },
      },
    });
  });

  it('has a deadline also for proving which cluster this is', async () => {
    const on = ground({ timeout: 20 });
    const verify = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    Object.assign(on.connection, { verify });
    const events = await run([{ step: step('crds', write), way: 'act' }], on);
    expect(events.find((event) => event.type === 'step-finished')).toMatchObject({
      result: 'failed',
      message: { key: 'run.timeout' },
    });
  });

  it('asks a cluster that does not answer once and not again for the first step', async () => {
    let begun = false;
    const on = ground();
    const json = async () => {
      throw new UnreachableError('https://localhost:6443', new Error('ECONNREFUSED'));
    };
    Object.assign(on.connection, { transport: { json } });
    const begins = async () => {
      begun = true;
      return good;
    };
    const events = await run([{ step: step('check', begins), way: 'act' }], on);
    expect(begun).toBe(false);
    expect(types(events)).toEqual(['started', 'step-started', 'note', 'step-finished', 'finished']);
    expect(events[3]).toMatchObject({ result: 'failed', message: { key: 'error.unreachable' } });
  });

  it('ends when its reader leaves', async () => {
    let ended: boolean | undefined;
    const long = async (_: Ground, { signal }: StepRun) => {
      await pause(systemClock, 60_000, signal);
      ended = signal.aborted;
      signal.throwIfAborted();
      return good;
    };
    for await (const event of runTasks(ground(), {
      run: 'up',
      tasks: [{ step: step('crds', long), way: 'act' }],
      signal: new AbortController().signal,
    })) {
      if (event.type === 'step-started') break;
    }
    await eventually(() => ended === true);
  });
});

describe('before a step that writes', () => {
  it('the cluster is held to the one that the run began with', async () => {
    const on = ground();
    await run(
      [
        { step: step('check', write), way: 'act' },
        { step: step('crds', write), way: 'act' },
      ],
      on,
    );
    expect(on.verified).toBe(1);
  });

  it('a program that may only look refuses', async () => {
    const events = await run([{ step: step('crds', write), way: 'act' }], ground({ readOnly: true }));
    expect(events.some((event) => event.type === 'object')).toBe(false);
    expect(events.find((event) => event.type === 'step-finished')).toMatchObject({
      result: 'failed',
      message: { key: 'run.read-only' },
    });
  });
});
