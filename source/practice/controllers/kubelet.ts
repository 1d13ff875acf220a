import type { Cluster, Controller } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import type { ContainerRun } from './container-run.ts';
import { EventRecorder } from './event-recorder.ts';
import type { NodeParts } from './node-parts.ts';
import { keyOfObject } from './ownership.ts';
import { isFinished } from './pod-facts.ts';
import { PodWorker } from './pod-worker.ts';
import type { PortHandler, Program, Programs } from './program.ts';

export interface RunningProgram {
  pod: KubernetesObject;
  run: ContainerRun;
  program: Program;
}

/** Runs the pods of the one node (pkg/kubelet). */
export class Kubelet implements Controller {
  readonly #workers = new Map<string, PodWorker>();
  readonly #node: NodeParts;
  readonly #unsubscribe: () => void;
  #addresses = 5;

  constructor(cluster: Cluster, programs: Programs) {
    const node = cluster.client.list('v1', 'Node')[0];
    const name = node?.metadata.name ?? '';
    const addresses: { type: string; address: string }[] = node?.status?.addresses ?? [];
    this.#node = {
      cluster,
      events: new EventRecorder(cluster, { component: 'kubelet', host: name }),
      programs,
      images: new Set(),
      hostIp: addresses.find(({ type }) => type === 'InternalIP')?.address ?? '127.0.0.1',
      nextPodIp: () => this.#nextAddress(),
    };
    this.#unsubscribe = cluster.client.subscribe('v1', 'Pod', ({ type, object }) => {
      if (object.spec.nodeName !== name) return;
      const key = keyOfObject(object);
      const worker = this.#workers.get(key);
      const isSame = worker?.pod.metadata.uid === object.metadata.uid;
      if (type === 'DELETED') {
        if (isSame) this.#drop(key);
      } else if (worker && isSame) worker.update(object);
      else if (!isFinished(object)) {
        this.#drop(key);
        this.#workers.set(key, new PodWorker(this.#node, object));
      }
    });
  }

  stop(): void {
    this.#unsubscribe();
    for (const key of [...this.#workers.keys()]) this.#drop(key);
  }

  /** The images that the node has. */
  get images(): Set<string> {
    return this.#node.images;
  }

  worker(namespace: string, name: string): PodWorker | undefined {
    return this.#workers.get(`${namespace}/${name}`);
  }

  /** Every program that runs at the moment. */
  *programs(): Generator<RunningProgram> {
    for (const worker of this.#workers.values())
      for (const run of worker.running) if (run.program) yield { pod: worker.pod, run, program: run.program };
  }

  /** Who listens on a port of a pod; undefined when nobody does. */
  listener(namespace: string, name: string, port: number): PortHandler | undefined {
    for (const { program } of this.worker(namespace, name)?.running ?? []) {
      const handler = program?.listens?.(port);
      if (handler) return handler;
    }
    return undefined;
  }

  #drop(key: string): void {
    this.#workers.get(key)?.close();
    this.#workers.delete(key);
  }

  /** 10.1.0.0/16 is what Docker Desktop gives its pods. */
  #nextAddress(): string {
    this.#addresses += 1;
    return `10.1.${(this.#addresses >> 8) & 255}.${this.#addresses & 255}`;
  }
}
