import { appendFileSync } from 'node:fs';
import type { Chapter, LogEvent, LogOptions, PlanItem, StepText } from '../../source/chapter/chapter.ts';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import type { FaultName } from '../../source/chapter/fault-names.ts';
import type { LogsEvent } from '../../source/chapter/logs/logs-event.ts';
import type { LogsRequest } from '../../source/chapter/logs/logs-request.ts';
import type { Insight } from '../../source/chapter/observe/insight.ts';
import type { View } from '../../source/chapter/observe/view.ts';
import type { PracticeControl } from '../../source/chapter/practice-control.ts';
import { type RowId, type StepId, stepIds } from '../../source/chapter/step-id.ts';
import { FakeLesson } from './fake-lesson.ts';
import { fakeLog, fakeMergedLogs } from './fake-logs.ts';
import { commandOf, everyObject, objectsOf, type Ref } from './fake-objects.ts';
import type { FakeOptions } from './fake-options.ts';
import { report } from './fake-report.ts';
import { playRun } from './fake-run.ts';
import { eventsOf, hangingNamespaces, injectionLook, objectOf, waysIn } from './fake-sights.ts';
import { newWorld, viewOf, type World } from './fake-world.ts';

function unheard(world: World): View {
  const view = viewOf(world);
  const nothing = { rows: [], freshness: { state: 'connecting' } } as const;
  return {
    ...view,
    cluster: { ...view.cluster, version: '', uid: '', freshness: nothing.freshness },
    nodes: nothing,
    namespaces: nothing,
    components: nothing,
    proxies: nothing,
    events: nothing,
    steps: view.steps.map((step) => ({
      ...step,
      state: 'unknown',
      message: { key: 'step.unknown.connecting' },
    })),
  };
}

/** A chapter that plays: always the same cluster, runs that take as long as they are told to. */
export class FakeChapter implements Chapter {
  readonly #world: World;
  readonly #options: FakeOptions;
  readonly #listeners = new Set<() => void>();
  #view: View;
  #silent: boolean;
  readonly #faults = new Map<FaultName, boolean>([
    ['image-pull', false],
    ['dead-webhook', false],
  ]);
  /** What was asked of it, for the tests. */
  readonly calls: string[] = [];
  #tried = 0;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.#world = newWorld(options.now ?? Date.now(), options.done ?? []);
    if (options.freshness) this.#world.freshness = options.freshness;
    this.#silent = options.silent ?? false;
    this.#view = this.#silent ? unheard(this.#world) : viewOf(this.#world);
    if (options.answersAfter !== undefined)
      setTimeout(() => {
        this.#silent = false;
        this.#changed();
      }, options.answersAfter);
  }

  get context() {
    return this.#world.context;
  }
  get server() {
    return this.#world.server;
  }
  get simulated() {
    return this.#options.simulated ?? false;
  }
  get lesson() {
    return this.#options.lesson ? this.#lesson : undefined;
  }
  readonly #lesson = new FakeLesson();
  readonly practice: PracticeControl = {
    faults: async () => [...this.#faults].map(([name, on]) => ({ name, on })),
    setFault: async (name, on) => {
      this.#faults.set(name, on);
      return [...this.#faults].map(([one, isOn]) => ({ name: one, on: isOn }));
    },
    close: () => {},
  };
  get readOnly() {
    return this.#options.readOnly ?? false;
  }
  readonly namespace = 'default';
  readonly choices = [{ key: 'choice.mtls.permissive' } as const];
  choice: NonNullable<Chapter['choice']> = {
    mtls: 'permissive',
    via: 'manifests',
    components: [
      { id: 'pilot', included: true, required: true, without: { key: 'choice.without.pilot' } },
      { id: 'kiali', included: true, required: false, without: { key: 'choice.without.kiali' } },
    ],
  };
  async choose(change: Parameters<Chapter['choose']>[0]): Promise<void> {
    this.calls.push(`choose ${JSON.stringify(change)}`);
    if (change.via) throw new Error('there is no helm');
    const components = this.choice.components.map((one) =>
      one.id === change.component ? { ...one, included: !one.included } : one,
    );
    this.choice = { ...this.choice, components, mtls: change.mtls ?? this.choice.mtls };
    this.#changed();
  }
  get unfit() {
    return this.#options.release === false;
  }
  get release() {
    return (this.#options.release ?? true) !== true
      ? undefined
      : { version: '1.1.0', directory: 'istio-1.1.0' };
  }

  readonly texts: readonly StepText[] = [...stepIds, 'uninstall' as const].map((id) => ({
    id,
    title: { key: `step.${id}.title` } as StepText['title'],
    explain: { key: `step.${id}.explain` } as StepText['explain'],
    hint: { key: `step.${id}.hint` } as StepText['hint'],
    commands: [commandOf(id)],
  }));

  view(): View {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  watch(): void {
    this.calls.push('watch');
  }

  async check() {
    if (this.#silent) throw new Error('connect ECONNREFUSED');
    return report();
  }

  async overview(): Promise<never> {
    throw new Error('not part of this test');
  }

  async plan(run: RowId): Promise<PlanItem[]> {
    const objects = objectsOf(run);
    if (run === 'uninstall') return everyObject().map((object) => ({ object, action: 'delete' }));
    const action = this.#world.done.has(run) ? ('keep' as const) : ('create' as const);
    const conflicts = this.#options.contested
      ? [{ field: '.spec.replicas', owner: 'scaler', theirs: '3', ours: '1' }]
      : [];
    return objects.map((object, index) => ({ object, action, ...(index < 2 ? { conflicts } : {}) }));
  }

  async *run(run: RowId, { signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    yield* this.#play(run, [run], signal);
  }

  async *up({ to, signal }: { to?: StepId; signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    const steps = stepIds.slice(0, to ? stepIds.indexOf(to) + 1 : undefined);
    yield* this.#play('up', [...steps], signal);
  }

  async *down({ signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    yield* this.#play('down', ['uninstall'], signal);
  }

  async *pilotAway({ signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    this.calls.push('pilot away');
    yield* this.#play('proxies', ['proxies'], signal);
  }

  async *undo(step: StepId, { signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    yield* this.#play(step, [step], signal);
  }

  async planUndo(step: StepId): Promise<PlanItem[]> {
    if (!this.#world.done.has(step)) return [];
    return objectsOf(step).map((object) => ({ object, action: 'delete' }));
  }

  async sidecars() {
    return this.#options.sidecars ?? [];
  }

  async hanging() {
    return this.#options.hangs ? hangingNamespaces() : [];
  }
  async *repair(id: string, { signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    this.calls.push(`repair ${id}`);
    yield* this.#play('repair', ['uninstall'], signal);
  }
  async *rollback({ signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    yield* this.#play('crds', ['crds'], signal);
  }

  async planRollback(): Promise<PlanItem[]> {
    if (!this.#options.unfinished) return [];
    return objectsOf('crds').map((object) => ({ object, action: 'delete' }));
  }

  async kept() {
    return {};
  }

  async audit() {
    return { clean: true, leftovers: [] };
  }

  insight(ref: Ref): Insight {
    const proxy = this.#view.proxies.rows.find(({ name }) => name === ref.name);
    return { ref, diagnoses: [], events: this.events(), ...(proxy ? { proxy } : {}) };
  }

  events() {
    return this.#options.silent ? [] : eventsOf(this.#world.now);
  }

  async injection() {
    return injectionLook();
  }

  async restart(ref: Ref): Promise<void> {
    if (this.#options.refusesRestart) throw new Error('it is paused');
    this.calls.push(`restart ${ref.name}`);
  }

  async waysIn() {
    this.#tried += 1;
    return waysIn(this.#tried);
  }

  async look(): Promise<View> {
    return this.#view;
  }

  mergedLogs({ signal }: LogsRequest): AsyncIterable<LogsEvent[]> {
    return fakeMergedLogs(this.#world.now, this.#options, signal);
  }

  logs(options: LogOptions): AsyncIterable<LogEvent> {
    this.calls.push(`logs ${options.pod} ${options.container}`);
    return fakeLog(this.#world.now, this.#options, options);
  }

  async object(ref: Ref) {
    return objectOf(ref);
  }

  explain(error: unknown) {
    return { message: { key: 'error.unexpected' as const, values: { words: String(error) } } };
  }

  close(): void {
    this.#tell('close');
  }

  #tell(call: string): void {
    this.calls.push(call);
    if (this.#options.diary) appendFileSync(this.#options.diary, `${call}\n`);
  }

  #play(
    run: RowId | 'up' | 'down' | 'repair',
    steps: RowId[],
    signal: AbortSignal,
  ): AsyncGenerator<ChapterEvent> {
    this.calls.push(`run ${run}`);
    const changed = () => {
      this.#changed();
      return this.#view;
    };
    return playRun({
      run,
      steps,
      signal,
      world: this.#world,
      options: this.#options,
      changed,
      tell: (call) => this.#tell(call),
    });
  }

  #changed(): void {
    this.#view = viewOf(this.#world);
    for (const listener of this.#listeners) listener();
  }
}
