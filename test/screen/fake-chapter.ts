import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chapter, LogEvent, LogOptions, PlanItem, StepText } from '../../source/chapter/chapter.ts';
import type { ChapterEvent, ChapterNews } from '../../source/chapter/event.ts';
import type { FaultName } from '../../source/chapter/fault-names.ts';
import type { InjectionLook } from '../../source/chapter/injection-look.ts';
import type { Insight } from '../../source/chapter/insight.ts';
import type { LogsEvent } from '../../source/chapter/logs/logs-event.ts';
import type { LogsRequest } from '../../source/chapter/logs/logs-request.ts';
import type { PracticeControl } from '../../source/chapter/practice-control.ts';
import type { Hanging } from '../../source/chapter/repair/hanging.ts';
import { type RowId, type StepId, stepIds } from '../../source/chapter/step-id.ts';
import type { EventRow, Freshness, View } from '../../source/chapter/view.ts';
import type { WaysIn } from '../../source/chapter/ways-in.ts';
import { hopIds } from '../../source/diagnosis/way-in.ts';
import { FakeLesson } from './fake-lesson.ts';
import { aborted, fakeLog, fakeMergedLogs } from './fake-logs.ts';
import { commandOf, objectsOf, type Ref } from './fake-objects.ts';
import { newWorld, report, viewOf, type World } from './fake-world.ts';

export interface FakeOptions {
  /** Nothing is ever heard from the cluster, or nothing before so many milliseconds. */
  silent?: boolean;
  answersAfter?: number;
  now?: number;
  done?: RowId[];
  readOnly?: boolean;
  /** There is a workshop's lesson. */
  lesson?: boolean;
  /** It is a practice cluster, in which faults can be had. */
  simulated?: boolean;
  /** 'later': the server has not said its version yet. */
  release?: boolean | 'later';
  /** Between two events of a run, in milliseconds. */
  delay?: number;
  /** A run of this step goes on until it is cancelled. */
  holds?: RowId;
  freshness?: Freshness;
  /** A restart of a workload fails. */
  refusesRestart?: boolean;
  /** How many lines a pod's log has; it then stays open, as a log that is followed does. */
  logLines?: number;
  /** Lines arrive for ever, one in this many milliseconds. */
  logEvery?: number;
  /** Others' pods that run with a sidecar. */
  sidecars?: string[];
  /** Two namespaces hang; the second of them can be repaired. */
  hangs?: boolean;
  /** The first two objects of each plan have a field that somebody else owns. */
  contested?: boolean;
  /** A file that tells when a cancelled run has come to its end, and when the chapter was closed. */
  diary?: string;
}

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
    if (run === 'uninstall')
      return [...stepIds]
        .reverse()
        .flatMap((step) => objectsOf(step).map((object) => ({ object, action: 'delete' as const })));
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

  async planUndo() {
    return [];
  }

  async sidecars() {
    return this.#options.sidecars ?? [];
  }

  async hanging(): Promise<Hanging[]> {
    if (!this.#options.hangs) return [];
    const metadata = { name: 'one', namespace: 'shop', finalizers: ['example.org/cleanup'] };
    const live = { apiVersion: 'example.org/v1', kind: 'Widget', metadata };
    const held = (name: string, writes: Hanging['writes']): Hanging => ({
      id: `namespace/${name}`,
      object: { apiVersion: 'v1', kind: 'Namespace', name },
      what: { key: 'repair.namespace', values: { name, since: '2026-01-01T00:00:00Z' } },
      proof: [{ key: 'repair.held', values: { name: 'widget/one', finalizer: 'example.org/cleanup' } }],
      remedy:
        writes.length > 0 ? { key: 'repair.unhold', values: { count: 1 } } : { key: 'repair.wait-keeper' },
      writes,
      left: 0,
    });
    const write = { what: 'unhold', live, finalizers: metadata.finalizers } as const;
    return [held('busy', []), held('shop', [{ ...write, finalizers: [...write.finalizers] }])];
  }
  async *repair(id: string, { signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    this.calls.push(`repair ${id}`);
    yield* this.#play('repair', ['uninstall'], signal);
  }
  async *rollback({ signal }: { signal: AbortSignal }): AsyncIterable<ChapterEvent> {
    yield* this.#play('crds', ['crds'], signal);
  }

  async planRollback() {
    return [];
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

  events(): EventRow[] {
    const last = new Date(this.#world.now).toISOString();
    const about = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'reviews-v1' };
    return [
      { about, warning: true, reason: 'BackOff', message: 'Back-off pulling', count: 12, first: last, last },
    ];
  }

  async injection(): Promise<InjectionLook> {
    const row = (name: string, missing: boolean): InjectionLook['rows'][number] => ({
      ref: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name },
      name,
      namespace: 'default',
      state: missing ? 'missing' : 'injected',
      health: missing ? 'warn' : 'good',
      ...(missing ? {} : { form: 'container' as const, version: '1.1.0' }),
      skew: false,
      rule: { key: 'injection.rule.namespace', values: { label: 'istio-injection=enabled' } },
      workload: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'default',
        name: name.replace(/-[^-]+$/, ''),
      },
      restart: missing,
    });
    return { rows: [row('sleep-abc', true), row('details-abc', false)], partly: false };
  }

  async restart(ref: Ref): Promise<void> {
    if (this.#options.refusesRestart) throw new Error('it is paused');
    this.calls.push(`restart ${ref.name}`);
  }

  async waysIn(): Promise<WaysIn> {
    const hops = hopIds.map((id) => ({ id, state: 'good' as const, found: { key: 'way.answers' as const } }));
    const url = 'http://192.168.65.3:31380/productpage';
    return {
      platform: 'docker-desktop',
      url,
      inside: hops.slice(1),
      ways: [
        {
          url,
          via: 'node-port',
          why: { key: 'ingress.load-balancer', values: { address: '192.168.65.3' } },
          works: true,
          result: { key: 'way.works' },
          hops,
        },
      ],
      forward: { url: 'http://localhost:8080/productpage', command: 'kubectl port-forward', works: true },
    };
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
    return {
      apiVersion: ref.apiVersion,
      kind: ref.kind,
      metadata: {
        name: ref.name,
        ...(ref.namespace ? { namespace: ref.namespace } : {}),
        labels: { app: ref.name, 'istio.io/rev': 'yes' },
        managedFields: [{ manager: 'hoist' }],
      },
      spec: {
        replicas: 1,
        template: {
          spec: { containers: [{ name: 'discovery', args: ['discovery', '--monitoringAddr=:15014'] }] },
        },
      },
      status: { readyReplicas: 1 },
    };
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

  #changed(): void {
    this.#view = viewOf(this.#world);
    for (const listener of this.#listeners) listener();
  }

  async *#play(
    run: RowId | 'up' | 'down' | 'repair',
    steps: RowId[],
    signal: AbortSignal,
  ): AsyncGenerator<ChapterEvent> {
    this.calls.push(`run ${run}`);
    const written = { created: 0, configured: 0, deleted: 0 };
    const start = Date.now();
    const seconds = () => (Date.now() - start) / 1000;
    const at = (news: ChapterNews): ChapterEvent =>
      ({ at: new Date().toISOString(), ...news }) as ChapterEvent;
    const { context, server } = this.#world;
    yield at({
      type: 'started',
      run,
      cluster: { context, server, version: 'v1.14.6', uid: '' },
      release: '1.1.0',
      steps,
    });
    for (const [index, step] of steps.entries()) {
      this.#world.running = { step, since: new Date().toISOString() };
      this.#changed();
      yield at({
        type: 'step-started',
        step,
        title: { key: `step.${step}.title` },
        index: index + 1,
        of: steps.length,
      });
      yield at({ type: 'command', step, command: commandOf(step) });
      for await (const news of this.#step(step, signal)) {
        if (news.type === 'object' && news.result !== 'unchanged' && news.result in written)
          written[news.result as keyof typeof written] += 1;
        yield at(news);
        if (signal.aborted) break;
      }
      if (this.#options.holds === step && !signal.aborted) await aborted(signal);
      this.#world.running = undefined;
      if (signal.aborted) {
        // The way back takes its time, as the one from the experiment with pilot does.
        await sleep(100);
        this.#tell('run cancelled');
        this.#changed();
        yield at({
          type: 'step-finished',
          step,
          result: 'cancelled',
          message: { key: 'run.cancelled' },
          seconds: seconds(),
        });
        yield at({ type: 'finished', result: 'cancelled', written, seconds: seconds() });
        return;
      }
      if (step === 'uninstall') this.#world.done.clear();
      else this.#world.done.add(step);
      this.#changed();
      const row = this.#view.steps.find(({ id }) => id === step);
      yield at({
        type: 'step-finished',
        step,
        result: 'done',
        message: row?.message ?? { key: 'run.cancelled' },
        seconds: seconds(),
      });
    }
    yield at({ type: 'finished', result: 'done', written, seconds: seconds() });
  }

  async *#step(step: RowId, signal: AbortSignal): AsyncGenerator<ChapterNews> {
    const pause = () => sleep(this.#options.delay ?? 0, undefined, { signal }).catch(() => {});
    if (step === 'check') {
      for (const { title, checks } of report().categories)
        for (const check of checks) yield { type: 'check', step, category: title, check };
      return;
    }
    if (step === 'uninstall') {
      for (const { object } of await this.plan('uninstall')) {
        await pause();
        if (signal.aborted) return;
        yield { type: 'object', step, object, result: 'deleted' };
      }
      this.#world.readyComponents = 0;
      return;
    }
    const result = this.#world.done.has(step) ? 'unchanged' : 'created';
    for (const object of objectsOf(step)) {
      await pause();
      if (signal.aborted) return;
      yield { type: 'object', step, object, result };
      if (object.kind !== 'Deployment') continue;
      if (step !== 'control-plane' || result === 'unchanged') continue;
      const why = {
        key: 'wait.failed',
        values: { kind: 'Pod', name: object.name, why: 'ContainerCreating' },
      } as const;
      yield { type: 'waiting', step, object, why };
      await pause();
      this.#world.readyComponents += 1;
      this.#changed();
      yield { type: 'ready', step, object };
    }
    if (step === 'gateway') yield { type: 'url', step, url: 'http://192.168.65.3:31380/productpage' };
  }
}
