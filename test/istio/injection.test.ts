import { describe, expect, it } from 'vitest';
import {
  describeSidecar,
  injectorProblem,
  isInjected,
  isInjectionOn,
  podsWithoutSidecar,
} from '../../source/istio/sidecar/injection.ts';
import { deployment, inSystem, object, pod } from './objects.ts';

const name = 'istio-sidecar-injector';
const injector = deployment(name, {}, { status: { availableReplicas: 1 } });
const webhook = (caBundle: string) =>
  object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', name, {
    webhooks: [{ clientConfig: { caBundle, service: { name, namespace: 'istio-system' } } }],
  });
const endpoints = (subsets: object[]) => inSystem('v1', 'Endpoints', name, { subsets });
const able = {
  deployments: [injector],
  webhooks: [webhook('abc')],
  endpoints: [endpoints([{ addresses: [{ ip: '1.1.1.1' }] }])],
};

describe('the injector', () => {
  it('that is there, has its authority and an endpoint is able', () => {
    expect(injectorProblem(able)).toBeUndefined();
  });

  it.each([
    ['injection.no-injector', { deployments: [] }],
    ['injection.no-injector', { deployments: [{ ...injector, metadata: { name, namespace: 'other' } }] }],
    ['injection.unavailable', { deployments: [{ ...injector, status: {} }] }],
    ['injection.no-webhook', { webhooks: [] }],
    ['injection.no-webhook', { webhooks: [{ ...webhook('abc'), metadata: { name: 'other' } }] }],
    ['injection.no-authority', { webhooks: [webhook('')] }],
    ['injection.no-authority', { webhooks: [{ ...webhook('abc'), webhooks: [] }] }],
    ['injection.no-endpoints', { endpoints: [] }],
    ['injection.no-endpoints', { endpoints: [endpoints([{ notReadyAddresses: [{ ip: '1.1.1.1' }] }])] }],
  ])('is not able: %s', (key, change) => {
    expect(injectorProblem({ ...able, ...change })?.key).toBe(key);
  });
});

describe('the injector of 1.30.3', () => {
  const istiod = deployment('istiod', {}, { status: { availableReplicas: 1 } });
  const asks = (configuration: string, namespaceSelector: object, objectSelector: object = {}) =>
    object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', configuration, {
      webhooks: [
        {
          clientConfig: {
            caBundle: 'abc',
            service: { name: 'istiod', namespace: 'istio-system', path: '/inject' },
          },
          namespaceSelector,
          objectSelector,
        },
      ],
    });
  const byLabel = { matchExpressions: [{ key: 'istio-injection', operator: 'In', values: ['enabled'] }] };
  const byRevision = { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['default'] }] };
  const never = { matchLabels: { 'istio.io/deactivated': 'never-match' } };
  const here = {
    deployments: [istiod],
    webhooks: [asks(name, byLabel)],
    endpoints: [inSystem('v1', 'Endpoints', 'istiod', { subsets: [{ addresses: [{ ip: '1.1.1.1' }] }] })],
    era: 'istiod',
  } as const;

  it('is istiod, as its webhook says', () => {
    expect(injectorProblem(here)).toBeUndefined();
    expect(injectorProblem({ ...here, endpoints: [] })).toEqual({
      key: 'injection.no-endpoints',
      values: { service: 'istiod' },
    });
  });

  it('is istiod too while there is nothing that says it', () => {
    expect(injectorProblem({ ...here, deployments: [], webhooks: [] })).toEqual({
      key: 'injection.no-injector',
      values: { name: 'istiod' },
    });
  });

  it('is asked by the webhook that istioctl has put in the place of the other', () => {
    const webhooks = [asks(name, never), asks('istio-revision-tag-default', byLabel)];
    expect(injectorProblem({ ...here, webhooks })).toBeUndefined();
    expect(isInjectionOn({ 'istio-injection': 'enabled' }, webhooks)).toBe(true);
  });

  it.each([
    [true, { 'istio-injection': 'enabled' }, byLabel, {}],
    [true, { 'istio.io/rev': 'default' }, byRevision, {}],
    [false, { 'istio.io/rev': 'canary' }, byRevision, {}],
    [false, {}, byLabel, {}],
    // Pods there have to ask for it.
    [
      false,
      {},
      {},
      { matchExpressions: [{ key: 'sidecar.istio.io/inject', operator: 'In', values: ['true'] }] },
    ],
  ])('injection is on: %s, by %j under %j and %j', (on, labels, namespaceSelector, objectSelector) => {
    expect(isInjectionOn(labels, [asks(name, namespaceSelector, objectSelector)])).toBe(on);
  });
});

const proxy = { name: 'istio-proxy' };
const status = { 'sidecar.istio.io/status': '{}' };

describe('a pod is injected', () => {
  it.each([
    [true, { annotations: status, spec: { containers: [{ name: 'app' }, proxy] } }],
    [true, { annotations: status, spec: { containers: [{ name: 'app' }], initContainers: [proxy] } }],
    [false, { annotations: status, spec: { containers: [{ name: 'app' }] } }],
    [false, { spec: { containers: [proxy] } }],
    [false, {}],
  ])('%s: %j', (expected, fields) => {
    expect(isInjected(pod('p', fields))).toBe(expected);
  });
});

describe('a pod without a sidecar', () => {
  it.each([
    ['injection.before', {}],
    ['injection.before', { annotations: { 'sidecar.istio.io/inject': 'Yes' } }],
    ['injection.before', { annotations: { 'sidecar.istio.io/inject': '' } }],
    ['injection.opted-out', { annotations: { 'sidecar.istio.io/inject': 'false' } }],
    ['injection.opted-out', { annotations: { 'sidecar.istio.io/inject': 'perhaps' } }],
    ['injection.opted-out-label', { labels: { 'sidecar.istio.io/inject': 'false' } }],
    ['injection.host-network', { spec: { hostNetwork: true } }],
    ['injection.never', { namespace: 'kube-system' }],
  ])('%s: %j', (key, fields) => {
    expect(podsWithoutSidecar([pod('p', fields)])).toMatchObject([
      { pod: { metadata: { name: 'p' } }, why: { key } },
    ]);
  });

  it('is not one that has finished, is going, or has one', () => {
    const pods = [
      pod('done', { status: { phase: 'Succeeded' } }),
      pod('failed', { status: { phase: 'Failed' } }),
      pod('going', { metadata: { deletionTimestamp: 't' } }),
      pod('injected', { annotations: status, spec: { containers: [proxy] } }),
    ];
    expect(podsWithoutSidecar(pods)).toEqual([]);
  });
});

describe('the sidecar as kubectl describe shows it', () => {
  it('line by line', () => {
    const described = pod('productpage-1', {
      annotations: status,
      spec: {
        containers: [
          {
            name: 'istio-proxy',
            image: 'istio/proxyv2:1.1.0',
            args: ['proxy', 'sidecar'],
            ports: [{ containerPort: 15090, protocol: 'TCP' }],
            env: [
              { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
              { name: 'MODE', value: 'REDIRECT' },
            ],
            readinessProbe: {
              httpGet: { path: '/healthz/ready', port: 15020, scheme: 'HTTP' },
              initialDelaySeconds: 1,
              periodSeconds: 2,
              failureThreshold: 30,
            },
            resources: { requests: { memory: '40Mi', cpu: '10m' } },
            volumeMounts: [{ mountPath: '/etc/certs/', name: 'istio-certs', readOnly: true }],
          },
        ],
      },
      status: {
        containerStatuses: [
          {
            name: 'istio-proxy',
            containerID: 'containerd://abc',
            imageID: 'sha256:def',
            ready: true,
            restartCount: 1,
            state: { running: { startedAt: '2026-11-22T09:08:07Z' } },
            lastState: { terminated: { reason: 'Error', exitCode: 2, startedAt: '2026-11-22T09:00:00Z' } },
          },
        ],
      },
    });
    expect(describeSidecar(described).join('\n')).toBe(`istio-proxy:
  Container ID:  containerd://abc
  Image:         istio/proxyv2:1.1.0
  Image ID:      sha256:def
  Port:          15090/TCP
  Host Port:     0/TCP
  Args:
    proxy
    sidecar
  State:          Running
    Started:      Sun, 22 Nov 2026 09:08:07 +0000
  Last State:     Terminated
    Reason:       Error
    Exit Code:    2
    Started:      Sun, 22 Nov 2026 09:00:00 +0000
    Finished:     <unknown>
  Ready:          True
  Restart Count:  1
  Requests:
    cpu:     10m
    memory:  40Mi
  Readiness:  http-get http://:15020/healthz/ready delay=1s timeout=1s period=2s #success=1 #failure=30
  Environment:
    POD_NAME:  productpage-1 (v1:metadata.name)
    MODE:      REDIRECT
  Mounts:
    /etc/certs/ from istio-certs (ro)`);
  });

  it('of a pod that has none is nothing, and of one that has barely begun is what there is', () => {
    expect(describeSidecar(pod('p'))).toEqual([]);
    const lines = describeSidecar(pod('p', { spec: { containers: [proxy] } }));
    expect(lines).toContain('  State:          Waiting');
    expect(lines).toContain('  Port:          <none>');
  });
});
