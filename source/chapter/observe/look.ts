import type { Api } from '../../kubernetes/api.ts';
import { isForbidden, isNotFound } from '../../kubernetes/errors.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { type Facts, namespacesOf, type Part, type Source, sources } from './facts.ts';
import { askPilots } from './pilots.ts';
import { requestedByNode } from './requested.ts';
import type { Freshness } from './view.ts';

type Looked = { objects: KubernetesObject[]; freshness: Freshness };

/**
 * The facts by asking once for each part. A part that is forbidden is empty and says so; anything else that fails is thrown. What nodes
 * have promised takes a list of every pod there is: whoever asks in a loop leaves it out.
 */
export async function lookAtFacts(
  ground: Ground,
  signal: AbortSignal,
  { requested: wantsRequested = true } = {},
): Promise<Facts> {
  const { api, transport } = ground.connection;
  const version = await transport.json<{ gitVersion?: string }>({ method: 'GET', path: '/version', signal });
  const identity = await ground.connection.pin(signal);
  const names = Object.keys(sources) as Part[];
  const [parts, requested] = await Promise.all([
    Promise.all(names.map((name) => lookAtPart(api, sources[name], ground.namespace, signal))),
    wantsRequested ? requestedByNode(api, signal) : undefined,
  ]);
  const objects = byName(names, (index) => parts[index]?.objects ?? []);
  const freshness: Facts['freshness'] = byName(
    names,
    (index) => parts[index]?.freshness ?? { state: 'live' },
  );
  const pilots = await askPilots(ground.connection, objects.pods, signal);
  return {
    version: sanitizeLine(version.gitVersion ?? ''),
    uid: identity.uid,
    objects,
    freshness,
    requested,
    pilots,
    pilotsFreshness: freshness.pods.state === 'live' ? freshnessOfPilots(pilots) : freshness.pods,
  };
}

async function lookAtPart(
  api: Api,
  source: Source,
  application: string,
  signal: AbortSignal,
): Promise<Looked> {
  const { kind, metadataOnly, fieldSelector } = source;
  try {
    for (const apiVersion of source.versions) {
      const type = await api.discovery.find(apiVersion, kind, signal);
      if (!type) continue;
      const lists = await unlessGone(
        Promise.all(
          namespacesOf(source, application).map((namespace) =>
            api.list(type, { namespace, metadataOnly, fieldSelector, signal }),
          ),
        ),
      );
      if (!lists) {
        api.discovery.forget(apiVersion);
        continue;
      }
      return { objects: lists.flat().map(sanitizeObject), freshness: { state: 'live' } };
    }
    return { objects: [], freshness: { state: 'live' } };
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const message = wordsOf(error);
    return {
      objects: [],
      freshness: { state: 'forbidden', verb: 'list', resource: source.resource, message },
    };
  }
}

/** Undefined where the kind was served a moment ago and is not any more: its CRD has just gone. */
async function unlessGone<T>(lists: Promise<T>): Promise<T | undefined> {
  try {
    return await lists;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return undefined;
  }
}

/** The sync table is as good as the worst answer: with one pilot silent, its proxies are not in it. */
export function freshnessOfPilots(pilots: Facts['pilots']): Freshness {
  const refused = pilots.find(({ denied }) => denied);
  if (refused?.denied) return { state: 'forbidden', ...refused.denied, message: problemOf(refused) };
  const silent = pilots.find((answer) => answer.problem !== undefined);
  return silent ? { state: 'failed', message: problemOf(silent) } : { state: 'live' };
}

const problemOf = ({ pilot, problem = '' }: Facts['pilots'][number]): Message => ({
  key: 'why.pod',
  values: { pod: pilot, why: problem },
});

function byName<T>(names: readonly Part[], value: (index: number) => T): Record<Part, T> {
  return Object.fromEntries(names.map((name, index) => [name, value(index)])) as Record<Part, T>;
}
