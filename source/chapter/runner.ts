import { isAbort } from '../kubernetes/errors.ts';
import { Channel } from './channel.ts';
import type { ChapterEvent, ChapterNews } from './event.ts';
import { explainError } from './explain.ts';
import type { Ground } from './ground.ts';
import type { Step, StepNews } from './step.ts';
import type { RunId } from './step-id.ts';

/** One thing to do in a run: a step forward, or a step undone. */
export interface Task {
  step: Step;
  way: 'act' | 'undo';
}

export interface RunSpec {
  run: Extract<ChapterEvent, { type: 'started' }>['run'];
  tasks: Task[];
  signal: AbortSignal;
}

type Outcome = 'done' | 'failed' | 'cancelled';

/**
 * Runs tasks one after the other and tells what happens as one stream: `started` first, `finished` last, whatever comes between.
 * Never throws. Aborting `signal`, or leaving the stream, cancels: the call in flight is finished or cut, nothing new begins, and
 * `finished` says what was written.
 */
export function runTasks(ground: Ground, spec: RunSpec): AsyncIterable<ChapterEvent> {
  const left = new AbortController();
  const channel = new Channel<ChapterEvent>(() => left.abort());
  const signal = AbortSignal.any([spec.signal, left.signal]);
  void work(ground, { ...spec, signal }, (news) => {
    channel.push({ at: new Date().toISOString(), ...news } as ChapterEvent);
  }).finally(() => channel.close());
  return channel;
}

async function work(ground: Ground, { run, tasks, signal }: RunSpec, tell: (news: ChapterNews) => void): Promise<void> {
  const began = Date.now();
  const written = { created: 0, configured: 0, deleted: 0 };
  const steps = tasks.map((task) => task.step.id);
  const emit = (news: ChapterNews) => {
    if (news.type === 'object' && news.result in written) written[news.result as keyof typeof written] += 1;
    tell(news);
  };
  const { context, server } = ground.connection;
  const release = ground.release?.version ?? '';
  // The first event names the cluster even where nothing answers; then version and uid stay empty.
  const cluster = await identify(ground, signal);
  emit({ type: 'started', run, cluster: { context, server, ...cluster }, release, steps });
  let result: Outcome = 'done';
  for (const [index, task] of tasks.entries()) {
    emit({ type: 'step-started', step: task.step.id, index: index + 1, of: tasks.length });
    result = await runTask(ground, task, signal, emit);
    if (result !== 'done') break;
  }
  emit({ type: 'finished', result, written, seconds: (Date.now() - began) / 1000 });
}

async function identify(ground: Ground, signal: AbortSignal): Promise<{ version: string; uid: string }> {
  try {
    const { transport } = ground.connection;
    const [version, identity] = await Promise.all([
      transport.json<{ gitVersion?: string }>({ method: 'GET', path: '/version', signal }),
      ground.connection.pin(signal),
    ]);
    return { version: version.gitVersion ?? '', uid: identity.uid };
  } catch {
    return { version: '', uid: '' };
  }
}

async function runTask(ground: Ground, { step, way }: Task, signal: AbortSignal, tell: (news: ChapterNews) => void): Promise<Outcome> {
  const began = Date.now();
  const emit = (news: StepNews) => tell({ ...news, step: step.id } as ChapterNews);
  const finish = (result: Outcome, message: Extract<ChapterEvent, { type: 'step-finished' }>['message']) => {
    emit({ type: 'step-finished', result, message, seconds: (Date.now() - began) / 1000 });
    return result;
  };
  try {
    signal.throwIfAborted();
    if (writes(step.id)) await ground.connection.verify(signal);
    return finish('done', await step[way](ground, { signal, emit }));
  } catch (error) {
    if (signal.aborted || isAbort(error)) return finish('cancelled', { key: 'run.cancelled' });
    const { message, hint } = explainError(error, ground.connection.server);
    if (hint) emit({ type: 'note', level: 'warn', message: hint });
    return finish('failed', message);
  }
}

/** Steps that only look need no proof that this is still the cluster that they began with. */
const writes = (id: RunId) => id !== 'check' && id !== 'proxies';
