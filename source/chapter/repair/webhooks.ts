import { leftoverReason } from '../../istio/clean-up/leftovers.ts';
import { selects } from '../../istio/sidecar/pod-template.ts';
import type { Api } from '../../kubernetes/api.ts';
import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { type Hanging, idOf } from './hanging.ts';

interface Webhook {
  name: string;
  failurePolicy?: string;
  clientConfig?: { url?: string; service?: { namespace: string; name: string } };
}

/** `works`: something answers, or hoist cannot know. `down`: its pods are not ready. `gone`: nothing is left that could become it. */
type Backend = { state: 'works' | 'down' | 'gone'; proof: Message[] };

const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** Webhook configurations that refuse all that they should judge, since nobody is behind them. */
export async function findDeadWebhooks(ground: Ground, signal: AbortSignal): Promise<Hanging[]> {
  const { api } = ground.connection;
  const lists = await Promise.all(kinds.map((kind) => configurations(api, kind, signal)));
  const found = await Promise.all(lists.flat().map((one) => judge(ground, sanitizeObject(one), signal)));
  return found.filter((one) => one !== undefined);
}

async function configurations(api: Api, kind: string, signal: AbortSignal): Promise<KubernetesObject[]> {
  for (const version of ['v1', 'v1beta1']) {
    const type = await api.discovery.find(`admissionregistration.k8s.io/${version}`, kind, signal);
    if (type) return api.list(type, { signal });
  }
  return [];
}

async function judge(
  ground: Ground,
  live: KubernetesObject,
  signal: AbortSignal,
): Promise<Hanging | undefined> {
  const { api } = ground.connection;
  const webhooks: Webhook[] = live.webhooks ?? [];
  const judged = await Promise.all(
    webhooks.map(async (webhook) => ({ webhook, backend: await backendOf(api, webhook, signal) })),
  );
  // One with Ignore lets everything pass that it cannot ask about: it stands in nobody's way.
  const dead = judged.filter(
    ({ webhook, backend }) => webhook.failurePolicy !== 'Ignore' && backend.state !== 'works',
  );
  const [first] = dead;
  if (!first) return undefined;
  const reason = leftoverReason(live, ground.namespace);
  const proof: Message[] = [
    ...dead.flatMap(({ webhook, backend }): Message[] => [
      { key: 'repair.webhook.refuses', values: { webhook: webhook.name } },
      ...backend.proof,
    ]),
    reason ?? { key: 'repair.webhook.others' },
  ];
  const isGone = judged.every(({ backend }) => backend.state === 'gone');
  const isDown = dead.some(({ backend }) => backend.state === 'down');
  const values = { name: live.metadata.name };
  return {
    id: idOf(live),
    object: refOf(live),
    what: { key: 'repair.webhook', values },
    proof,
    remedy: isGone
      ? { key: 'repair.webhook.delete', values }
      : { key: isDown ? 'repair.webhook.start' : 'repair.webhook.partly', values },
    writes: isGone ? [{ what: 'delete', live }] : [],
    left: 0,
  };
}

async function backendOf(api: Api, { clientConfig }: Webhook, signal: AbortSignal): Promise<Backend> {
  const { service } = clientConfig ?? {};
  // Behind a URL may be anything, wherever it is.
  if (!service) return { state: 'works', proof: [] };
  const { namespace, name } = service;
  const at = { namespace, name };
  const [there, endpoints] = await Promise.all([
    api.get({ apiVersion: 'v1', kind: 'Service', ...at }, signal),
    api.get({ apiVersion: 'v1', kind: 'Endpoints', ...at }, signal),
  ]);
  const subsets: { addresses?: unknown[] }[] = endpoints?.subsets ?? [];
  if (there && subsets.some(({ addresses = [] }) => addresses.length > 0))
    return { state: 'works', proof: [] };
  const where = `${namespace}/${name}`;
  if (!there)
    return { state: 'gone', proof: [{ key: 'repair.webhook.no-service', values: { service: where } }] };
  const workloads = await workloadsBehind(api, namespace, there.spec?.selector, signal);
  if (workloads.length > 0) {
    const names = workloads.join(', ');
    return {
      state: 'down',
      proof: [{ key: 'repair.webhook.down', values: { service: where, workloads: names } }],
    };
  }
  // Pods may come of a kind that is not looked at (a Rollout, a CloneSet), or somebody else fills in the addresses.
  return { state: 'down', proof: [{ key: 'repair.webhook.no-workload', values: { service: where } }] };
}

async function workloadsBehind(
  api: Api,
  namespace: string,
  selector: Record<string, string> | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  if (!selector) return [];
  const of = async (apiVersion: string, kind: string) =>
    (await api.listIfServed(apiVersion, kind, { namespace, signal })).filter(
      (one) =>
        !one.metadata.deletionTimestamp &&
        // The Deployment that owns a ReplicaSet is named instead.
        !(kind === 'ReplicaSet' && one.metadata.ownerReferences?.length) &&
        selects(selector, kind === 'Pod' ? one.metadata.labels : one.spec?.template?.metadata?.labels),
    );
  const lists = await Promise.all([
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => of('apps/v1', kind)),
    of('v1', 'Pod'),
  ]);
  return lists.flat().map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
}
