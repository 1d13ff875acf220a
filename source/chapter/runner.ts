import { isNoAnswer } from '../kubernetes/errors.ts';
import { keyOf, kubectlName } from '../kubernetes/object.ts';
import { sanitizeObject } from '../kubernetes/sanitize-object.ts';
import type { Message } from '../language/message.ts';
import { Channel } from './channel.ts';
import { Doctor } from './doctor.ts';
import type { ChapterEvent, ChapterNews } from './event.ts';
import { explainError } from './explain.ts';
import type { Ground } from './ground.ts';
import { refuseWithOtherIstio } from './other-istio.ts';
import { refuseIfReadOnly } from './read-only.ts';
import type { Step, StepNews, StepRun } from './step.ts';
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

async function work(
  ground: Ground,
  { run, tasks, signal }: RunSpec,
  tell: (news: ChapterNews) => void,
): Promise<void> {
  const began = Date.now();
  const written = { created: 0, configured: 0, deleted: 0 };
  const steps = tasks.map((task) => task.step.id);
  const emit = (news: ChapterNews) => {
    if (news.type === 'object' && news.result in written) written[news.result as keyof typeof written] += 1;
    // Every face draws these, and what a step tells it may have read from the cluster.
    tell(sanitizeObject(news));
  };
  const { context, server } = ground.connection;
  const release = ground.release?.version ?? '';
  // The first event names the cluster even where nothing answers; then version and uid stay empty.
  const { deaf, ...cluster } = await identify(
    ground,
    AbortSignal.any([signal, AbortSignal.timeout(ground.timeout)]),
  );
  emit({ type: 'started', run, cluster: { context, server, ...cluster }, release, steps });
  let result: Outcome = 'done';
  for (const [index, task] of tasks.entries()) {
    const { id, title, undoTitle } = task.step;
    emit({
      type: 'step-started',
      step: id,
      title: task.way === 'act' ? title : undoTitle,
      index: index + 1,
      of: tasks.length,
    });
    // What others lose is said before the first of it is gone.
    const warnings = index === 0 ? tasks.flatMap(warningOf(ground)) : [];
    result = await runTask(ground, task, signal, emit, warnings, deaf);
    if (result !== 'done') break;
  }
  emit({ type: 'finished', result, written, seconds: (Date.now() - began) / 1000 });
}

const warningOf =
  (ground: Ground) =>
  ({ step, way }: Task) =>
    step.warn && way === 'undo' ? [(run: StepRun) => step.warn?.(ground, run) ?? Promise.resolve()] : [];

/** `deaf` is why the cluster cannot be asked: then a step need not find that out once more. */
async function identify(
  ground: Ground,
  signal: AbortSignal,
): Promise<{ version: string; uid: string; deaf?: unknown }> {
  try {
    const { transport } = ground.connection;
    const [version, identity] = await Promise.all([
      transport.json<{ gitVersion?: string }>({ method: 'GET', path: '/version', signal }),
      ground.connection.pin(signal),
    ]);
    return { version: version.gitVersion ?? '', uid: identity.uid };
  } catch (error) {
    return { version: '', uid: '', ...(isNoAnswer(error) ? { deaf: error } : {}) };
  }
}

async function runTask(
  ground: Ground,
  { step, way }: Task,
  signal: AbortSignal,
  tell: (news: ChapterNews) => void,
  warnings: readonly ((run: StepRun) => Promise<void>)[],
  deaf?: unknown,
): Promise<Outcome> {
  const began = Date.now();
  const doctor = new Doctor();
  const waiting = new Map<string, Extract<StepNews, { type: 'waiting' }>>();
  const emit = (news: StepNews) => {
    if (news.type === 'waiting') waiting.set(keyOf(news.object), news);
    if (news.type === 'ready' || news.type === 'object') waiting.delete(keyOf(news.object));
    tell({ ...news, step: step.id } as ChapterNews);
    const note = doctor.hear(news);
    if (note) tell({ ...note, step: step.id } as ChapterNews);
  };
  const finish = (result: Outcome, message: Extract<ChapterEvent, { type: 'step-finished' }>['message']) => {
    emit({ type: 'step-finished', result, message, seconds: (Date.now() - began) / 1000 });
    return result;
  };
  const deadline = AbortSignal.timeout(ground.timeout);
  const until = AbortSignal.any([signal, deadline]);
  try {
    signal.throwIfAborted();
    if (deaf) throw deaf;
    if (writes(step.id)) {
      refuseIfReadOnly(ground);
      await ground.connection.verify(until);
      if (way === 'undo') await refuseWithOtherIstio(ground, until);
    }
    for (const warn of warnings) await warn({ signal: until, emit });
    const commands = way === 'act' ? step.commands(ground) : step.undoCommands(ground);
    for (const command of commands) emit({ type: 'command', command });
    return finish('done', await step[way](ground, { signal: until, emit }));
  } catch (error) {
    if (signal.aborted) return finish('cancelled', { key: 'run.cancelled' });
    if (deadline.aborted) {
      emit({ type: 'note', level: 'warn', message: { key: 'run.timeout.hint' } });
      return finish('failed', tooLate(ground.timeout / 1000, [...waiting.values()]));
    }
    const { message, hint } = explainError(error, ground.connection.server);
    if (hint) emit({ type: 'note', level: 'warn', message: hint });
    return finish('failed', message);
  }
}

/** Names what was still waited for; one of many is enough to begin with, the others were told as they came. */
function tooLate(seconds: number, waiting: Extract<StepNews, { type: 'waiting' }>[]): Message {
  const [first] = waiting;
  if (!first) return { key: 'run.timeout', values: { seconds } };
  const name = kubectlName(first.object);
  return {
    key: 'run.timeout.waiting',
    values: { seconds, name, why: first.why, others: waiting.length - 1 },
  };
}

/** Steps that only look need no proof that this is still the cluster that they began with. */
const writes = (id: RunId) => id !== 'check' && id !== 'proxies' && id !== 'uninstall';
