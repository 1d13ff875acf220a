import type { Cluster } from '../cluster.ts';
import type { AdmissionRequest } from '../machinery/admission.ts';
import type { Json, KubernetesObject } from '../object.ts';

/** A request to a port of a pod, and what is answered. */
export interface PortRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string | undefined>;
}

export interface PortAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

export type PortHandler = (request: PortRequest) => PortAnswer;

export interface ExecAnswer {
  stdout: string;
  stderr?: string;
  code: number;
}

/** What a simulated program knows of the container that it runs in. */
export interface Process {
  cluster: Cluster;
  /** The pod as it is now. */
  pod(): KubernetesObject;
  /** The container of the pod's spec. */
  container: Json;
  /** One line to the container's log. */
  log(line: string): void;
  /** In the cluster's time; taken back when the container ends. */
  after(milliseconds: number, act: () => void): void;
  exit(code: number): void;
}

/** One container's program while it runs. Whatever it leaves out, it does not do. */
export interface Program {
  /** What its readiness probe is told; a program that says nothing is ready. */
  isReady?(): boolean;
  /** Undefined when nothing listens on that port. */
  listens?(port: number): PortHandler | undefined;
  exec?(command: readonly string[]): ExecAnswer | undefined;
  /** As the backend of an admission webhook: may change the object, or throw a StatusError. */
  admit?(path: string, request: AdmissionRequest): void;
  /** The fault `dead-webhook` strikes: what serves the injection webhook ends. */
  breakInjector?(): void;
  /** SIGTERM came. */
  stop?(): void;
  /** How long it needs to end after SIGTERM, in milliseconds; 1,000 if it says nothing. */
  stopping?: number;
}

export type StartProgram = (process: Process) => Program;
/** Which program an image holds. */
export type Programs = (container: Json, pod: KubernetesObject) => StartProgram;
