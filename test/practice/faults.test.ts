import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../source/practice/faults/all.ts';
import { ApiServer } from '../../source/practice/http/server.ts';
import type { Json } from '../../source/practice/object.ts';
import { makeCertificate } from '../../source/practice/tls/certificate.ts';
import { condition, Living, web } from './living.ts';
import { inApp, label, manifests, raised } from './raised.ts';

const system = 'istio-system';

const faultsIn = (living: Living) =>
  faultsOf(living.cluster, living.life, new ApiServer(living.cluster, makeCertificate(), 'token'));

const waitingOf = (pod: Json, kind = 'containerStatuses') =>
  (pod?.status?.[kind] ?? []).map(({ state }: Json) => state.waiting?.reason);

describe('image-pull', () => {
  it('backs off with the reasons, messages and events of a kubelet, and recovers once it is off', () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('image-pull', true);
    living.deployment('web');
    const pod = () => living.pods()[0];
    living.until(() => waitingOf(pod())[0] === 'ErrImagePull');
    expect(pod()?.status.containerStatuses[0].state.waiting.message).toMatch(
      /^rpc error: code = Unknown desc = Error response from daemon: toomanyrequests: You have reached your pull rate limit/,
    );
    living.until(() => waitingOf(pod())[0] === 'ImagePullBackOff');
    expect(pod()?.status.containerStatuses[0].state.waiting.message).toBe('Back-off pulling image "web:1"');
    expect(pod()?.status.phase).toBe('Pending');
    const events = living.events().join('\n');
    expect(events).toContain('Failed: Failed to pull image "web:1": rpc error');
    expect(events).toContain('Failed: Error: ErrImagePull');
    expect(events).toContain('BackOff: Back-off pulling image "web:1"');
    expect(events).toContain('Failed: Error: ImagePullBackOff');
    faults.set('image-pull', false);
    living.until(() => condition(pod(), 'Ready')?.status === 'True');
  });

  it('lets what runs run, and strikes whatever is started anew', () => {
    const living = new Living();
    const faults = faultsIn(living);
    living.deployment('web');
    living.until(() => condition(living.pods()[0], 'Ready')?.status === 'True');
    faults.set('image-pull', true);
    living.clock.advance(20_000);
    expect(condition(living.pods()[0], 'Ready')?.status).toBe('True');
    living.client.delete({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'default',
      name: living.pods()[0]?.metadata.name ?? '',
    });
    living.until(() => living.pods().some((pod) => waitingOf(pod)[0] === 'ImagePullBackOff'));
  });

  it('holds up the other containers of a pod no longer than one pull', () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('image-pull', true);
    const { template, ...spec } = web('two');
    const containers = [...template.spec.containers, { name: 'beside', image: 'beside:1' }];
    living.deployment('two', { ...spec, template: { ...template, spec: { containers } } });
    living.until(() => waitingOf(living.pods()[0]).every((reason: string) => reason === 'ImagePullBackOff'));
  });

  it('is told by containerd on a current cluster, with the registry that it asked', () => {
    const living = new Living({ profile: 'current' });
    faultsIn(living).set('image-pull', true);
    living.deployment('web');
    living.until(() => waitingOf(living.pods()[0])[0] === 'ImagePullBackOff');
    expect(living.pods()[0]?.status.containerStatuses[0].state.waiting.message).toMatch(
      /^Back-off pulling image "web:1": ErrImagePull: failed to pull and unpack image "docker.io\/library\/web:1": .*https:\/\/registry-1\.docker\.io\/v2\/library\/web\/manifests\/1: 429 Too Many Requests/,
    );
  });
});

describe('low-memory', () => {
  it('leaves what does not fit Pending with the scheduler sentence, and places it once there is room', () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('low-memory', true);
    const { template, ...spec } = web('pilot');
    const resources = { requests: { memory: '2Gi' } };
    const containers = [{ ...template.spec.containers[0], resources }];
    living.deployment('pilot', { ...spec, template: { ...template, spec: { containers } } });
    living.until(() => condition(living.pods()[0], 'PodScheduled')?.status === 'False');
    expect(condition(living.pods()[0], 'PodScheduled')).toMatchObject({
      reason: 'Unschedulable',
      message: '0/1 nodes are available: 1 Insufficient memory.',
    });
    expect(living.events()).toContain('FailedScheduling: 0/1 nodes are available: 1 Insufficient memory.');
    faults.set('low-memory', false);
    living.until(() => condition(living.pods()[0], 'Ready')?.status === 'True');
  });
});

describe('dead-webhook', () => {
  it('crashes the injector, so that no pod of a labelled namespace can be made until it is off', async () => {
    const living = await raised();
    label(living);
    const faults = faultsIn(living);
    faults.set('dead-webhook', true);
    const injector = () =>
      living.pods(system).find(({ metadata }) => metadata.labels?.istio === 'sidecar-injector');
    living.until(() => waitingOf(injector())[0] === 'CrashLoopBackOff');
    expect(injector()?.status.containerStatuses[0].lastState.terminated).toMatchObject({
      exitCode: 255,
      reason: 'Error',
    });
    living.deployment('web');
    living.until(() => living.events().some((event) => event.startsWith('FailedCreate')));
    expect(living.events().join('\n')).toMatch(
      /FailedCreate: Error creating: Internal error occurred: failed calling webhook "sidecar-injector\.istio\.io": Post https:\/\/istio-sidecar-injector\.istio-system\.svc:443\/inject\?timeout=30s: dial tcp \S+:443: connect: connection refused/,
    );
    expect(living.pods()).toEqual([]);
    faults.set('dead-webhook', false);
    living.until(() => living.pods().some((pod) => condition(pod, 'Ready')?.status === 'True'));
    expect(living.pods()[0]?.spec.containers).toHaveLength(2);
  });
});

describe('stale-proxy', () => {
  it('leaves one sidecar with listeners that it never acknowledges, and SYNCED again once it is off', async () => {
    const living = await raised();
    label(living);
    const { bookinfo } = await manifests();
    for (const object of bookinfo) living.client.create(inApp(object));
    const isReady = (pod: Json) => condition(pod, 'Ready')?.status === 'True';
    living.until(() => living.pods().length === 6 && living.pods().every(isReady));
    const syncz = (): Json[] => {
      const pilot = living.pods(system).find((pod) => pod.metadata.labels?.istio === 'pilot');
      const handler = living.life.kubelet.listener(system, pilot?.metadata.name ?? '', 15014);
      return JSON.parse(handler?.({ method: 'GET', path: '/debug/syncz', headers: {} }).body ?? 'null');
    };
    const stale = () => syncz().filter((one) => one.listener_sent !== one.listener_acked);
    const faults = faultsIn(living);
    faults.set('stale-proxy', true);
    living.until(() => stale().length === 1 && syncz().length === 8);
    living.clock.advance(5_000);
    expect(stale()).toHaveLength(1);
    expect(stale()[0].proxy).toMatch(/\.default$/);
    expect(stale()[0].route_sent).toBe(stale()[0].route_acked);
    expect(living.pods().every(isReady)).toBe(true);
    faults.set('stale-proxy', false);
    living.until(() => stale().length === 0);
  });
});

describe('slow-crds', () => {
  it('lets a definition wait before its kind is served, and hurries once it is off', async () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('slow-crds', true);
    const { crds } = await manifests();
    for (const crd of crds.slice(0, 3)) living.client.create(crd);
    const established = () =>
      living.client
        .list('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition')
        .filter((crd) => condition(crd, 'Established')?.status === 'True').length;
    living.clock.advance(30_000);
    expect(established()).toBe(0);
    faults.set('slow-crds', false);
    living.clock.advance(1_000);
    expect(established()).toBe(3);
  });
});

describe('conflict', () => {
  const mesh = (living: Living): Json => living.get('ConfigMap', 'istio', system);

  it('gives the mesh of a running Istio to somebody with kubectl edit, and takes the edit back', async () => {
    const living = await raised();
    const before = mesh(living).data.mesh;
    const faults = faultsIn(living);
    faults.set('conflict', true);
    expect(mesh(living).data.mesh).toContain('# kept by hand');
    const { kind, apiVersion } = mesh(living);
    const write = () =>
      living.client.patch({ apiVersion, kind, namespace: system, name: 'istio' }, (draft) => {
        draft.data.mesh = before;
        return draft;
      });
    expect(write).toThrow(
      'Operation cannot be fulfilled on configmaps "istio": the object has been modified; please apply your changes to the latest version and try again',
    );
    faults.set('conflict', false);
    expect(mesh(living).data.mesh).toBe(before);
    expect(write).not.toThrow();
  });

  it('is told field by field where there is server-side apply', () => {
    const living = new Living({ profile: 'current' });
    living.create('v1', 'Namespace', system, {}, '');
    const { api, registry } = living.cluster;
    const resource = registry.byKind('v1', 'ConfigMap');
    if (!resource) throw new Error('no ConfigMaps');
    const target = { resource, apiVersion: 'v1', namespace: system, name: 'istio' };
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio' },
      data: { mesh: 'a: 1' },
    };
    const apply = () => api.apply(target, object, { fieldManager: 'hoist' });
    apply();
    const faults = faultsIn(living);
    faults.set('conflict', true);
    expect(apply).toThrow('Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.mesh');
    faults.set('conflict', false);
    expect(apply().object.data.mesh).toBe('a: 1');
  });

  it('has the ConfigMap there before the first install, and gone when it is off', () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('conflict', true);
    living.create('v1', 'Namespace', system, {}, '');
    expect(mesh(living).data.mesh).toContain('# kept by hand');
    faults.set('conflict', false);
    expect(mesh(living)).toBeUndefined();
  });
});
