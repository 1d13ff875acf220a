import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CredentialSource } from '../../source/kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import type { KubernetesObject, ResourceType } from '../../source/kubernetes/object.ts';
import { type Change, storeKey } from '../../source/kubernetes/watch/object-store.ts';
import { Reflector } from '../../source/kubernetes/watch/reflector.ts';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { anonymous } from '../kubernetes/anonymous.ts';
import { polled } from '../polled.ts';
import { hasty, trusting } from './client.ts';
import { fastClock } from './fast-clock.ts';
import { HttpSaboteur } from './http-saboteur.ts';
import { type Sabotage, seeded, TcpSaboteur } from './tcp-saboteur.ts';

const namespace = 'default';
const configMaps: ResourceType = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: [],
};

let practice: Practice;
const closing: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  practice = await startPractice({ profile: 'current', speed: 10 });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await practice.close();
});

const until = (condition: () => boolean, words: string): Promise<boolean> =>
  polled(condition, Boolean, words, { within: 60_000, every: 5 });

/** What a listener is told, held against what it was told before. */
class Ledger {
  readonly known = new Map<string, string>();
  readonly wrong: string[] = [];

  readonly hear = ({ type, object }: Change<KubernetesObject>): void => {
    const key = storeKey(object);
    const before = this.known.get(key);
    const { resourceVersion = '' } = object.metadata;
    if ((type === 'added') !== (before === undefined)) this.wrong.push(`${type} ${key}, before: ${before}`);
    if (type === 'modified' && Number(resourceVersion) <= Number(before))
      this.wrong.push(`${key} went from ${before} to ${resourceVersion}`);
    if (type === 'deleted') this.known.delete(key);
    else this.known.set(key, resourceVersion);
  };
}

interface Watching {
  reflector: Reflector<KubernetesObject>;
  ledger: Ledger;
}

function watching(url: string, credentials: CredentialSource): Watching {
  const transport = hasty(new HttpsTransport(url, credentials));
  const reflector = new Reflector({
    transport,
    type: configMaps,
    namespace,
    pageSize: 20,
    idleDeadline: 200_000,
    clock: fastClock(200),
  });
  const ledger = new Ledger();
  reflector.subscribe((event) => {
    if (event.type !== 'state') ledger.hear(event);
  });
  reflector.start();
  closing.push(() => {
    reflector.stop();
    transport.close();
  });
  return { reflector, ledger };
}

const inCluster = () =>
  new Map(
    practice.cluster.client
      .list('v1', 'ConfigMap', { namespace })
      .map(({ metadata }) => [`${namespace}/${metadata.name}`, metadata.resourceVersion ?? '']),
  );

/** One of sixty ConfigMaps is made, changed or taken away. */
function change(random: () => number): void {
  const { client } = practice.cluster;
  const ref = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace,
    name: `map-${Math.floor(random() * 60)}`,
  };
  const { apiVersion, kind, ...metadata } = ref;
  const found = client.get(ref);
  if (!found) client.create({ apiVersion, kind, metadata, data: { at: String(random()) } });
  else if (random() < 0.3) client.delete(ref);
  else client.update({ ...found, data: { at: String(random()) } });
}

/** Changes things for as long as harm is done, then waits until the reflector has all that the cluster has. */
async function through({ reflector, ledger }: Watching, isOver: () => boolean, seed: number): Promise<void> {
  const random = seeded(seed);
  await until(() => {
    for (let count = 0; count < 3; count += 1) change(random);
    return isOver();
  }, 'all the harm is done');
  change(random);
  const versions = () =>
    new Map([...reflector.snapshot].map(([key, { metadata }]) => [key, metadata.resourceVersion ?? '']));
  const same = (a: Map<string, string>, b: Map<string, string>) =>
    a.size === b.size && [...a].every(([key, version]) => b.get(key) === version);
  await until(() => same(versions(), inCluster()), 'the reflector has what the cluster has');
  expect(ledger.wrong).toEqual([]);
  expect(new Map([...ledger.known].sort())).toEqual(new Map([...inCluster()].sort()));
  await until(() => reflector.state.kind === 'live', 'it is live');
}

async function behind(sabotage: Sabotage): Promise<TcpSaboteur> {
  const saboteur = await TcpSaboteur.start(practice.server, sabotage);
  closing.push(() => saboteur.close());
  return saboteur;
}

const credentials = () => trusting(practice.certificate, practice.token);

describe('a watch', { timeout: 120_000 }, () => {
  test('misses nothing and tells nothing twice over fifty cuts', async () => {
    const saboteur = await behind({ cut: 0.2, most: 50, seed: 11 });
    await through(watching(saboteur.url, credentials()), () => saboteur.done.cut === 50, 12);
  });

  test.each([13, 14])(
    'stays true through a network that cuts, falls silent, trickles, repeats and reorders packets (seed %i)',
    async (seed) => {
      const harm = { cut: 0.05, halfOpen: 0.02, slow: 0.05, twice: 0.05, reordered: 0.05, longest: 2048 };
      const saboteur = await behind({ ...harm, most: 40, seed });
      await through(watching(saboteur.url, credentials()), () => saboteur.harm === 40, seed);
      expect(saboteur.done.twice + saboteur.done.reordered).toBeGreaterThan(0);
    },
  );

  test('stays true behind a server that refuses as a busy one does, and that has forgotten the past', async () => {
    const refusals = { tooMany: 0.2, serverError: 0.2, gone: 0.2, goneInStream: 0.2, most: 30, seed: 15 };
    const entrance = { ca: practice.certificate, token: practice.token };
    const saboteur = await HttpSaboteur.start(practice.server, refusals, entrance);
    closing.push(() => saboteur.close());
    const watch = watching(saboteur.url, anonymous);
    const isOver = () => {
      // Who is not cut off has no reason to ask.
      if (watch.reflector.state.kind === 'live') saboteur.cutAll();
      return saboteur.refused === 30;
    };
    await through(watch, isOver, 16);
    for (const count of Object.values(saboteur.done)) expect(count).toBeGreaterThan(0);
  });
});
