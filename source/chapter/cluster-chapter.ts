import { ChoiceError } from '../istio/choices/choice-error.ts';
import type { Tunnel } from '../kubernetes/connect/tunnel.ts';
import { eventRows } from '../kubernetes/event-row.ts';
import type { KubernetesObject, ObjectRef } from '../kubernetes/object.ts';
import type { Chapter, LogEvent, LogOptions, PlanItem, RunOptions, StepText } from './chapter.ts';
import { gather } from './check/gather.ts';
import { reportOn } from './check/report.ts';
import { choiceMessages } from './choose/choices.ts';
import type { ChoiceChange, Choosing } from './choose/choosing.ts';
import { containerLog } from './container-log.ts';
import type { ChapterEvent } from './event.ts';
import { pilotAway } from './experiment/pilot-away.ts';
import { explainError } from './explain.ts';
import type { Ground } from './ground.ts';
import { type Kept, whatIsKept } from './keeping/kept.ts';
import { broughtByLessons } from './lesson/brought.ts';
import type { Lesson } from './lesson/lesson.ts';
import { ClusterLesson, type LessonPart } from './lesson/lesson-part.ts';
import type { LogsEvent } from './logs/logs-event.ts';
import type { LogsRequest } from './logs/logs-request.ts';
import { mergedLogs } from './logs/merged-logs.ts';
import { factsNow } from './observe/facts-now.ts';
import { lookAtInjection } from './observe/injection-look.ts';
import { insightInto } from './observe/insight.ts';
import { LiveFacts } from './observe/live.ts';
import { lookAtFacts } from './observe/look.ts';
import { safeObject } from './observe/safe-object.ts';
import type { View } from './observe/view.ts';
import { keepUnchanged, type Running, viewOf } from './observe/view-of.ts';
import { overview } from './plan/overview.ts';
import type { PracticeControl } from './practice-control.ts';
import { findHanging } from './repair/repair.ts';
import { inTime } from './run/in-time.ts';
import { restartWorkload } from './run/restart.ts';
import { planRollback } from './run/rollback.ts';
import { runTasks, type Task } from './run/runner.ts';
import { downTasks, repairTask, rollbackTask, undoTasks, upTasks } from './run/tasks.ts';
import type { RowId, StepId } from './step-id.ts';
import { stepOf } from './steps/all.ts';
import { textsOf } from './texts.ts';
import { auditWithCertificate } from './uninstall/audit.ts';
import { planDown, planUndo } from './uninstall/plan-down.ts';
import { namesOfOthersWithSidecar } from './uninstall/sidecars.ts';
import { tryWaysIn } from './way-in/ways-in.ts';

/** The chapter on one cluster: what the faces see of it. */
export class ClusterChapter implements Chapter {
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
    return planDown(this.#ground, signal);
  }

  run(run: RowId, options: RunOptions): AsyncIterable<ChapterEvent> {
    return run === 'uninstall'
      ? this.down(options)
      : this.#run(run, () => [{ step: stepOf(run), way: 'act' }], options);
  }

  up({ to, ...options }: RunOptions & { to?: StepId }): AsyncIterable<ChapterEvent> {
    return this.#run('up', () => upTasks(this.#ground, to), options);
  }

  async *down(options: RunOptions): AsyncIterable<ChapterEvent> {
    const tasks = await inTime(this.#ground, options.signal, downTasks);
    yield* this.#run('down', () => tasks, options);
  }

  pilotAway(options: RunOptions): AsyncIterable<ChapterEvent> {
    return this.#run('proxies', () => [{ step: pilotAway, way: 'act' }], options);
  }

  undo(step: StepId, options: RunOptions): AsyncIterable<ChapterEvent> {
    return this.#run('undo', () => undoTasks(step), options);
  }

  planUndo(step: StepId, signal: AbortSignal): Promise<PlanItem[]> {
    return planUndo(this.#ground, step, signal);
  }

  async *rollback(options: RunOptions): AsyncIterable<ChapterEvent> {
    const task = await inTime(this.#ground, options.signal, rollbackTask);
    yield* this.#run('rollback', () => [task], options);
  }

  planRollback(signal: AbortSignal): Promise<PlanItem[]> {
    return planRollback(this.#ground, signal);
  }

  async sidecars(signal: AbortSignal, uninstall = false): Promise<string[]> {
    const { goes } = uninstall ? await broughtByLessons(this.#ground, signal) : { goes: [] };
    return namesOfOthersWithSidecar(this.#ground, signal, goes);
  }

  hanging(signal: AbortSignal) {
    return findHanging(this.#ground, signal);
  }

  repair(id: string, options: RunOptions): AsyncIterable<ChapterEvent> {
    return this.#run('repair', () => [repairTask(id, options.confirmed)], options);
  }

  kept(signal: AbortSignal): Promise<Kept> {
    return whatIsKept(this.#ground, signal);
  }

  audit(signal: AbortSignal) {
    return auditWithCertificate(this.#ground, signal);
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

  async injection(signal: AbortSignal) {
    return lookAtInjection(this.#ground, await factsNow(this.#live, this.#ground, signal), signal);
  }

  restart(...[ref, options]: Parameters<Chapter['restart']>) {
    return restartWorkload(this.#ground, ref, { ...options, isRunning: this.#running !== undefined });
  }

  async waysIn(signal: AbortSignal) {
    return tryWaysIn(this.#ground, await factsNow(this.#live, this.#ground, signal), signal);
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
    // A failure to find the release stays with the ground: steps that need one fail with it, an uninstall goes on without.
    await inTime(this.#ground, options.signal, (_, signal) => this.#settle(signal)).catch(() => {});
    const remember = this.#choosing.rememberedBy(run);
    try {
      for await (const event of runTasks(this.#ground, { run, tasks: tasks(), remember, ...options })) {
        if (event.type === 'step-started') this.#setRunning({ id: event.step, since: event.at });
        if (event.type === 'finished') {
          this.#setRunning(undefined);
          if (event.result === 'done') await this.#choosing.after(run, options.signal).catch(() => {});
          if (event.result === 'done' && run === 'down') this.lesson?.reset();
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
    await this.#choosing.settle(signal).finally(() => this.#changed());
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
