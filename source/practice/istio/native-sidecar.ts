import { load } from 'js-yaml';
import type { Cluster } from '../cluster.ts';
import { defaultPodSpec } from '../kinds/default-pod.ts';
import type { Json, KubernetesObject } from '../object.ts';
import type { Logger } from './log-line.ts';

const never = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const statusPort = 15021;

const field = (name: string, fieldPath: string): Json => ({ name, valueFrom: { fieldRef: { fieldPath } } });
const limit = (name: string, resource: string): Json => ({
  name,
  valueFrom: { resourceFieldRef: { resource, divisor: '1' } },
});

/**
 * Adds what Istio 1.30's template adds on a kubelet from 1.33 on: the proxy as an init container that runs on beside the others. The
 * webhook's selectors have chosen the pod; istiod only leaves out what can never have a proxy.
 */
export function injectNative(cluster: Cluster, pod: KubernetesObject, system: string, log: Logger): void {
  const { metadata, spec } = pod;
  const { annotations = {}, labels = {}, namespace = '' } = metadata;
  const name = metadata.name || `${metadata.generateName ?? ''}***** (actual name not yet known)`;
  log.info(`Process proxy injection request for ${namespace}/${name}`, 'injection');
  const declined = (annotations['sidecar.istio.io/inject'] ?? labels['sidecar.istio.io/inject']) === 'false';
  if (spec.hostNetwork || never.has(namespace) || declined) {
    log.info(`Skipping ${namespace}/${name} due to policy check`, 'injection');
    return;
  }
  const values = valuesOf(cluster, system);
  const image = annotations['sidecar.istio.io/proxyImage'] ?? values;
  const token = (spec.containers as Json[])
    .flatMap(({ volumeMounts = [] }) => volumeMounts)
    .find(({ mountPath }: Json) => mountPath === tokenPath);
  const app = spec.containers[0]?.name ?? '';
  const workload = (metadata.generateName ?? metadata.name ?? '').replace(/-[a-z0-9]+-$/, '');
  const proxy = proxyContainer({ pod, image, workload, token });
  spec.initContainers = [initContainer(image, token), proxy, ...(spec.initContainers ?? [])];
  spec.volumes = [...volumes, ...(spec.volumes ?? [])];
  metadata.labels = {
    ...labels,
    'security.istio.io/tlsMode': labels['security.istio.io/tlsMode'] ?? 'istio',
    'service.istio.io/canonical-name':
      labels['service.istio.io/canonical-name'] ?? labels['app.kubernetes.io/name'] ?? labels.app ?? workload,
    'service.istio.io/canonical-revision':
      labels['service.istio.io/canonical-revision'] ??
      labels['app.kubernetes.io/version'] ??
      labels.version ??
      'latest',
  };
  metadata.annotations = {
    'kubectl.kubernetes.io/default-container': app,
    'kubectl.kubernetes.io/default-logs-container': app,
    'prometheus.io/path': '/stats/prometheus',
    'prometheus.io/port': '15020',
    'prometheus.io/scrape': 'true',
    ...annotations,
    'istio.io/rev': 'default',
    'sidecar.istio.io/status': JSON.stringify({
      initContainers: ['istio-init', 'istio-proxy'],
      containers: null,
      volumes: volumes.map((one) => one.name),
      imagePullSecrets: null,
      revision: 'default',
    }),
  };
  // What a webhook returns is filled in as if it had come from a client.
  defaultPodSpec(spec);
}

/** The proxy's image, as the values say that istiod reads beside its template. */
function valuesOf(cluster: Cluster, system: string): string {
  const text = cluster.store.get('configmaps', system, 'istio-sidecar-injector')?.data?.values ?? '{}';
  const { global = {} } = (load(text) ?? {}) as { global?: Json };
  const name = global.proxy?.image ?? 'proxyv2';
  return name.includes('/')
    ? name
    : `${global.hub ?? 'registry.istio.io/release'}/${name}:${global.tag ?? '1.30.3'}`;
}

const volumes: Json[] = [
  { name: 'workload-socket', emptyDir: {} },
  { name: 'credential-socket', emptyDir: {} },
  { name: 'workload-certs', emptyDir: {} },
  { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
  { name: 'istio-data', emptyDir: {} },
  {
    name: 'istio-podinfo',
    downwardAPI: {
      items: ['labels', 'annotations'].map((path) => ({ path, fieldRef: { fieldPath: `metadata.${path}` } })),
    },
  },
  {
    name: 'istio-token',
    projected: {
      sources: [
        { serviceAccountToken: { audience: 'istio-ca', expirationSeconds: 43200, path: 'istio-token' } },
      ],
    },
  },
  { name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert' } },
  { name: 'istio-ca-crl', configMap: { name: 'istio-ca-crl', optional: true } },
];

const resources = (): Json => ({
  limits: { cpu: '2', memory: '1Gi' },
  requests: { cpu: '10m', memory: '40Mi' },
});

function initContainer(image: string, token: Json): Json {
  const args = ['-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT', '-i', '*', '-x', '', '-b', '*'];
  return {
    name: 'istio-init',
    image,
    args: ['istio-iptables', ...args, '-d', '15090,15021,15020', '--log_output_level=default:info'],
    resources: resources(),
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
      readOnlyRootFilesystem: false,
      runAsUser: 0,
      runAsGroup: 0,
      runAsNonRoot: false,
    },
    volumeMounts: token ? [token] : [],
  };
}

function proxyContainer(input: {
  pod: KubernetesObject;
  image: string;
  workload: string;
  token: Json;
}): Json {
  const { pod, image, workload, token } = input;
  const { annotations = {}, namespace } = pod.metadata;
  const containers: Json[] = pod.spec.containers;
  const own = {
    cpu: annotations['sidecar.istio.io/proxyCPU'],
    memory: annotations['sidecar.istio.io/proxyMemory'],
  };
  const probe = { httpGet: { path: '/healthz/ready', port: statusPort }, timeoutSeconds: 3 };
  const mount = (name: string, mountPath: string) => ({ name, mountPath });
  return {
    name: 'istio-proxy',
    image,
    restartPolicy: 'Always',
    args: [
      'proxy',
      'sidecar',
      '--domain',
      '$(POD_NAMESPACE).svc.cluster.local',
      '--proxyLogLevel=warning',
      '--proxyComponentLogLevel=misc:error',
      '--log_output_level=default:info',
    ],
    ports: [{ containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' }],
    lifecycle: {
      preStop: { exec: { command: ['pilot-agent', 'request', '--debug-port=15020', 'POST', 'drain'] } },
    },
    env: [
      { name: 'PILOT_CERT_PROVIDER', value: 'istiod' },
      { name: 'CA_ADDR', value: 'istiod.istio-system.svc:15012' },
      field('POD_NAME', 'metadata.name'),
      field('POD_NAMESPACE', 'metadata.namespace'),
      field('INSTANCE_IP', 'status.podIP'),
      field('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
      field('HOST_IP', 'status.hostIP'),
      limit('ISTIO_CPU_LIMIT', 'limits.cpu'),
      limit('GOMEMLIMIT', 'limits.memory'),
      limit('GOMAXPROCS', 'limits.cpu'),
      { name: 'PROXY_CONFIG', value: '{}\n' },
      { name: 'ISTIO_META_POD_PORTS', value: JSON.stringify(containers.flatMap(({ ports = [] }) => ports)) },
      { name: 'ISTIO_META_APP_CONTAINERS', value: containers.map((one) => one.name).join(',') },
      { name: 'ISTIO_META_CLUSTER_ID', value: 'Kubernetes' },
      field('ISTIO_META_NODE_NAME', 'spec.nodeName'),
      { name: 'ISTIO_META_INTERCEPTION_MODE', value: 'REDIRECT' },
      { name: 'ISTIO_META_WORKLOAD_NAME', value: workload },
      {
        name: 'ISTIO_META_OWNER',
        value: `kubernetes://apis/apps/v1/namespaces/${namespace}/deployments/${workload}`,
      },
      { name: 'ISTIO_META_MESH_ID', value: 'cluster.local' },
      { name: 'TRUST_DOMAIN', value: 'cluster.local' },
    ],
    startupProbe: { ...probe, periodSeconds: 1, failureThreshold: 600 },
    readinessProbe: { ...probe, periodSeconds: 15, failureThreshold: 4 },
    resources:
      own.cpu || own.memory
        ? {
            requests: { ...(own.cpu ? { cpu: own.cpu } : {}), ...(own.memory ? { memory: own.memory } : {}) },
          }
        : resources(),
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsUser: 1337,
      runAsGroup: 1337,
      runAsNonRoot: true,
    },
    volumeMounts: [
      mount('workload-socket', '/var/run/secrets/workload-spiffe-uds'),
      mount('credential-socket', '/var/run/secrets/credential-uds'),
      mount('workload-certs', '/var/run/secrets/workload-spiffe-credentials'),
      mount('istiod-ca-cert', '/var/run/secrets/istio'),
      mount('istio-ca-crl', '/var/run/secrets/istio/crl'),
      mount('istio-data', '/var/lib/istio/data'),
      mount('istio-envoy', '/etc/istio/proxy'),
      mount('istio-token', '/var/run/secrets/tokens'),
      mount('istio-podinfo', '/etc/istio/pod'),
      ...(token ? [token] : []),
    ],
  };
}
