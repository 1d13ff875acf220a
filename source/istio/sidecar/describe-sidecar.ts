import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { PodSpec } from './pod-template.ts';
import { proxyOf } from './sidecar.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The istio-proxy container of a pod, line by line as `kubectl describe pod` shows it; empty if it has none. */
export function describeSidecar(pod: KubernetesObject): string[] {
  const proxy = proxyOf(pod);
  if (!proxy) return [];
  const statuses: PodSpec[] = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ];
  const status = statuses.find((one) => one.name === proxy.name);
  const ports: PodSpec[] = proxy.ports ?? [];
  return [
    `${proxy.name}:`,
    ...table([
      ['Container ID', status?.containerID ?? ''],
      ['Image', proxy.image ?? ''],
      ['Image ID', status?.imageID ?? ''],
      [ports.length > 1 ? 'Ports' : 'Port', portsOf(ports, 'containerPort')],
      [ports.length > 1 ? 'Host Ports' : 'Host Port', portsOf(ports, 'hostPort')],
    ]),
    ...listing('Args', proxy.args),
    ...stateOf('State', status?.state),
    ...(Object.keys(status?.lastState ?? {}).length > 0 ? stateOf('Last State', status?.lastState) : []),
    ...table(
      [
        ['Ready', status?.ready ? 'True' : 'False'],
        ['Restart Count', String(status?.restartCount ?? 0)],
      ],
      2,
      stateWidth,
    ),
    ...quantities('Limits', proxy.resources?.limits),
    ...quantities('Requests', proxy.resources?.requests),
    ...(proxy.readinessProbe ? table([['Readiness', probe(proxy.readinessProbe)]]) : []),
    ...environment(proxy.env ?? [], pod),
    ...listing('Mounts', (proxy.volumeMounts ?? []).map(mount)),
  ];
}

/** Of the block from State to Restart Count, which kubectl aligns as one. */
const stateWidth = 'Restart Count:  '.length;

/** Two columns, indented below the container's name. */
function table(rows: [string, string][], indent = 2, least = 0): string[] {
  const width = Math.max(least, ...rows.map(([name]) => name.length + 3));
  return rows.map(([name, value]) => `${' '.repeat(indent)}${`${name}:`.padEnd(width)}${value}`.trimEnd());
}

function listing(title: string, lines: string[] | undefined): string[] {
  return lines?.length ? [`  ${title}:`, ...lines.map((line) => `    ${line}`)] : [];
}

function portsOf(ports: PodSpec[], field: 'containerPort' | 'hostPort'): string {
  return ports.map((port) => `${port[field] ?? 0}/${port.protocol ?? 'TCP'}`).join(', ') || '<none>';
}

function stateOf(title: string, state: PodSpec | undefined): string[] {
  const inner = (rows: [string, string][]) => table(rows, 4, stateWidth - 2);
  const outer = (word: string) => table([[title, word]], 2, stateWidth);
  if (state?.running) return [...outer('Running'), ...inner([['Started', rfc1123(state.running.startedAt)]])];
  if (!state?.terminated) {
    const reason = state?.waiting?.reason;
    return [...outer('Waiting'), ...(reason ? inner([['Reason', reason]]) : [])];
  }
  const { reason, exitCode, startedAt, finishedAt } = state.terminated;
  return [
    ...outer('Terminated'),
    ...(reason ? inner([['Reason', reason]]) : []),
    ...inner([
      ['Exit Code', String(exitCode)],
      ['Started', rfc1123(startedAt)],
      ['Finished', rfc1123(finishedAt)],
    ]),
  ];
}

/** kubectl writes times as `Sun, 22 Nov 2026 19:11:10 +0000`; here always in UTC, so that it reads the same everywhere. */
function rfc1123(time: string | undefined): string {
  const date = new Date(time ?? '');
  if (Number.isNaN(date.getTime())) return '<unknown>';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]}`;
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${date.getUTCFullYear()} ${clock} +0000`;
}

function quantities(title: string, list: Record<string, string> | undefined): string[] {
  const rows = Object.entries(list ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return rows.length > 0 ? [`  ${title}:`, ...table(rows, 4)] : [];
}

function probe(one: PodSpec): string {
  const { httpGet, tcpSocket, exec } = one;
  const how = httpGet
    ? `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path ?? ''}`
    : tcpSocket
      ? `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`
      : `exec [${(exec?.command ?? []).join(' ')}]`;
  return `${how} delay=${one.initialDelaySeconds ?? 0}s timeout=${one.timeoutSeconds ?? 1}s period=${one.periodSeconds ?? 10}s #success=${one.successThreshold ?? 1} #failure=${one.failureThreshold ?? 3}`;
}

function environment(variables: PodSpec[], pod: KubernetesObject): string[] {
  if (variables.length === 0) return ['  Environment:  <none>'];
  return [
    '  Environment:',
    ...table(
      variables.map((variable) => [variable.name, environmentValue(variable, pod)]),
      4,
    ),
  ];
}

function environmentValue({ value, valueFrom }: PodSpec, pod: KubernetesObject): string {
  if (valueFrom?.fieldRef) {
    const { fieldPath, apiVersion = 'v1' } = valueFrom.fieldRef;
    const known: Record<string, string | undefined> = {
      'metadata.name': pod.metadata.name,
      'metadata.namespace': pod.metadata.namespace,
    };
    return `${known[fieldPath] ?? ''} (${apiVersion}:${fieldPath})`;
  }
  const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
  if (ref)
    return `<set to the key '${ref.key}' ${valueFrom.secretKeyRef ? 'in secret' : 'of config map'} '${ref.name}'>`;
  return String(value ?? '').trimEnd();
}

function mount({ mountPath, name, readOnly, subPath }: PodSpec): string {
  const flags = [readOnly ? 'ro' : 'rw', ...(subPath ? [`path="${subPath}"`] : [])];
  return `${mountPath} from ${name} (${flags.join(',')})`;
}
