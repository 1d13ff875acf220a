import { expect } from 'vitest';
import { type Answer, Caller, eventually } from './caller.ts';
import { configMaps, group, namespace } from './places.ts';

/** In what the clusters that the suite runs on differ by their versions. */
export interface Traits {
  /** `1.14`, `1.20`, `1.34` */
  minor: number;
  /** Since 1.16 (by default since 1.16's beta): apply patches and managedFields. */
  serverSideApply: boolean;
  /** The version of apiextensions.k8s.io that definitions are written in. */
  definitions: 'v1' | 'v1beta1';
  /** The version of meta.k8s.io that tables come in. */
  views: 'v1' | 'v1beta1';
}

/** What each part of the suite works with: a cluster, and the namespace in which it makes things. */
export class Bench {
  /** Connected once the cluster has started. */
  readonly caller = new Caller();
  readonly traits: Traits;
  /** How names were explained, until 1.20 said it otherwise. */
  readonly nameWords: string;
  /** Since 1.25 (as GA 1.27): the server tells of fields that it does not know. */
  readonly tellsOfFields: boolean;
  /** How values are shown that are no texts: as Go writes them, and since 1.33 as JSON. */
  readonly value: <T>(go: T, json: T) => T;

  constructor(traits: Traits) {
    this.traits = traits;
    this.nameWords = traits.minor < 20 ? 'a DNS-1123' : 'a lowercase RFC 1123';
    this.tellsOfFields = traits.minor >= 27;
    this.value = (go, json) => (traits.minor < 33 ? go : json);
  }

  readonly make = async (path: string, body: object): Promise<Answer> => {
    const reply = await this.caller.post(path, body);
    expect(reply.code, JSON.stringify(reply.body)).toBe(201);
    return reply.body;
  };

  readonly makeMap = (name: string, more: object = {}, metadata: object = {}): Promise<Answer> =>
    this.make(configMaps, { metadata: { name, ...metadata }, ...more });

  readonly isGone = (path: string, words = `${path} is gone`): Promise<boolean> =>
    eventually(async () => (await this.caller.get(path)).code === 404, words);

  /** Also what a run that was cut short has left, held by a finalizer of its own. */
  async clear(): Promise<void> {
    const { caller, traits, isGone } = this;
    const definition = `/apis/apiextensions.k8s.io/${traits.definitions}/customresourcedefinitions/widgets.${group}`;
    const spaces = [namespace, `${namespace}-other`];
    const collections = spaces.map((name) => `/api/v1/namespaces/${name}/configmaps`);
    for (const collection of [...collections, `/apis/${group}/v1/namespaces/${namespace}/widgets`]) {
      for (const { metadata } of (await caller.get(collection)).body.items ?? [])
        if (metadata.finalizers)
          await caller.patch(`${collection}/${metadata.name}`, 'merge', { metadata: { finalizers: null } });
    }
    for (const path of [...spaces.map((name) => `/api/v1/namespaces/${name}`), definition]) {
      await caller.delete(path);
      await isGone(path);
    }
  }
}
