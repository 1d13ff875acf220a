import type { Answer } from '../caller.ts';
import { deployment } from '../objects.ts';
import type { Broken } from './request.ts';

/** A Deployment that is fine but for what `spoil` does to it. */
const web = (words: string, spoil: (object: Answer) => void): Broken => {
  const body = deployment('broken');
  spoil(body);
  return {
    words: `create a Deployment with ${words}`,
    method: 'POST',
    path: '/deployments?dryRun=All',
    apps: true,
    body,
  };
};
const podOf = (object: Answer) => object.spec.template.spec;
const first = (object: Answer) => podOf(object).containers[0];
const core = (kind: string, plural: string, words: string, body: object): Broken => ({
  words: `create a ${kind} with ${words}`,
  method: 'POST',
  path: `/${plural}?dryRun=All`,
  body: { metadata: { name: 'broken' }, ...body },
});
const service = (words: string, spec: unknown) => core('Service', 'services', words, { spec });
const pod = (words: string, spec: unknown) => core('Pod', 'pods', words, { spec });
const container = { name: 'c', image: 'i' };
const set = (read: (object: Answer) => Answer, field: string, value: unknown) => (object: Answer) => {
  read(object)[field] = value;
};

/** Objects whose content is wrong. */
export const objects: Broken[] = [
  web('no spec', (one) => delete one.spec),
  web('a spec that is a text', (one) => (one.spec = 'x')),
  web('no selector', (one) => delete one.spec.selector),
  web('an empty selector', (one) => (one.spec.selector = {})),
  web('a selector that is a text', (one) => (one.spec.selector = 'x')),
  web(
    'a selector with a bad operator',
    (one) => (one.spec.selector.matchExpressions = [{ key: 'a', operator: 'X' }]),
  ),
  web('no template', (one) => delete one.spec.template),
  web('replicas that are a text', (one) => (one.spec.replicas = '1')),
  web('replicas that are a fraction', (one) => (one.spec.replicas = 1.5)),
  web('fewer than no replicas', (one) => (one.spec.replicas = -1)),
  web('too many replicas', (one) => (one.spec.replicas = 99_999_999_999)),
  web('an unknown strategy', (one) => (one.spec.strategy = { type: 'X' })),
  web(
    'a strategy without any room',
    (one) => (one.spec.strategy = { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }),
  ),
  web('a surge that is no share', (one) => (one.spec.strategy = { rollingUpdate: { maxSurge: 'x' } })),
  web(
    'Recreate and a rolling update',
    (one) => (one.spec.strategy = { type: 'Recreate', rollingUpdate: {} }),
  ),
  web('a deadline below its readiness', (one) =>
    Object.assign(one.spec, { minReadySeconds: 10, progressDeadlineSeconds: 5 }),
  ),
  web('no containers', set(podOf, 'containers', [])),
  web('containers that are a map', set(podOf, 'containers', {})),
  web('two containers of one name', (one) => podOf(one).containers.push({ ...container })),
  web('restartPolicy Never', set(podOf, 'restartPolicy', 'Never')),
  web('an unknown restartPolicy', set(podOf, 'restartPolicy', 'X')),
  web('an unknown dnsPolicy', set(podOf, 'dnsPolicy', 'X')),
  web('a grace below zero', set(podOf, 'terminationGracePeriodSeconds', -1)),
  web('a volume of two sources', (one) =>
    podOf(one).volumes.push({ name: 'v', emptyDir: {}, hostPath: { path: '/' } }),
  ),
  web('a volume without a name', (one) => podOf(one).volumes.push({ emptyDir: {} })),
  web('a volume twice', (one) => podOf(one).volumes.push({ name: 's', emptyDir: {} })),
  web('a mount of no volume', set(first, 'volumeMounts', [{ name: 'none', mountPath: '/x' }])),
  web('a mount without a path', set(first, 'volumeMounts', [{ name: 's' }])),
  web(
    'two mounts at one path',
    set(first, 'volumeMounts', [
      { name: 's', mountPath: '/x' },
      { name: 'e', mountPath: '/x' },
    ]),
  ),
  web('a container without an image', (one) => delete first(one).image),
  web('a container without a name', (one) => delete first(one).name),
  web('a port that is none', set(first, 'ports', [{ containerPort: 0 }])),
  web('a port too high', set(first, 'ports', [{ containerPort: 70_000 }])),
  web('a port that is a text', set(first, 'ports', [{ containerPort: '80' }])),
  web('an unknown protocol', set(first, 'ports', [{ containerPort: 80, protocol: 'X' }])),
  web('a port name too long', set(first, 'ports', [{ containerPort: 80, name: 'a'.repeat(16) }])),
  web('a variable without a name', set(first, 'env', [{ value: 'x' }])),
  web('a variable with a bad name', set(first, 'env', [{ name: '=', value: 'x' }])),
  web(
    'a variable of two sources',
    set(first, 'env', [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]),
  ),
  web(
    'a variable of an unknown field',
    set(first, 'env', [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'x' } } }]),
  ),
  web('a variable that is a number', set(first, 'env', [{ name: 'A', value: 1 }])),
  web('an unknown pull policy', set(first, 'imagePullPolicy', 'X')),
  web('a quantity that is none', set(first, 'resources', { requests: { cpu: 'x' } })),
  web('a quantity below zero', set(first, 'resources', { requests: { cpu: '-1' } })),
  web('a request above its limit', set(first, 'resources', { requests: { cpu: '2' }, limits: { cpu: '1' } })),
  web(
    'a probe of two kinds',
    set(first, 'livenessProbe', { httpGet: { port: 80 }, tcpSocket: { port: 80 } }),
  ),
  web('a probe of no kind', set(first, 'livenessProbe', {})),
  web('a probe without a port', set(first, 'livenessProbe', { httpGet: { path: '/' } })),
  web('a command that is a text', set(first, 'command', 'x')),
  web('an unknown toleration', set(podOf, 'tolerations', [{ operator: 'X', key: 'a' }])),
  web('a bad node selector', set(podOf, 'nodeSelector', { 'a b': 'c' })),
  web('a bad service account', set(podOf, 'serviceAccountName', 'A_')),
  web('a bad template label', (one) => (one.spec.template.metadata.labels = { app: 'contract', 'a b': 'c' })),
  service('no ports', {}),
  service('a port of 0', { ports: [{ port: 0 }] }),
  service('a port that is a text', { ports: [{ port: 'x' }] }),
  service('a target port that is none', { ports: [{ port: 80, targetPort: 'A_' }] }),
  service('two ports without names', { ports: [{ port: 80 }, { port: 81 }] }),
  service('two ports of one name', {
    ports: [
      { name: 'a', port: 80 },
      { name: 'a', port: 81 },
    ],
  }),
  service('a port twice', {
    ports: [
      { name: 'a', port: 80 },
      { name: 'b', port: 80 },
    ],
  }),
  service('an unknown type', { type: 'X', ports: [{ port: 80 }] }),
  service('an unknown protocol', { ports: [{ port: 80, protocol: 'X' }] }),
  service('a node port too high', { type: 'NodePort', ports: [{ port: 80, nodePort: 99_999 }] }),
  service('a node port out of the range', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
  service('a cluster IP that is none', { clusterIP: 'x', ports: [{ port: 80 }] }),
  service('ExternalName without a name', { type: 'ExternalName' }),
  service('a bad selector', { selector: { 'a b': 'c' }, ports: [{ port: 80 }] }),
  service('a session affinity that is none', { sessionAffinity: 'X', ports: [{ port: 80 }] }),
  pod('no spec', undefined),
  pod('no containers', {}),
  pod('an unknown restartPolicy', { restartPolicy: 'X', containers: [container] }),
  pod('an init container without an image', { containers: [container], initContainers: [{ name: 'i' }] }),
  pod('an init container of the same name', { containers: [container], initContainers: [container] }),
  pod('a host name that is none', { hostname: 'A_', containers: [container] }),
  pod('a deadline of 0', { activeDeadlineSeconds: 0, containers: [container] }),
  core('Secret', 'secrets', 'data that is no base64', { data: { a: '*' } }),
  core('Secret', 'secrets', 'a bad key', { data: { 'a b': 'Yg==' } }),
  core('Secret', 'secrets', 'a type that asks for more', { type: 'kubernetes.io/tls', data: {} }),
  core('ConfigMap', 'configmaps', 'a bad key', { data: { 'a b': 'c' } }),
  core('ConfigMap', 'configmaps', 'a key twice', { data: { a: 'b' }, binaryData: { a: 'Yg==' } }),
  core('ConfigMap', 'configmaps', 'more than a megabyte', { data: { a: 'b'.repeat(1_100_000) } }),
  core('ConfigMap', 'configmaps', 'more than three megabytes', { data: { a: 'b'.repeat(3_300_000) } }),
  core('Endpoints', 'endpoints', 'an address that is none', {
    subsets: [{ addresses: [{ ip: 'x' }], ports: [{ port: 1 }] }],
  }),
  core('LimitRange', 'limitranges', 'a limit that is none', {
    spec: { limits: [{ type: 'Container', max: { cpu: 'x' } }] },
  }),
];
