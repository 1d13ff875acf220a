import type { Api } from '../../kubernetes/api.ts';
import { groupOf, type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import type { Message } from '../../language/message.ts';
import { type Contents, contentsOf, namespacedTypes } from './contents.ts';
import { type Hanging, idOf, type RepairWrite } from './hanging.ts';
import { type Held, judgeHeld } from './held.ts';
import { Rights } from './keepers.ts';

const isEnding = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;

/** Namespaces and CRDs that are being deleted and are still there, each with what holds it. */
export async function findEnding(api: Api, signal: AbortSignal): Promise<Hanging[]> {
  const [namespaces, crds] = await Promise.all([
    api.listIfServed('v1', 'Namespace', { signal }),
    listCrds(api, signal),
  ]);
  const ending = [...namespaces, ...crds].filter(isEnding).map(sanitizeObject);
  if (ending.length === 0) return [];
  api.discovery.forget();
  const [rights, kinds] = await Promise.all([Rights.look(api, signal), namespacedTypes(api, signal)]);
  return Promise.all(
    ending.map(async (one) => {
      if (one.kind === 'Namespace') {
        const contents = await contentsOf(api, kinds.types, one.metadata.name, signal);
        const unread = [...kinds.unread, ...contents.unread];
        return hangingOf(one, { ...contents, unread }, rights);
      }
      return hangingOf(one, await instancesOf(api, one, signal), rights);
    }),
  );
}

async function listCrds(api: Api, signal: AbortSignal): Promise<KubernetesObject[]> {
  for (const version of ['v1', 'v1beta1']) {
    const type = await api.discovery.find(
      `apiextensions.k8s.io/${version}`,
      'CustomResourceDefinition',
      signal,
    );
    if (type) return api.list(type, { signal });
  }
  return [];
}

async function instancesOf(api: Api, { spec }: KubernetesObject, signal: AbortSignal): Promise<Contents> {
  const versions: { name: string; served: boolean }[] = spec.versions ?? [
    { name: spec.version, served: true },
  ];
  const version = versions.find(({ served }) => served)?.name ?? '';
  const { kind, plural: resource } = spec.names;
  const type = {
    apiVersion: `${spec.group}/${version}`,
    kind,
    resource,
    namespaced: spec.scope === 'Namespaced',
    verbs: ['list'],
  };
  return contentsOf(api, [type], undefined, signal);
}

function hangingOf(ending: KubernetesObject, { held, others, unread }: Contents, rights: Rights): Hanging {
  const { name, deletionTimestamp = '' } = ending.metadata;
  const values = { name, since: deletionTimestamp };
  const what: Message =
    ending.kind === 'Namespace' ? { key: 'repair.namespace', values } : { key: 'repair.crd', values };
  const judged = [...held, ...heldItself(ending)].map((one) => ({ ...one, ...judgeHeld(one, rights) }));
  const proof: Message[] = [
    ...saidBy(ending),
    ...judged.flatMap((one) => one.proof),
    ...(others > 0 ? [{ key: 'repair.others', values: { count: others } } as const] : []),
    ...unread.slice(0, 5).map((words): Message => ({ key: 'repair.unread', values: { words } })),
  ];
  const writes = judged
    .filter(({ orphaned }) => orphaned.length > 0)
    .map(({ object: live, orphaned }): RepairWrite => ({ what: 'unhold', live, finalizers: orphaned }));
  const remedy: Message =
    writes.length > 0
      ? { key: 'repair.unhold', values: { count: writes.length } }
      : judged.length > 0
        ? { key: 'repair.wait-keeper' }
        : unread.length > 0
          ? { key: 'repair.api-away' }
          : { key: 'repair.wait' };
  const left = judged.filter(
    ({ object, orphaned }) => orphaned.length < (object.metadata.finalizers ?? []).length,
  );
  return { id: idOf(ending), object: refOf(ending), what, proof, remedy, writes, left: left.length };
}

/** A namespace, or a CRD, that somebody else's finalizer holds; the server's own goes with the last object in it. */
function heldItself(ending: KubernetesObject): Held[] {
  const { finalizers = [] } = ending.metadata;
  const others = finalizers.filter((one: string) => one !== 'customresourcecleanup.apiextensions.k8s.io');
  if (others.length === 0) return [];
  const resource = ending.kind === 'Namespace' ? 'namespaces' : 'customresourcedefinitions';
  return [{ object: ending, resource, groups: [groupOf(ending.apiVersion)] }];
}

/** What the namespace's controller, or the CRD's, says of it. */
function saidBy({ status }: KubernetesObject): Message[] {
  const said: { type: string; status: string; message?: string }[] = status?.conditions ?? [];
  return said
    .filter(
      ({ type, status: is, message }) =>
        is === 'True' && message && /Deletion|Remaining|Terminating/.test(type),
    )
    .map(({ message }) => ({
      key: 'repair.said',
      values: { words: sanitizeLine(message ?? '').slice(0, 300) },
    }));
}
