import { createHash } from 'node:crypto';
import { load } from 'js-yaml';
import type { Json, KubernetesObject } from '../object.ts';

export interface SidecarInput {
  pod: KubernetesObject;
  /** `config` of the ConfigMap istio-sidecar-injector. */
  injectorConfig: string;
  /** `mesh` of the ConfigMap istio. */
  meshConfig: string;
}

export interface Sidecar {
  initContainers: Json[];
  containers: Json[];
  volumes: Json[];
  /** What the pod's annotation says. */
  status: string;
}

const never = new Set(['kube-system', 'kube-public']);
const yes = new Set(['y', 'yes', 'true', 'on']);
const prefix = 'sidecar.istio.io/';

/** Whether a pod gets a sidecar: its annotation decides, and where that says nothing the policy does. */
export function wantsSidecar(policy: string, { metadata, spec }: KubernetesObject): boolean {
  if (spec.hostNetwork || never.has(metadata.namespace ?? '')) return false;
  const asked = metadata.annotations?.[`${prefix}inject`]?.toLowerCase() ?? '';
  return asked === '' ? policy === 'enabled' : yes.has(asked);
}

const sorted = (record: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));

function tcpPorts(containers: Json[]): string {
  return containers
    .flatMap(({ ports = [] }) => ports)
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ containerPort }) => containerPort)
    .join(',');
}

/** The image that the template names for a container. */
const imageIn = (template: string, name: string): string =>
  new RegExp(`"([^"]*/${name}:[^"]*)"`).exec(template)?.[1] ?? `docker.io/istio/${name}:1.1.0`;

const fieldVariables: [name: string, path: string][] = [
  ['POD_NAME', 'metadata.name'],
  ['POD_NAMESPACE', 'metadata.namespace'],
  ['INSTANCE_IP', 'status.podIP'],
  ['ISTIO_META_POD_NAME', 'metadata.name'],
  ['ISTIO_META_CONFIG_NAMESPACE', 'metadata.namespace'],
];

/** What Istio 1.1.0's injector adds to a pod, as its template of the demo says it. */
export function sidecarOf({ pod, injectorConfig, meshConfig }: SidecarInput): Sidecar {
  const { template = '' } = (load(injectorConfig) ?? {}) as { template?: string };
  const { defaultConfig = {} } = (load(meshConfig) ?? {}) as Json;
  const annotations = pod.metadata.annotations ?? {};
  const said = (name: string, otherwise: string) => annotations[name] ?? otherwise;
  const statusPort = said('status.sidecar.istio.io/port', '15020');
  const mode = said(`${prefix}interceptionMode`, 'REDIRECT');
  const excluded = said('traffic.sidecar.istio.io/excludeInboundPorts', '');
  const initArgs = [
    ['-p', '15001'],
    ['-u', '1337'],
    ['-m', mode],
    ['-i', said('traffic.sidecar.istio.io/includeOutboundIPRanges', '*')],
    ['-x', said('traffic.sidecar.istio.io/excludeOutboundIPRanges', '')],
    ['-b', said('traffic.sidecar.istio.io/includeInboundPorts', tcpPorts(pod.spec.containers))],
    ['-d', [...excluded.split(',').filter(Boolean), statusPort].join(',')],
  ].flat();
  const init = {
    name: 'istio-init',
    image: imageIn(template, 'proxy_init'),
    imagePullPolicy: 'IfNotPresent',
    args: initArgs,
    resources: { limits: { cpu: '100m', memory: '50Mi' }, requests: { cpu: '10m', memory: '10Mi' } },
    securityContext: { capabilities: { add: ['NET_ADMIN'] } },
  };
  const account = pod.spec.serviceAccountName || 'default';
  const volumes = [
    { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
    { name: 'istio-certs', secret: { secretName: `istio.${account}`, optional: true } },
  ];
  const status = {
    version: createHash('sha256').update(template).digest('hex'),
    initContainers: ['istio-init'],
    containers: ['istio-proxy'],
    volumes: volumes.map(({ name }) => name),
    imagePullSecrets: null,
  };
  return {
    initContainers: [init],
    containers: [proxyContainer({ pod, template, defaultConfig, statusPort, mode })],
    volumes,
    status: JSON.stringify(status),
  };
}

function proxyContainer(input: {
  pod: KubernetesObject;
  template: string;
  defaultConfig: Json;
  statusPort: string;
  mode: string;
}): Json {
  const { pod, template, defaultConfig, statusPort, mode } = input;
  const { annotations = {}, labels = {} } = pod.metadata;
  const app = labels.app ?? (pod.metadata.generateName ?? '').replace(/-[^-]+-$/, '');
  const flags: [string, unknown][] = [
    ['domain', '$(POD_NAMESPACE).svc.cluster.local'],
    ['configPath', defaultConfig.configPath ?? '/etc/istio/proxy'],
    ['binaryPath', defaultConfig.binaryPath ?? '/usr/local/bin/envoy'],
    ['serviceCluster', `${app || 'istio-proxy'}.$(POD_NAMESPACE)`],
    ['drainDuration', defaultConfig.drainDuration ?? '45s'],
    ['parentShutdownDuration', defaultConfig.parentShutdownDuration ?? '1m0s'],
    ['discoveryAddress', annotations[`${prefix}discoveryAddress`] ?? defaultConfig.discoveryAddress],
    ['zipkinAddress', defaultConfig.tracing?.zipkin?.address],
    ['connectTimeout', defaultConfig.connectTimeout ?? '10s'],
    ['proxyAdminPort', defaultConfig.proxyAdminPort ?? 15000],
    ['concurrency', defaultConfig.concurrency],
    ['controlPlaneAuthPolicy', defaultConfig.controlPlaneAuthPolicy ?? 'NONE'],
    ['statusPort', statusPort],
    ['applicationPorts', tcpPorts(pod.spec.containers)],
  ];
  const args = flags.flatMap(([name, value]) =>
    value === undefined || value === 0 ? [] : [`--${name}`, String(value)],
  );
  const json = (record: Record<string, string>) => `${JSON.stringify(sorted(record))}\n`;
  const cpu = annotations[`${prefix}proxyCPU`];
  const memory = annotations[`${prefix}proxyMemory`];
  const own = { ...(cpu ? { cpu } : {}), ...(memory ? { memory } : {}) };
  const usual = { limits: { cpu: '2', memory: '128Mi' }, requests: { cpu: '10m', memory: '40Mi' } };
  return {
    name: 'istio-proxy',
    image: annotations[`${prefix}proxyImage`] ?? imageIn(template, 'proxyv2'),
    imagePullPolicy: 'IfNotPresent',
    args: ['proxy', 'sidecar', ...args],
    ports: [{ containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' }],
    env: [
      ...fieldVariables.map(([name, fieldPath]) => ({ name, valueFrom: { fieldRef: { fieldPath } } })),
      { name: 'ISTIO_META_INTERCEPTION_MODE', value: mode },
      ...(Object.keys(annotations).length
        ? [{ name: 'ISTIO_METAJSON_ANNOTATIONS', value: json(annotations) }]
        : []),
      ...(Object.keys(labels).length ? [{ name: 'ISTIO_METAJSON_LABELS', value: json(labels) }] : []),
    ],
    readinessProbe: {
      httpGet: { path: '/healthz/ready', port: Number(statusPort) },
      initialDelaySeconds: 1,
      periodSeconds: 2,
      failureThreshold: 30,
    },
    resources: cpu || memory ? { requests: own } : usual,
    securityContext: { readOnlyRootFilesystem: true, runAsUser: 1337 },
    volumeMounts: [
      { mountPath: '/etc/istio/proxy', name: 'istio-envoy' },
      { mountPath: '/etc/certs/', name: 'istio-certs', readOnly: true },
    ],
  };
}
