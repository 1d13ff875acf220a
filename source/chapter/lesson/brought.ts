import { systemNamespace } from '../../istio/names.ts';
import { isForbidden } from '../../kubernetes/errors.ts';
import { limit } from '../../kubernetes/limit.ts';
import {
  groupOf,
  type KubernetesObject,
  keyOf,
  kubectlName,
  type ResourceType,
  refOf,
} from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { broughtBefore } from '../keeping/brought-before.ts';
import { namespacedTypes } from '../repair/contents.ts';
import { isOfSomebody } from '../write/of-somebody.ts';

/** What hoist applied for lessons and is its own still: what goes with an uninstall, and what stays since others have something in it. */
export interface BroughtByLessons {
  goes: KubernetesObject[];
  stays: { object: KubernetesObject; why: Message }[];
}

const nothing: BroughtByLessons = { goes: [], stays: [] };
/** How many of others' objects are named. */
const mostNames = 3;
/** By hoist's list in the cluster. Empty where nothing is kept, or the list may not be read. */
export async function broughtByLessons(ground: Ground, signal: AbortSignal): Promise<BroughtByLessons> {
  const listed = await broughtBefore(ground, 'lesson', signal, { holders: true });
  // Istio's own namespace goes with Istio.
  const brought = listed.filter(
    ({ kind, metadata }) => kind !== 'Namespace' || metadata.name !== systemNamespace,
  );
  if (brought.length === 0) return nothing;
  const known = new Set(brought.map(keyOf));
  const judged = await Promise.all(
    brought.map(async (object) => ({ object, why: await whyKept(ground, object, known, signal) })),
  );
  return {
    goes: judged.flatMap(({ object, why }) => (why ? [] : [object])),
    stays: judged.flatMap(({ object, why }) => (why ? [{ object, why }] : [])),
  };
}

/** With a namespace or a CRD goes all that is in it, also what somebody has put there since. */
async function whyKept(
  ground: Ground,
  object: KubernetesObject,
  known: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Message | undefined> {
  const { api } = ground.connection;
  const { name } = object.metadata;
  if (object.kind !== 'Namespace' && object.kind !== 'CustomResourceDefinition') return undefined;
  const isNamespace = object.kind === 'Namespace';
  // Kinds that are served since hoist looked last count too.
  api.discovery.forget();
  const { types, unread } = isNamespace
    ? await namespacedTypes(api, signal)
    : await ofDefinition(ground, object, signal);
  // Metrics are measured: nobody's objects.
  const isMeasured = (apiVersion: string) => groupOf(apiVersion) === 'metrics.k8s.io';
  const unknown = unread.filter((version) => !isMeasured(version));
  const look = async (type: ResourceType): Promise<KubernetesObject[]> => {
    try {
      return await api.list(type, {
        ...(isNamespace ? { namespace: name } : {}),
        metadataOnly: true,
        signal,
      });
    } catch (error) {
      if (!isForbidden(error)) throw error;
      unknown.push(type.resource);
      return [];
    }
  };
  const turn = limit(8);
  const looked = types.filter(({ apiVersion }) => !isMeasured(apiVersion));
  const lists = await Promise.all(looked.map((type) => turn(() => look(type))));
  if (unknown.length > 0)
    return { key: 'lesson.trace.unread', values: { kinds: sanitizeLine(unknown.join(', ')) } };
  const others = lists.flat().filter((one) => !known.has(keyOf(one)) && isOfSomebody(one));
  if (others.length === 0) return undefined;
  const names = others.slice(0, mostNames).map((one) => kubectlName(refOf(one)));
  const more = others.length > mostNames ? ', …' : '';
  return {
    key: 'lesson.trace.holds',
    values: { count: others.length, names: sanitizeLine(names.join(', ') + more) },
  };
}

/** A kind that is not served may have objects all the same. */
async function ofDefinition(
  { connection }: Ground,
  { apiVersion, kind, metadata }: KubernetesObject,
  signal: AbortSignal,
): Promise<{ types: ResourceType[]; unread: string[] }> {
  const { api } = connection;
  const spec = (await api.get({ apiVersion, kind, name: metadata.name }, signal))?.spec;
  const versions: { name: string; served: boolean }[] = spec?.versions ?? [];
  const version = versions.find(({ served }) => served)?.name ?? spec?.version;
  const type = await api.discovery.find(`${spec?.group}/${version}`, spec?.names?.kind ?? '', signal);
  return type ? { types: [type], unread: [] } : { types: [], unread: [metadata.name] };
}
