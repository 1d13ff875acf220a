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

function follow(log: ContainerLog, exchange: Exchange, write: (line: LogLine) => void): void {
  const { response } = exchange;
  if (log.hasEnded) {
    response.end();
    return;
  }
  const leave = log.follow(write, () => response.end());
  response.on('close', leave);
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
      for (const line of selectLines(log.lines, wanted)) response.write(form(line));
      if (query.get('follow') === 'true') follow(log, exchange, (line) => response.write(form(line)));
      else response.end();
    },
  };
}
