import type { ContainerLog, LogLine } from '../controllers/container-log.ts';
import type { ContainerRun } from '../controllers/container-run.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Connector, ConnectRequest } from '../http/router.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { badRequest } from '../status-error.ts';
import { podTarget } from './pod-target.ts';

const names = (containers: Json[] | undefined): string =>
  (containers ?? []).map(({ name }) => name).join(' ');

/** Which container is meant; the API server wants to be told when there are several (registry/core/pod/strategy.go). */
function containerName({ metadata, spec }: KubernetesObject, asked: string | null): string {
  const all: Json[] = [...(spec.initContainers ?? []), ...spec.containers];
  if (asked) {
    if (!all.some(({ name }) => name === asked))
      throw badRequest(`container ${asked} is not valid for pod ${metadata.name}`);
    return asked;
  }
  if (spec.containers.length === 1) return spec.containers[0].name;
  const inits = spec.initContainers?.length
    ? ` or one of the init containers: [${names(spec.initContainers)}]`
    : '';
  throw badRequest(
    `a container name must be specified for pod ${metadata.name}, choose one of: [${names(spec.containers)}]${inits}`,
  );
}

function logOf(run: ContainerRun, pod: string, isPrevious: boolean): ContainerLog {
  const where = `container "${run.spec.name}" in pod "${pod}"`;
  if (isPrevious) {
    const log = run.previousLog ?? (run.last && run.state.kind === 'waiting' ? run.log : undefined);
    if (!log) throw badRequest(`previous terminated ${where} not found`);
    return log;
  }
  if (run.log) return run.log;
  const reason = run.state.kind === 'waiting' ? run.state.reason : 'ContainerCreating';
  throw badRequest(`${where} is waiting to start: ${reason}`);
}

/** As the kubelet writes it: RFC 3339 with nanoseconds. */
export const timeOf = ({ time, nanoseconds }: LogLine): string =>
  new Date(time).toISOString().replace('Z', `${String(nanoseconds).padStart(6, '0')}Z`);

export interface LogQuery {
  tailLines?: number;
  /** Milliseconds since 1970. */
  since?: number;
  timestamps: boolean;
}

function number(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`invalid value "${text}" for "${name}"`);
  return Number(text);
}

function readQuery(query: URLSearchParams, now: number): LogQuery {
  const seconds = number(query, 'sinceSeconds');
  const time = query.get('sinceTime');
  const since = time === null ? seconds && now - seconds * 1_000 : Date.parse(time);
  if (Number.isNaN(since)) throw badRequest(`invalid value "${time}" for "sinceTime"`);
  return { tailLines: number(query, 'tailLines'), since, timestamps: query.get('timestamps') === 'true' };
}

/** The lines that are asked for, in the form that is asked for. */
export function selectLines(lines: readonly LogLine[], { tailLines, since }: LogQuery): LogLine[] {
  const recent = since === undefined ? [...lines] : lines.filter(({ time }) => time >= since);
  if (tailLines === undefined) return recent;
  return tailLines === 0 ? [] : recent.slice(-tailLines);
}

/** So much is written at once; then the program does something else. */
const chunkLines = 2_000;

/**
 * Sends what is written from now on, as fast as the client takes it: a slow one is not waited for, but reads on where it was, as from a
 * file on disk. What was rotated away meanwhile it does not get, as from a kubelet.
 */
function follow(log: ContainerLog, { response }: Exchange, form: (line: LogLine) => string): void {
  if (log.hasEnded) {
    response.end();
    return;
  }
  let next = log.first + log.lines.length;
  let isPlanned = false;
  let isFull = false;
  const send = () => {
    isPlanned = false;
    if (response.destroyed || response.writableEnded || isFull) return;
    const from = Math.max(0, next - log.first);
    const lines = log.lines.slice(from, from + chunkLines);
    next = log.first + from + lines.length;
    if (lines.length) isFull = !response.write(lines.map(form).join(''));
    if (next < log.first + log.lines.length) plan();
    else if (log.hasEnded && !isFull) response.end();
  };
  const plan = () => {
    if (isPlanned || isFull) return;
    isPlanned = true;
    setImmediate(send);
  };
  response.on('drain', () => {
    isFull = false;
    plan();
  });
  response.on('close', log.follow(plan, plan));
}

export function logs(kubelet: Kubelet): Connector {
  return {
    respond: (request: ConnectRequest, exchange: Exchange) => {
      const { query, cluster } = request;
      const { pod, worker } = podTarget(request, kubelet);
      const run = worker.container(containerName(pod, query.get('container')));
      if (!run) throw badRequest(`container is not valid for pod ${pod.metadata.name}`);
      const log = logOf(run, pod.metadata.name, query.get('previous') === 'true');
      const wanted = readQuery(query, cluster.clock.now());
      const form = (line: LogLine) => `${wanted.timestamps ? `${timeOf(line)} ` : ''}${line.text}\n`;
      const { response } = exchange;
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache, private' });
      // A client that waits for lines to come must see that it was let in.
      response.flushHeaders();
      const there = selectLines(log.lines, wanted).map(form).join('');
      if (there) response.write(there);
      if (query.get('follow') === 'true') follow(log, exchange, form);
      else response.end();
    },
  };
}
