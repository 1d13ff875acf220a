import { ChoiceError } from '../istio/choices/choice-error.ts';
import type { ChoiceSpec } from '../istio/choices/choice-spec.ts';
import { openChosen } from '../istio/choices/open-chosen.ts';
import { Connection } from '../kubernetes/connection.ts';
import { eventRows } from '../kubernetes/event-row.ts';
import { type KubernetesObject, keyOf, type ObjectRef } from '../kubernetes/object.ts';
import type { Tunnel } from '../kubernetes/tunnel.ts';
import { certify } from './certificate.ts';
import type { Chapter, LogEvent, LogOptions, PlanItem, RunOptions, StepText } from './chapter.ts';
import { gather } from './check/gather.ts';
import { reportOn } from './check/report.ts';
import { choiceMessages, stepsLeftOut } from './choices.ts';
import { type ChoiceChange, Choosing } from './choosing.ts';
import { containerLog } from './container-log.ts';
import type { ChapterEvent } from './event.ts';
import { pilotAway } from './experiment/pilot-away.ts';
import { explainError } from './explain.ts';
import type { Facts } from './facts.ts';
import { rejectWish } from './fit-release.ts';
import type { Ground } from './ground.ts';
import { lookAtInjection } from './injection-look.ts';
import { insightInto } from './insight.ts';
import { stateDirectory } from './journal/place.ts';
import { baselineOf, type Kept, whatIsKept } from './keeping/kept.ts';
import type { Lesson } from './lesson/lesson.ts';
import { ClusterLesson, type LessonPart } from './lesson/lesson-part.ts';
import { readLesson } from './lesson/read-lesson.ts';
import { LiveFacts } from './live.ts';
import type { LogsEvent } from './logs/logs-event.ts';
import type { LogsRequest } from './logs/logs-request.ts';
import { mergedLogs } from './logs/merged-logs.ts';
import { lookAtFacts } from './look.ts';
import { overview } from './overview.ts';
import { type PracticeControl, practiceControl } from './practice-control.ts';
import { findHanging, repair } from './repair/repair.ts';
import { restartWorkload } from './restart.ts';
import { halfway, planRollback, rollBack } from './rollback.ts';
import { runTasks, type Task } from './runner.ts';
import { safeObject } from './safe-object.ts';
import { othersWithSidecar } from './sidecars.ts';
import type { Step } from './step.ts';
import type { RowId, RunId, StepId } from './step-id.ts';
import { textsOfStep } from './step-texts.ts';
import { allSteps, stepOf, steps } from './steps/all.ts';
import { survey } from './survey.ts';
import type { View } from './view.ts';
import { keepUnchanged, type Running, viewOf } from './view-of.ts';
import { tryWaysIn } from './ways-in.ts';

export interface ChapterOptions extends ChoiceSpec {
  kubeconfig?: string;
  context?: string;
  /** The namespace that gets Bookinfo. */
  namespace?: string;
  /** What one step may take. */
  timeoutSeconds?: number;
  readOnly?: boolean;
  /** The kubeconfig leads to a practice cluster inside this program, which is gone with it. */
  simulated?: boolean;
  /** The caller stays until `close`: a port-forward that is the only way in is opened, and kept for so long. */
  stays?: boolean;
  environment?: NodeJS.ProcessEnv;
  /** The file of a workshop's own steps. */
  lesson?: string;
}

/** A step that waits for pilot's readiness twice over, on a slow machine that first pulls every image. */
const defaultTimeout = 600;
/** Milliseconds for which a run waits for an API server that is away; its step's own time ends it before that. */
const longestOutage = 300_000;

/** Opens the chapter on one cluster. Throws ConfigError, and what openChosen throws; calls the cluster for nothing yet. */
export async function openChapter(options: ChapterOptions): Promise<Chapter> {
  const lesson = options.lesson === undefined ? undefined : await readLesson(options.lesson);
  const release = await openChosen(options);
  if (!release) rejectWish(options.wish);
  const connection = new Connection(options);
  const tunnels = new Set<Tunnel>();
  const ground: Ground = {
    connection,
    release,
    namespace: options.namespace ?? 'default',
    timeout: (options.timeoutSeconds ?? defaultTimeout) * 1000,
    readOnly: options.readOnly ?? false,
    patience: longestOutage,
    // What a practice cluster inside the program was told is gone with it.
    state: options.simulated ? {} : { directory: stateDirectory(options.environment ?? process.env) },
    ...(options.stays ? { keep: (tunnel) => tunnels.add(tunnel) } : {}),
  };
  return new ClusterChapter(ground, new Choosing(ground, options), tunnels, practiceControl(options), lesson);
}

class ClusterChapter implements Chapter {
  readonly practice: PracticeControl | undefined;
  readonly lesson: LessonPart | undefined;
  readonly #choosing: Choosing;
  #texts: { of: Ground['release']; texts: readonly StepText[] } | undefined;
  readonly #ground: Ground;
  readonly #live: LiveFacts;
  readonly #listeners = new Set<() => void>();
  #view: View | undefined;
  #viewIsOld = true;
  #running: Running | undefined;
  readonly #tunnels: ReadonlySet<Tunnel>;

  constructor(
    ground: Ground,
    choosing: Choosing,
    tunnels: ReadonlySet<Tunnel>,
    practice: PracticeControl | undefined,
    lesson: Lesson | undefined,
  ) {
    this.practice = practice;
    this.lesson =
      lesson && new ClusterLesson(lesson, ground, (tasks, wishes) => this.#run('lesson', tasks, wishes));
    this.#ground = ground;
    this.#tunnels = tunnels;
    this.#choosing = choosing;
    this.#live = new LiveFacts(ground, () => this.#changed());
  }

  get texts() {
    const of = this.#ground.release;
    if (!this.#texts || this.#texts.of !== of) this.#texts = { of, texts: textsOf(this.#ground) };
    return this.#texts.texts;
  }

  get simulated() {
    return this.practice !== undefined;
  }
  get context() {
    return this.#ground.connection.context;
  }
  get server() {
    return this.#ground.connection.server;
  }
  get contextCount() {
    return this.#ground.connection.config.getContexts().length;
  }
  get readOnly() {
    return this.#ground.readOnly;
  }
  get namespace() {
    return this.#ground.namespace;
  }
  get release() {
    const { release } = this.#ground;
    return release && { version: release.version, directory: release.directory };
  }
  get unfit() {
    return this.#ground.unfit !== undefined;
  }
  get choices() {
    const { release } = this.#ground;
    return release ? choiceMessages(release) : [];
  }

  get choice() {
    return this.#choosing.view;
  }

  async choose(change: ChoiceChange, signal: AbortSignal) {
    if (this.#running) throw new ChoiceError({ key: 'choice.running' });
    await this.#choosing.choose(change, signal);
    this.#changed();
  }

  view(): View {
    if (!this.#view || this.#viewIsOld) {
      const view = viewOf(this.#live.facts(), this.#ground, this.#running);
      this.#view = this.#view ? keepUnchanged(this.#view, view) : view;
      this.#viewIsOld = false;
    }
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  watch(): void {
    this.#live.start();
  }

  async check(signal: AbortSignal) {
    await this.#settle(signal);
    return reportOn(await gather(this.#ground, signal));
  }

  async overview(signal: AbortSignal, to?: StepId) {
    await this.#settle(signal);
    return overview(this.#ground, signal, to);
  }

  async plan(run: RowId, signal: AbortSignal): Promise<PlanItem[]> {
    await this.#settle(signal);
    if (run !== 'uninstall') return stepOf(run).plan(this.#ground, signal);
    const plans = await Promise.all(steps.toReversed().map((step) => step.planUndo(this.#ground, signal)));
    // What goes with its CRD may go by itself before that; it is told where it goes first.
    const told = new Set<string>();
    const isNew = (key: string) => !told.has(key) && told.add(key);
    return plans.flat().filter(({ object }) => isNew(keyOf(object)));
  }

  run(run: RowId, options: RunOptions): AsyncIterable<ChapterEvent> {
    return run === 'uninstall'
      ? this.down(options)
      : this.#run(run, () => [{ step: stepOf(run), way: 'act' }], options);
  }

  up({ to, ...options }: RunOptions & { to?: StepId }): AsyncIterable<ChapterEvent> {
    const end = to ? steps.findIndex((step) => step.id === to) + 1 : steps.length;
    const tasks = (): Task[] => {
      const leftOut = stepsLeftOut(this.#ground.release);
      const taken = steps.slice(0, end).filter(({ id }) => !leftOut.has(id as StepId));
      return taken.map((step) => ({ step, way: 'act' }));
    };
    return this.#run('up', tasks, options);
  }

  /** Undoes the steps from the last to the first, then looks for what is left. */
  down(options: RunOptions): AsyncIterable<ChapterEvent> {
    const undone = steps.toReversed().filter((step) => step.id !== 'check' && step.id !== 'proxies');
    const tasks: Task[] = [
      ...undone.map((step): Task => ({ step, way: 'undo' })),
      { step: { ...stepOf('uninstall'), title: stepOf('uninstall').undoTitle }, way: 'act' },
    ];
    return this.#run('down', () => tasks, options);
  }

  pilotAway(options: RunOptions): AsyncIterable<ChapterEvent> {
    return this.#run('proxies', () => [{ step: pilotAway, way: 'act' }], options);
  }

  undo(step: StepId, options: RunOptions): AsyncIterable<ChapterEvent> {
    return this.#run('undo', () => undoTasks(step), options);
  }

  async planUndo(step: StepId, signal: AbortSignal): Promise<PlanItem[]> {
    const plans = await Promise.all(undoTasks(step).map((task) => task.step.planUndo(this.#ground, signal)));
    return plans.flat();
  }

  async *rollback(options: RunOptions): AsyncIterable<ChapterEvent> {
    let id: RunId = 'control-plane';
    try {
      id = (await halfway(this.#ground, options.signal))?.step ?? id;
    } catch {
      // The run asks again, and says what is the matter.
    }
    const step: Step = {
      ...stepOf(id === 'lesson' ? 'control-plane' : id),
      id,
      title: { key: 'rollback.title' },
      writes: true,
      act: rollBack,
      commands: () => [],
    };
    yield* this.#run('rollback', () => [{ step, way: 'act' }], options);
  }

  planRollback(signal: AbortSignal): Promise<PlanItem[]> {
    return planRollback(this.#ground, signal);
  }

  async sidecars(signal: AbortSignal): Promise<string[]> {
    const pods = await othersWithSidecar(this.#ground, signal);
    return pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  }

  hanging(signal: AbortSignal) {
    return findHanging(this.#ground, signal);
  }

  repair(id: string, options: RunOptions): AsyncIterable<ChapterEvent> {
    const step: Step = {
      ...stepOf('uninstall'),
      title: { key: 'repair.title' },
      writes: true,
      act: (ground, run) => repair(ground, id, run),
      commands: () => [],
    };
    return this.#run('repair', () => [{ step, way: 'act' }], options);
  }

  kept(signal: AbortSignal): Promise<Kept> {
    return whatIsKept(this.#ground, signal);
  }

  async audit(signal: AbortSignal) {
    const found = await survey(this.#ground, signal);
    const { leftovers, unread } = found;
    const baseline = await baselineOf(this.#ground, signal);
    const certificate = certify(found, baseline, this.#ground.namespace);
    return { clean: leftovers.length === 0 && unread.length === 0, leftovers, certificate };
  }

  async look(signal: AbortSignal): Promise<View> {
    await this.#settle(signal);
    return viewOf(await lookAtFacts(this.#ground, signal), this.#ground, undefined);
  }

  insight(ref: ObjectRef) {
    return insightInto(ref, this.#live.facts(), Date.now());
  }

  events() {
    return eventRows(this.#live.facts().objects.events);
  }

  injection(signal: AbortSignal) {
    return this.#facts(signal).then((facts) => lookAtInjection(this.#ground, facts, signal));
  }

  restart(ref: ObjectRef, signal: AbortSignal) {
    return restartWorkload(this.#ground, ref, signal);
  }

  async waysIn(signal: AbortSignal) {
    return tryWaysIn(this.#ground, await this.#facts(signal), signal);
  }

  /** What the watches hold, where they hold it; else asked once. */
  async #facts(signal: AbortSignal): Promise<Facts> {
    const facts = this.#live.facts();
    const { services, pods, nodes, endpoints } = facts.freshness;
    const live = [services, pods, nodes, endpoints].every(({ state }) => state === 'live');
    return live ? facts : lookAtFacts(this.#ground, signal, { requested: false });
  }

  logs(options: LogOptions): AsyncIterable<LogEvent> {
    return containerLog(this.#ground, options);
  }

  mergedLogs(request: LogsRequest): AsyncIterable<LogsEvent[]> {
    return mergedLogs(this.#ground, request);
  }

  async object(ref: ObjectRef, signal: AbortSignal): Promise<KubernetesObject | undefined> {
    const object = await this.#ground.connection.api.get(ref, signal);
    return object && safeObject(object);
  }

  explain(error: unknown) {
    return explainError(error, this.server);
  }

  close(): void {
    this.#live.stop();
    for (const tunnel of this.#tunnels) void tunnel.close();
    this.#ground.connection.close();
    this.practice?.close();
    this.#listeners.clear();
  }

  async *#run(
    run: Extract<ChapterEvent, { type: 'started' }>['run'],
    tasks: () => Task[],
    options: RunOptions,
  ): AsyncIterable<ChapterEvent> {
    // What is in the way of that stays with the ground: what needs a release fails with it, what takes down goes on without.
    await this.#settle(options.signal).catch(() => {});
    if (run === 'up' || run === 'crds' || run === 'control-plane')
      await this.#choosing.remember(options.signal).catch(() => {});
    try {
      for await (const event of runTasks(this.#ground, { run, tasks: tasks(), ...options })) {
        if (event.type === 'step-started') this.#setRunning({ id: event.step, since: event.at });
        if (event.type === 'finished') {
          this.#setRunning(undefined);
          // What is gone from the cluster is chosen anew the next time.
          if (run === 'down' && event.result === 'done')
            await this.#choosing.forget(options.signal).catch(() => {});
        }
        yield event;
      }
    } finally {
      this.#setRunning(undefined);
    }
  }

  /** The release is known from here on, unless none fits. */
  async #settle(signal: AbortSignal): Promise<void> {
    if (this.#ground.release || this.#ground.unfit) return;
    try {
      await this.#choosing.settle(signal);
    } finally {
      this.#changed();
    }
  }

  #setRunning(running: Running | undefined): void {
    this.#running = running;
    this.#changed();
  }

  #changed(): void {
    this.#viewIsOld = true;
    for (const listener of [...this.#listeners]) listener();
  }
}

function textsOf(ground: Ground): StepText[] {
  return allSteps.map((step) => {
    const { id, title } = step;
    const { explain, hint } = textsOfStep(step, ground.release?.era);
    const commands = id === 'uninstall' ? undoCommands(ground) : step.commands(ground);
    return { id, title, explain, hint, commands };
  });
}

/** What stands on a step is taken back before it; the label alone carries nothing that is there already. */
function undoTasks(id: StepId): Task[] {
  const from = steps.findIndex((step) => step.id === id);
  const undone = id === 'injection' ? [stepOf(id)] : steps.slice(from).toReversed();
  return undone
    .filter((step) => step.id !== 'check' && step.id !== 'proxies')
    .map((step): Task => ({ step, way: 'undo' }));
}

/** What takes everything down by hand, in the order that leaves nothing hanging. */
function undoCommands(ground: Ground): string[] {
  return [
    ...steps.toReversed().flatMap((step) => step.undoCommands(ground)),
    ...stepOf('uninstall').commands(ground),
  ];
}
