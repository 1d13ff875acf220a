import type { Cluster, Controller } from '../cluster.ts';
import { istioLine } from '../istio/log-line.ts';
import type { ContainerRun } from './container-run.ts';
import type { Kubelet } from './kubelet.ts';

/** On a pod: how many lines each of its containers writes in a second, whatever the others do. */
export const rateAnnotation = 'practice.hoist/log-lines-per-second';
export const mostLines = 50_000;

/** In our own time, not the cluster's: a rate is what somebody wants to measure. */
const tick = 20;

interface Writing {
  /** What of a line is still owed, so that slow rates come out even. */
  owed: number;
  written: number;
}

/** Keeps containers talking at a rate: lines as a busy service writes them, each with a number so that none can be lost unseen. */
export class LogWriter implements Controller {
  readonly #cluster: Cluster;
  readonly #kubelet: Kubelet;
  readonly #writing = new WeakMap<ContainerRun, Writing>();
  #timer: NodeJS.Timeout | undefined;
  #rate = 0;
  #last = 0;
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster, kubelet: Kubelet) {
    this.#cluster = cluster;
    this.#kubelet = kubelet;
    this.#unsubscribe = cluster.client.subscribe('v1', 'Pod', ({ object }) => {
      if (object.metadata.annotations?.[rateAnnotation]) this.#start();
    });
  }

  /** Lines a second of all containers together, but for those that have a rate of their own. */
  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#rate = Math.max(0, Math.min(rate, mostLines));
    if (this.#rate > 0) this.#start();
  }

  stop(): void {
    this.#unsubscribe();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    if (this.#timer) return;
    this.#last = performance.now();
    this.#timer = setInterval(() => this.#write(), tick);
    this.#timer.unref();
  }

  #write(): void {
    const now = performance.now();
    // After a pause of the whole program nothing is made up for.
    const seconds = Math.min(now - this.#last, 1_000) / 1_000;
    this.#last = now;
    const own: { run: ContainerRun; rate: number }[] = [];
    const others: ContainerRun[] = [];
    for (const { pod, run } of this.#kubelet.programs()) {
      const said = Number(pod.metadata.annotations?.[rateAnnotation] ?? Number.NaN);
      if (said >= 0) own.push({ run, rate: Math.min(said, mostLines) });
      else others.push(run);
    }
    if (this.#rate === 0 && own.length === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    for (const { run, rate } of own) this.#give(run, rate * seconds);
    for (const run of others) this.#give(run, (this.#rate / others.length) * seconds);
  }

  #give(run: ContainerRun, lines: number): void {
    const { log } = run;
    if (!log || lines <= 0) return;
    const writing = this.#writing.get(run) ?? { owed: 0, written: 0 };
    this.#writing.set(run, writing);
    writing.owed += lines;
    const now = this.#cluster.clock.now();
    for (; writing.owed >= 1; writing.owed -= 1) {
      writing.written += 1;
      log.write(now, lineOf(run.spec.name, now, writing.written));
    }
  }
}

const paths = ['/productpage', '/details/0', '/reviews/0', '/ratings/0', '/api/v1/products'];
const codes = [200, 200, 200, 304, 200, 200, 404];

function lineOf(container: string, now: number, number: number): string {
  const path = paths[number % paths.length];
  if (container === 'istio-proxy')
    return `[${new Date(now).toISOString()}] "GET ${path} HTTP/1.1" ${codes[number % codes.length]} - "-" 0 ${900 + (number % 700)} ${number % 40} - "-" "load" "${number}" "productpage:9080" "10.1.0.${number % 250}:9080"`;
  return istioLine(now, `request ${number} ${path} took ${number % 40} ms`, { scope: 'load' });
}
