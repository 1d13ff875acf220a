import { afterEach, beforeEach } from 'vitest';
import { HttpsTransport } from '../../../source/kubernetes/connect/https-transport.ts';
import type { KubernetesObject, ResourceType } from '../../../source/kubernetes/object.ts';
import { Reflector } from '../../../source/kubernetes/watch/reflector.ts';
import type { ReflectorEvent, ReflectorOptions } from '../../../source/kubernetes/watch/reflector-options.ts';
import { anonymous } from '../anonymous.ts';
import { eventually } from '../eventually.ts';
import { FakeApiServer } from '../fake-api-server.ts';
import { FakeClock } from '../fake-clock.ts';

const configMaps: ResourceType = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: ['list', 'watch'],
};
/** Milliseconds of silence after which the reflector opens its watch anew. */
export const idle = 120_000;

export let api: FakeApiServer;
export let clock: FakeClock;
let transport: HttpsTransport;
export let reflector: Reflector;
export let events: ReflectorEvent<KubernetesObject>[];

/** A reflector, its clock and an API server of its own for each test of the file; everything is closed behind it. */
export function reflectorForEachTest(): void {
  beforeEach(async () => {
    api = await FakeApiServer.start();
    clock = new FakeClock();
    transport = new HttpsTransport(api.url, anonymous);
  });

  afterEach(async () => {
    reflector.stop();
    transport.close();
    await api.close();
  });
}

/** Made, and not started: nobody listens yet. */
export function prepare(options: Partial<ReflectorOptions<KubernetesObject>> = {}): void {
  reflector = new Reflector({ transport, type: configMaps, clock, idleDeadline: idle, ...options });
  events = [];
}

export function start(options: Partial<ReflectorOptions<KubernetesObject>> = {}): void {
  prepare(options);
  reflector.subscribe((event) => events.push(event));
  reflector.start();
}

export const live = () => eventually(() => reflector.state.kind === 'live');
export const waits = () => clock.pending.filter((milliseconds) => milliseconds !== idle);

/** Waits until the reflector waits for its next try; answers how long that wait is, in milliseconds. */
export async function retry(): Promise<number> {
  await eventually(() => waits().length > 0, 'a retry is planned');
  return waits()[0] as number;
}

/** Waits for the planned try and lets it begin. */
export async function tryAgain(): Promise<number> {
  const wait = await retry();
  clock.advance(wait);
  return wait;
}

export const told = () =>
  events.map((event) =>
    event.type === 'state' ? event.state.kind : `${event.type} ${event.object.metadata.name}`,
  );
