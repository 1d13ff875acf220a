import type { Api } from '../../kubernetes/api.ts';
import { ApiError, isNoAnswer } from '../../kubernetes/errors.ts';
import { limit } from '../../kubernetes/limit.ts';
import { groupOf, type KubernetesObject, keyOf, type ResourceType } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import type { Held } from './held.ts';

/** What is in a namespace, or of a kind: those that are held back, how many others there are, and what could not be looked at. */
export interface Contents {
  held: Held[];
  others: number;
  unread: (string | Message)[];
}

/**
 * Every kind that lives in namespaces, once, in the version that the server prefers where it has the kind: batch/v1 had no CronJob before
 * 1.21. Versions that do not answer are told.
 */
export async function namespacedTypes(
  api: Api,
  signal: AbortSignal,
): Promise<{ types: ResourceType[]; unread: string[] }> {
  const { groups } = await api.transport.json<{ groups: ApiGroup[] }>({
    method: 'GET',
    path: '/apis',
    signal,
  });
  const versions = ['v1', ...new Set(groups.flatMap(versionsOf))];
  const unread: string[] = [];
  const lists = await Promise.all(
    versions.map(async (version) => {
      try {
        const kinds = await api.discovery.kinds(version, signal);
        if (kinds.length === 0) unread.push(version);
        return kinds;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        unread.push(version);
        return [];
      }
    }),
  );
  const listed = lists.flat().filter(({ namespaced, verbs }) => namespaced && verbs.includes('list'));
  const types = [
    ...Map.groupBy(listed, ({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`).values(),
  ].flatMap(([preferred]) => (preferred ? [preferred] : []));
  // Events are written all the time, and hold nothing.
  return { types: types.filter(({ kind }) => kind !== 'Event'), unread };
}

interface ApiGroup {
  preferredVersion: { groupVersion: string };
  versions?: { groupVersion: string }[];
}

const versionsOf = ({ preferredVersion, versions = [] }: ApiGroup): string[] =>
  [preferredVersion, ...versions].map(({ groupVersion }) => groupVersion);

/** Metadata alone is asked for, and kept. An object that is served in several groups is there once, with all of them. */
export async function contentsOf(
  api: Api,
  types: readonly ResourceType[],
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<Contents> {
  const turn = limit(8);
  const unread: Contents['unread'] = [];
  const found = await Promise.all(
    types.map((type) =>
      turn(async () => {
        try {
          const objects = await api.list(type, { namespace, metadataOnly: true, signal });
          return objects.map((object) => ({
            object: metadataOf(sanitizeObject(object)),
            resource: type.resource,
            groups: [groupOf(object.apiVersion)],
          }));
        } catch (error) {
          if (isNoAnswer(error) || signal.aborted) throw error;
          const values = { resource: type.resource, words: wordsOf(error, 100) };
          unread.push({ key: 'repair.unread-kind', values });
          return [];
        }
      }),
    ),
  );
  const all = [
    ...Map.groupBy(found.flat(), ({ object }) => object.metadata.uid ?? keyOf(object)).values(),
  ].flatMap(([first, ...others]) =>
    first ? [{ ...first, groups: [...first.groups, ...others.flatMap(({ groups }) => groups)] }] : [],
  );
  const held = all.filter(({ object }) => isHeld(object));
  return { held, others: all.length - held.length, unread };
}

/** A server that knows no partial objects sends whole ones. */
const metadataOf = ({ apiVersion, kind, metadata }: KubernetesObject): KubernetesObject => ({
  apiVersion,
  kind,
  metadata,
});

const isHeld = ({ metadata }: KubernetesObject): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length > 0;
