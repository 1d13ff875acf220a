import { refOf } from '../client.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { ContainerLog } from './container-log.ts';
import { type ContainerRun, endRun, waitingRun } from './container-run.ts';
import { pullImage } from './image-pull.ts';
import { missingEnvironment, missingMounts } from './mounts.ts';
import type { NodeParts } from './node-parts.ts';
import { isInitialized, isSidecar } from './pod-status.ts';
import { probeReadiness } from './readiness.ts';
import { isRestarted, nextBackoff } from './restarts.ts';
import { Timers } from './timers.ts';
import { wholeStatus } from './whole-status.ts';

const firstMountRetry = 500;
const longestMountRetry = 122_000;
/** Brings one pod up, keeps it up, and takes it down: what a kubelet does for each pod that its node is given. */
export class PodWorker {
  readonly #node: NodeParts;
  readonly #timers: Timers;
  readonly #inits: ContainerRun[];
  readonly #containers: ContainerRun[];
  readonly #startTime: number;
  #pod: KubernetesObject;
  #ip: string | undefined;
  #mountRetry = firstMountRetry;
  #stopping = false;
  #over = false;

  constructor(node: NodeParts, pod: KubernetesObject) {
    this.#node = node;
    this.#pod = pod;
    this.#timers = new Timers(node.cluster.clock);
    this.#startTime = node.cluster.clock.now();
    const hasInits = (pod.spec.initContainers ?? []).length > 0;
    this.#inits = (pod.spec.initContainers ?? []).map((spec: Json) => waitingRun(spec, hasInits));
    this.#containers = pod.spec.containers.map((spec: Json) => waitingRun(spec, hasInits));
    this.#timers.after(this.#some(50, 250), () => {
      this.#publish();
      this.#mount();
    });
  }

  /** A run of a container by name; the first of the pod's when none is named. */
  container(name?: string): ContainerRun | undefined {
    const all = [...this.#containers, ...this.#inits];
    return name ? all.find(({ spec }) => spec.name === name) : all[0];
  }

  get running(): ContainerRun[] {
    return [...this.#inits, ...this.#containers].filter(({ state }) => state.kind === 'running');
  }

  get pod(): KubernetesObject {
    return this.#pod;
  }

  /** The pod was written. */
  update(pod: KubernetesObject): void {
    this.#pod = pod;
    if (pod.metadata.deletionTimestamp && !this.#stopping) this.#terminate();
  }

  /** The pod is gone, or the program ends: nothing of it may go on. */
  close(): void {
    this.#over = true;
    this.#timers.clear();
    for (const run of [...this.#inits, ...this.#containers]) endRun(run, this.#node.cluster.clock.now());
  }

  #some(low: number, high: number): number {
    return this.#node.cluster.random.between(low, high);
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string, run?: ContainerRun): void {
    const list = run && this.#inits.includes(run) ? 'initContainers' : 'containers';
    const fieldPath = run ? `spec.${list}{${run.spec.name}}` : undefined;
    this.#node.events.record(this.#pod, { type, reason, message, ...(fieldPath ? { fieldPath } : {}) });
  }

  #has = (resource: 'secrets' | 'configmaps', name: string) =>
    this.#node.cluster.store.get(resource, this.#pod.metadata.namespace, name);

  #mount(): void {
    const missing = missingMounts(this.#pod, this.#has);
    if (missing.length) {
      for (const { volume, problem } of missing)
        this.#event('Warning', 'FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${problem}`);
      this.#timers.after(this.#mountRetry, () => this.#mount());
      this.#mountRetry = Math.min(this.#mountRetry * 2, longestMountRetry);
      return;
    }
    this.#timers.after(this.#some(400, 900), () => {
      this.#ip = this.#pod.spec.hostNetwork ? this.#node.hostIp : this.#node.nextPodIp();
      this.#next();
    });
  }

  /** The init containers one after the other, then all others, each when the one before has been started. */
  #next(): void {
    if (this.#over || this.#stopping) return;
    const init = this.#inits.find((run) => !run.begun);
    const isDone = (run: ContainerRun) => isSidecar(run) || run.state.kind === 'terminated';
    const before = init ? this.#inits.slice(0, this.#inits.indexOf(init)) : this.#inits;
    if (!before.every(isDone)) return;
    const run = init ?? this.#containers.find(({ begun }) => !begun);
    if (!run) return;
    if (!init && !isInitialized({ inits: this.#inits, containers: [] })) return;
    run.begun = true;
    pullImage({
      node: this.#node,
      timers: this.#timers,
      run,
      event: (type, reason, message) => this.#event(type, reason, message, run),
      publish: () => this.#publish(),
      failed: () => this.#next(),
      done: () => {
        this.#start(run);
        // The next init container waits until this one is done; other containers do not wait for each other.
        if (!init || isSidecar(run)) this.#timers.after(this.#some(50, 200), () => this.#next());
      },
    });
  }

  #start(run: ContainerRun): void {
    if (this.#over || this.#stopping) return;
    const { cluster, programs } = this.#node;
    const problem = missingEnvironment(run.spec, this.#has);
    if (problem) {
      run.state = { kind: 'waiting', reason: 'CreateContainerConfigError', message: problem };
      this.#event('Warning', 'Failed', `Error: ${problem}`, run);
      this.#publish();
      this.#timers.after(10_000, () => this.#start(run));
      return;
    }
    const { clock } = cluster;
    const timers = new Timers(clock);
    const log = new ContainerLog();
    const runtime = cluster.profile === 'chapter' ? 'docker' : 'containerd';
    if (run.log) run.previousLog = run.log;
    run.log = log;
    run.timers = timers;
    run.containerId = `${runtime}://${cluster.random.hex(64)}`;
    run.state = { kind: 'running', startedAt: clock.now() };
    this.#event('Normal', 'Created', `Created container ${run.spec.name}`, run);
    this.#event('Normal', 'Started', `Started container ${run.spec.name}`, run);
    run.ready = !run.spec.readinessProbe;
    this.#publish();
    run.program = programs(
      run.spec,
      this.#pod,
    )({
      cluster,
      pod: () => this.#pod,
      container: run.spec,
      log: (line) => log.write(clock.now(), line),
      after: (milliseconds, act) => timers.after(milliseconds, act),
      exit: (code) => this.#exited(run, code),
    });
    if (!run.spec.readinessProbe) return;
    probeReadiness({
      run,
      jitter: this.#some(0, 1_000),
      after: (milliseconds, act) => timers.after(milliseconds, act),
      ready: () => {
        run.ready = true;
        this.#publish();
      },
      unhealthy: (message) => this.#event('Warning', 'Unhealthy', message, run),
    });
  }

  #exited(run: ContainerRun, exitCode: number): void {
    if (run.state.kind !== 'running') return;
    endRun(run, this.#node.cluster.clock.now(), exitCode);
    if (this.#stopping || this.#over) return;
    const isInit = this.#inits.includes(run);
    if (isRestarted(run, isInit, exitCode, this.#pod.spec)) this.#restartLater(run);
    this.#publish();
    if (isInit && exitCode === 0) this.#timers.after(this.#some(300, 800), () => this.#next());
  }

  #restartLater(run: ContainerRun): void {
    const again = () => {
      run.restarts += 1;
      this.#start(run);
    };
    run.last = { state: run.state, containerId: run.containerId };
    const wait = run.backoff;
    run.backoff = nextBackoff(wait);
    if (wait === 0) {
      this.#timers.after(500, again);
      return;
    }
    this.#event('Warning', 'BackOff', 'Back-off restarting failed container', run);
    const { name } = run.spec;
    const pod = `${this.#pod.metadata.name}_${this.#pod.metadata.namespace}(${this.#pod.metadata.uid})`;
    const message = `Back-off ${wait / 1_000}s restarting failed container=${name} pod=${pod}`;
    run.state = { kind: 'waiting', reason: 'CrashLoopBackOff', message };
    this.#timers.after(wait, again);
  }

  /** SIGTERM to all, SIGKILL after the grace period, then the pod's end. */
  #terminate(): void {
    this.#stopping = true;
    this.#timers.clear();
    const grace = (this.#pod.metadata.deletionGracePeriodSeconds ?? 30) * 1_000;
    const running = this.running;
    for (const run of running) this.#event('Normal', 'Killing', `Stopping container ${run.spec.name}`, run);
    const needed = Math.max(200, ...running.map(({ program }) => program?.stopping ?? 1_000));
    this.#timers.after(Math.min(needed, grace), () => {
      for (const run of running) endRun(run, this.#node.cluster.clock.now(), needed > grace ? 137 : 0);
      this.#publish();
      this.#timers.after(this.#some(200, 600), () => this.#finish());
    });
  }

  #finish(): void {
    const { client } = this.#node.cluster;
    const { uid } = this.#pod.metadata;
    try {
      client.delete(refOf(this.#pod), { gracePeriodSeconds: 0, preconditions: { uid } });
    } catch (error) {
      // Somebody else may have taken its name already.
      if (!(error instanceof StatusError)) throw error;
    }
  }

  #publish(): void {
    const { cluster, hostIp } = this.#node;
    const status = wholeStatus(this.#pod, {
      inits: this.#inits,
      containers: this.#containers,
      startTime: this.#startTime,
      now: cluster.clock.now(),
      ip: this.#ip,
      hostIp,
      profile: cluster.profile,
    });
    if (isEqual(status, this.#pod.status ?? {})) return;
    try {
      this.#pod = cluster.client.patchStatus(refOf(this.#pod), (draft) => ({ ...draft, status }));
    } catch (error) {
      // The pod was taken away by force in the meantime.
      if (!(error instanceof StatusError)) throw error;
    }
  }
}
