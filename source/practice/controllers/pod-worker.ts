import { createHash } from 'node:crypto';
import { refOf } from '../client.ts';
import { timestamp } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { ContainerLog } from './container-log.ts';
import { type ContainerRun, containerStatus } from './container-run.ts';
import type { EventRecorder } from './event-recorder.ts';
import { pullImage } from './image-pull.ts';
import { missingEnvironment, missingMounts } from './mounts.ts';
import { conditionsOf, isInitialized, isSidecar, phaseOf, qosClass } from './pod-status.ts';
import type { Programs } from './program.ts';
import { Timers } from './timers.ts';

/** What every pod of a node has in common. */
export interface NodeParts {
  cluster: Cluster;
  events: EventRecorder;
  programs: Programs;
  /** Images that the node has pulled. */
  images: Set<string>;
  hostIp: string;
  nextPodIp(): string;
}

const firstMountRetry = 500;
const longestMountRetry = 122_000;
const firstBackoff = 10_000;
const longestBackoff = 300_000;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
/** `docker-pullable://istio/proxyv2@sha256:...`: always the same for one image. */
const imageIdOf = (image: string, runtime: string): string => {
  const name = image.replace(/^docker\.io\//, '').replace(/:[^:/]*$/, '');
  return `${runtime === 'docker' ? 'docker-pullable://' : 'docker.io/'}${name}@sha256:${digest(image)}`;
};

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
    const fresh = (spec: Json): ContainerRun => ({
      spec,
      state: { kind: 'waiting', reason: hasInits ? 'PodInitializing' : 'ContainerCreating' },
      begun: false,
      restarts: 0,
      ready: false,
      containerId: '',
      backoff: 0,
    });
    this.#inits = (pod.spec.initContainers ?? []).map(fresh);
    this.#containers = pod.spec.containers.map(fresh);
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
    for (const run of [...this.#inits, ...this.#containers]) this.#endRun(run);
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
    if (run.spec.readinessProbe) this.#probeLater(run, timers);
  }

  #probeLater(run: ContainerRun, timers: Timers): void {
    // Until it is up for the first time, a startup probe asks in the other's place.
    const { initialDelaySeconds = 0, periodSeconds = 10 } = run.spec.startupProbe ?? run.spec.readinessProbe;
    // A kubelet's probes do not all beat together.
    const jitter = this.#some(0, 1_000);
    const probe = () => {
      if (run.program?.isReady?.() ?? true) {
        run.ready = true;
        this.#publish();
        return;
      }
      this.#event(
        'Warning',
        'Unhealthy',
        `Readiness probe failed: ${probeFailure(run.spec.readinessProbe)}`,
        run,
      );
      timers.after(periodSeconds * 1_000, probe);
    };
    timers.after(initialDelaySeconds * 1_000 + jitter, probe);
  }

  #exited(run: ContainerRun, exitCode: number): void {
    if (run.state.kind !== 'running') return;
    this.#endRun(run, exitCode);
    if (this.#stopping || this.#over) return;
    const isInit = this.#inits.includes(run);
    const policy = isSidecar(run) ? 'Always' : this.#pod.spec.restartPolicy;
    const restarts =
      isInit && !isSidecar(run)
        ? exitCode !== 0 && policy !== 'Never'
        : policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
    if (restarts) this.#restartLater(run);
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
    run.backoff = wait === 0 ? firstBackoff : Math.min(wait * 2, longestBackoff);
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

  #endRun(run: ContainerRun, exitCode = 0): void {
    if (run.state.kind !== 'running') return;
    run.timers?.clear();
    const finishedAt = this.#node.cluster.clock.now();
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    run.state = { kind: 'terminated', startedAt: run.state.startedAt, finishedAt, exitCode, reason };
    run.ready = false;
    run.program?.stop?.();
    run.program = undefined;
    run.log?.end();
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
      for (const run of running) this.#endRun(run, needed > grace ? 137 : 0);
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
    const runs = { inits: this.#inits, containers: this.#containers };
    const runtime = cluster.profile === 'chapter' ? 'docker' : 'containerd';
    const isCurrent = cluster.profile === 'current';
    const toStatus = (run: ContainerRun) =>
      containerStatus(run, imageIdOf(run.spec.image, runtime), isCurrent);
    const byName = (left: Json, right: Json) => (left.name < right.name ? -1 : 1);
    const phase = phaseOf(this.#pod, runs);
    const old = this.#pod.status ?? {};
    const status = {
      phase,
      conditions: conditionsOf(old.conditions ?? [], runs, phase, cluster.clock.now()),
      hostIP: hostIp,
      ...(this.#ip ? { podIP: this.#ip } : {}),
      ...(this.#ip && isCurrent ? { podIPs: [{ ip: this.#ip }], hostIPs: [{ ip: hostIp }] } : {}),
      startTime: timestamp(this.#startTime),
      ...(this.#inits.length ? { initContainerStatuses: this.#inits.map(toStatus) } : {}),
      containerStatuses: this.#containers.map(toStatus).sort(byName),
      qosClass: qosClass(this.#pod),
    };
    if (isEqual(status, old)) return;
    try {
      this.#pod = cluster.client.patchStatus(refOf(this.#pod), (draft) => ({ ...draft, status }));
    } catch (error) {
      // The pod was taken away by force in the meantime.
      if (!(error instanceof StatusError)) throw error;
    }
  }
}

function probeFailure({ exec, httpGet }: Json): string {
  if (httpGet) return 'HTTP probe failed with statuscode: 503';
  return exec ? 'fail on inspecting path' : 'dial tcp: connect: connection refused';
}
