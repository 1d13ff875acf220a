import { type Patience, PatientTransport } from '../../kubernetes/connect/patient-transport.ts';
import { Fault, isNoAnswer, UnreachableError } from '../../kubernetes/errors.ts';
import type { ConflictChoices } from '../../kubernetes/fields/field-conflict.ts';
import { keyOf, kubectlName } from '../../kubernetes/object.ts';
import { within } from '../../kubernetes/or-aborted.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import type { PlanItem } from '../chapter.ts';
import type { ChapterEvent, ChapterNews } from '../event.ts';
import { type Explanation, explainError } from '../explain.ts';
import type { Ground } from '../ground.ts';
import type { Outcome } from '../journal/record.ts';
import { Keeping, type KeepingSpec } from '../keeping/keeping.ts';
import { resumed } from '../keeping/resumed.ts';
import { broughtByLessons } from '../lesson/brought.ts';
import type { Step, StepNews, StepRun } from '../step.ts';
import { refuseWithOtherIstio } from '../uninstall/other-istio.ts';
import type { SidecarChoice } from '../uninstall/sidecar-choice.ts';
import { refuseWithSidecars } from '../uninstall/sidecars.ts';
import { Doctor } from '../wait/doctor.ts';
import { refuseIfReadOnly } from '../write/read-only.ts';
import { Channel } from './channel.ts';
import { patientConnection } from './patient-connection.ts';

/** One thing to do in a run: a step forward, or a step undone. */
export interface Task {
  step: Step;
  way: 'act' | 'undo';
}

export interface RunSpec {
  run: Extract<ChapterEvent, { type: 'started' }>['run'];
  tasks: Task[];
  signal: AbortSignal;
  /** As of RunOptions. */
  choices?: ConflictChoices;
  approved?: readonly PlanItem[];
  sidecars?: SidecarChoice;
  /** As of KeepingSpec. */
  remember?: KeepingSpec['remember'];
}

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
  { run, tasks, signal, choices, approved, sidecars, remember }: RunSpec,
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
  const { deaf, ...cluster } = await identify(ground, signal);
  emit({ type: 'started', run, cluster: { context, server, ...cluster }, release, steps });
  let current = steps[0] ?? 'check';
  const note = (level: 'info' | 'warn', message: Message) =>
    emit({ type: 'note', step: current, level, message });
  const over = new AbortController();
  const on = withPatience(ground, note, over.signal);
  const spec = { what: run, steps, cluster: { server, uid: cluster.uid }, release, tell: note, remember };
  const keeping = deaf === undefined ? keepingOf(on, tasks, spec) : undefined;
  let barred = deaf;
  try {
    const earlier = await keeping?.begin(signal);
    if (earlier) emit(resumed(earlier, steps));
  } catch (error) {
    barred = error;
  }
  let result: Outcome = 'done';
  for (const [index, task] of tasks.entries()) {
    const { id, title, undoTitle } = task.step;
    current = id;
    emit({
      type: 'step-started',
      step: id,
      title: task.way === 'act' ? title : undoTitle,
      index: index + 1,
      of: tasks.length,
    });
    // What others lose is said before the first of it is gone.
    const warnings = index === 0 ? [...pullsMesh(on, tasks, sidecars), ...tasks.flatMap(warningOf(on))] : [];
    const run = { choices, approved, sidecars };
    result = await runTask({ ground: on, task, signal, keeping, run, barred, warnings }, emit);
    if (result !== 'done') break;
  }
  await keeping?.end(result);
  over.abort();
  emit({ type: 'finished', result, written, seconds: (Date.now() - began) / 1000 });
}

/** Before the first step of a run that takes the control plane away: whoever still uses it is not left without a word. */
const pullsMesh = (ground: Ground, tasks: readonly Task[], choice: SidecarChoice | undefined) =>
  tasks.some(({ step, way }) => way === 'undo' && step.id === 'control-plane')
    ? [
        async (run: StepRun) => {
          const withLessons = tasks.some(({ step, way }) => way === 'undo' && step.id === 'lesson');
          const { goes } = withLessons ? await broughtByLessons(ground, run.signal) : { goes: [] };
          await refuseWithSidecars(ground, choice, run, goes);
        },
      ]
    : [];

const warningOf =
  (ground: Ground) =>
  ({ step, way }: Task) =>
    step.warn && way === 'undo' ? [(run: StepRun) => step.warn?.(ground, run) ?? Promise.resolve()] : [];

/** What is kept of a run that writes; nothing where the ground keeps nothing, and nothing of one that only looks. */
function keepingOf(ground: Ground, tasks: readonly Task[], spec: KeepingSpec): Keeping | undefined {
  const kept = ground.state && !ground.readOnly && tasks.some(({ step }) => step.writes);
  return kept ? new Keeping(ground, spec) : undefined;
}

function withPatience(
  ground: Ground,
  note: (level: 'info' | 'warn', message: Message) => void,
  life: AbortSignal,
): Ground {
  const { patience, connection } = ground;
  if (patience === undefined) return ground;
  const told: Patience = {
    longest: patience,
    lost: (reason) => note('warn', { key: 'run.lost', values: { words: wordsOf(reason, 200) } }),
    back: (seconds) => note('info', { key: 'run.back', values: { seconds: Math.round(seconds) } }),
    busy: (seconds) => note('info', { key: 'run.busy', values: { seconds: Math.ceil(seconds) } }),
  };
  const patient = patientConnection(connection, told, life);
  return { ...ground, connection: patient };
}

/** `deaf` is why the cluster cannot be asked: then a step need not find that out once more. */
async function identify(
  ground: Ground,
  signal: AbortSignal,
): Promise<{ version: string; uid: string; deaf?: unknown }> {
  try {
    const { transport } = ground.connection;
    const what = 'GET /version';
    const [version, identity] = await within(ground.timeout, { what, signal }, (until) =>
      Promise.all([
        transport.json<{ gitVersion?: string }>({ method: 'GET', path: '/version', signal: until }),
        ground.connection.pin(until),
      ]),
    );
    return { version: sanitizeLine(version.gitVersion ?? ''), uid: identity.uid };
  } catch (error) {
    return { version: '', uid: '', ...(isNoAnswer(error) ? { deaf: error } : {}) };
  }
}

interface TaskRun {
  ground: Ground;
  task: Task;
  signal: AbortSignal;
  keeping: Keeping | undefined;
  run: Pick<StepRun, 'choices' | 'approved' | 'sidecars'>;
  /** Why nothing can be done at all. */
  barred: unknown;
  warnings: readonly ((run: StepRun) => Promise<void>)[];
}

async function runTask(
  { ground, task: { step, way }, signal, keeping, run, barred, warnings }: TaskRun,
  tell: (news: ChapterNews) => void,
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
  const deadline = AbortSignal.timeout(ground.timeout);
  const lost = keeping?.lost;
  const until = AbortSignal.any([signal, deadline, ...(lost ? [lost] : [])]);
  const finish = async (result: Outcome, message: Message) => {
    await keeping?.stepEnded(step.id, way, result, until);
    emit({ type: 'step-finished', result, message, seconds: (Date.now() - began) / 1000 });
    return result;
  };
  const stepRun: StepRun = {
    ...run,
    signal: until,
    emit,
    ...(keeping
      ? {
          writing: (intent) => keeping.writing(step.id, intent, until),
          wants: (objects) => keeping.wants(step.id, objects),
        }
      : {}),
  };
  try {
    signal.throwIfAborted();
    if (barred) throw barred;
    if (step.writes) {
      refuseIfReadOnly(ground);
      await ground.connection.verify(until);
      if (way === 'undo') await refuseWithOtherIstio(ground, until);
    }
    for (const warn of warnings) await warn(stepRun);
    const commands = way === 'act' ? step.commands(ground) : step.undoCommands(ground);
    for (const command of commands) emit({ type: 'command', command });
    keeping?.stepBegins(step.id, way);
    return await finish('done', await step[way](ground, stepRun));
  } catch (error) {
    if (signal.aborted) return finish('cancelled', { key: 'run.cancelled' });
    if (lost?.aborted) return finish('failed', { key: 'lease.lost' });
    if (deadline.aborted) {
      const away = whyAway(ground, [...waiting.values()]);
      emit({ type: 'note', level: 'warn', message: away?.hint ?? { key: 'run.timeout.hint' } });
      return finish('failed', away?.message ?? tooLate(ground.timeout / 1000, [...waiting.values()]));
    }
    const { message, hint } = explainError(error, ground.connection.server);
    if (hint) emit({ type: 'note', level: 'warn', message: hint });
    return finish('failed', message);
  }
}

/** Time was up because nobody answered, not because something took too long: that is another thing, also to a script. */
function whyAway(
  { connection }: Ground,
  waiting: readonly Extract<StepNews, { type: 'waiting' }>[],
): Pick<Explanation, 'message' | 'hint'> | undefined {
  const { server, transport } = connection;
  const lost = transport instanceof PatientTransport ? transport.lost : undefined;
  const blind = waiting.find(({ why }) => why.key === 'wait.lost')?.why.values as
    | { words?: string | Message }
    | undefined;
  const said = lost ? wordsOf(lost) : blind?.words;
  if (said === undefined) return undefined;
  const cause = typeof said === 'string' ? new Error(said) : new Fault(said);
  return explainError(new UnreachableError(server, cause), server);
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
