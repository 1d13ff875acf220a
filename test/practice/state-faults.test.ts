import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../source/practice/faults/all.ts';
import { type FaultName, faultNames } from '../../source/practice/faults/fault-name.ts';
import type { Faults } from '../../source/practice/faults/faults.ts';
import { ApiServer } from '../../source/practice/http/server.ts';
import type { Json } from '../../source/practice/object.ts';
import { startPractice } from '../../source/practice/start-practice.ts';
import { restore, stateOf } from '../../source/practice/state/restore.ts';
import { parseState } from '../../source/practice/state/state.ts';
import { makeCertificate } from '../../source/practice/tls/certificate.ts';
import { Caller, eventually } from '../contract/caller.ts';
import { condition, Living, web } from './living.ts';
import { inApp, label, manifests, raised } from './raised.ts';

const system = 'istio-system';

interface Played {
  living: Living;
  faults: Faults;
}

const played = (living: Living): Played => ({
  living,
  faults: faultsOf(living.cluster, living.life, new ApiServer(living.cluster, makeCertificate(), 'token')),
});

/** The same cluster as whoever loads its file gets it. */
function reloaded({ living, faults }: Played): Played {
  const text = JSON.stringify(stateOf(living.cluster, living.life.kubelet, faults.save()));
  const saved = parseState(text, 'memory');
  const next = played(new Living({ profile: saved.profile }));
  expect(restore(next.living.cluster, next.living.life.kubelet, saved)).toEqual([]);
  next.faults.restore(saved.faults ?? []);
  return next;
}

/** Saved with the fault on, and loaded twice, so that what the first load makes of it is saved as well. */
function loadedWith(name: FaultName, living: Living): Played {
  const first = played(living);
  first.faults.set(name, true);
  living.clock.advance(2_000);
  const last = reloaded(reloaded(first));
  expect(last.faults.list()).toEqual(faultNames.map((one) => ({ name: one, on: one === name })));
  return last;
}

const isReady = (pod: Json) => condition(pod, 'Ready')?.status === 'True';
const waiting = (pod: Json) => pod?.status?.containerStatuses?.[0]?.state.waiting?.reason;

describe('a cluster saved with a fault on still has it, and is well when it is switched off', () => {
  it('image-pull', () => {
    const living = new Living();
    living.deployment('web');
    const { living: after, faults } = loadedWith('image-pull', living);
    after.until(() => waiting(after.pods()[0]) === 'ImagePullBackOff');
    faults.set('image-pull', false);
    after.until(() => isReady(after.pods()[0]));
  });

  it('low-memory', () => {
    const living = new Living();
    const memory = (one: Living) => one.get('Node', 'docker-desktop', '')?.status.allocatable.memory;
    const usual = memory(living);
    const { living: after, faults } = loadedWith('low-memory', living);
    expect(memory(after)).not.toBe(usual);
    const { template, ...spec } = web('pilot');
    const containers = [{ ...template.spec.containers[0], resources: { requests: { memory: '2Gi' } } }];
    after.deployment('pilot', { ...spec, template: { ...template, spec: { containers } } });
    after.until(() => condition(after.pods()[0], 'PodScheduled')?.status === 'False');
    faults.set('low-memory', false);
    after.until(() => isReady(after.pods()[0]));
    expect(memory(after)).toBe(usual);
  });

  it('dead-webhook', async () => {
    const living = await raised();
    label(living);
    const { living: after, faults } = loadedWith('dead-webhook', living);
    after.deployment('web');
    after.until(() => after.events().some((event) => event.startsWith('FailedCreate')));
    faults.set('dead-webhook', false);
    after.until(() => after.pods().some(isReady));
    expect(after.pods()[0]?.spec.containers).toHaveLength(2);
  });

  it('stale-proxy', async () => {
    const living = await raised();
    label(living);
    for (const object of (await manifests()).bookinfo) living.client.create(inApp(object));
    living.until(() => living.pods().length === 6 && living.pods().every(isReady));
    const { living: after, faults } = loadedWith('stale-proxy', living);
    const syncz = (): Json[] => {
      const pilot = after.pods(system).find((pod) => pod.metadata.labels?.istio === 'pilot');
      const handler = after.life.kubelet.listener(system, pilot?.metadata.name ?? '', 15014);
      return JSON.parse(handler?.({ method: 'GET', path: '/debug/syncz', headers: {} }).body ?? '[]');
    };
    const stale = () => syncz().filter((one) => one.listener_sent !== one.listener_acked);
    after.until(() => after.pods().every(isReady) && syncz().length === 8 && stale().length === 1);
    faults.set('stale-proxy', false);
    after.until(() => stale().length === 0);
  });

  it('slow-crds', async () => {
    const [first, second] = (await manifests()).crds;
    if (!first || !second) throw new Error('no definitions');
    const living = new Living();
    const { living: after, faults } = loadedWith('slow-crds', living);
    const established = () =>
      after.client
        .list('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition')
        .filter((crd) => condition(crd, 'Established')?.status === 'True').length;
    after.client.create(first);
    after.clock.advance(30_000);
    expect(established()).toBe(0);
    faults.set('slow-crds', false);
    after.clock.advance(1_000);
    after.client.create(second);
    after.clock.advance(1_000);
    expect(established()).toBe(2);
  });

  it('conflict', async () => {
    const living = await raised();
    const mesh = (one: Living): Json => one.get('ConfigMap', 'istio', system);
    const usual = mesh(living).data.mesh;
    const { living: after, faults } = loadedWith('conflict', living);
    expect(mesh(after).data.mesh).toContain('# kept by hand');
    const { kind, apiVersion } = mesh(after);
    const write = () =>
      after.client.patch({ apiVersion, kind, namespace: system, name: 'istio' }, (draft) => {
        draft.data.mesh = usual;
        return draft;
      });
    expect(write).toThrow('the object has been modified');
    faults.set('conflict', false);
    expect(mesh(after).data.mesh).toBe(usual);
    expect(write).not.toThrow();
  });

  const directory = mkdtempSync(join(tmpdir(), 'hoist-state-faults-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('forbidden', async () => {
    const state = join(directory, 'forbidden');
    await (await startPractice({ profile: 'chapter', state, faults: ['forbidden'] })).close();
    const after = await startPractice({ profile: 'chapter', state });
    const caller = new Caller(after.kubeconfig);
    const write = async () => (await caller.post('/api/v1/namespaces', { metadata: { name: 'mine' } })).code;
    expect(after.faults.list().filter(({ on }) => on)).toEqual([{ name: 'forbidden', on: true }]);
    expect(await write()).toBe(403);
    after.faults.set('forbidden', false);
    expect(await write()).toBe(201);
    caller.close();
    await after.close();
  });

  it('api-down', async () => {
    const state = join(directory, 'api-down');
    await (await startPractice({ profile: 'chapter', state, faults: ['api-down'] })).close();
    const after = await startPractice({ profile: 'chapter', state });
    const caller = new Caller(after.kubeconfig);
    const code = async () => (await caller.get('/version').catch(() => undefined))?.code;
    expect(after.faults.list().filter(({ on }) => on)).toEqual([{ name: 'api-down', on: true }]);
    expect(await code()).toBeUndefined();
    after.faults.set('api-down', false);
    await eventually(async () => (await code()) === 200, 'the API is there again');
    caller.close();
    await after.close();
  });
});
