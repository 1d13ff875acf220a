import { isDeepStrictEqual } from 'node:util';
import { isBookinfoPod } from '../../istio/bookinfo.ts';
import { pilotSelector, systemNamespace } from '../../istio/names.ts';
import { manifestRequests, podRequests } from '../../istio/pods/requests.ts';
import { sidecarRequests } from '../../istio/sidecar/sidecar-requests.ts';
import type { Api } from '../../kubernetes/api.ts';
import type { Access } from '../../kubernetes/connect/access.ts';
import { deniedAccess } from '../../kubernetes/connect/access.ts';
import { groupOf, type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { unlessForbidden } from '../../kubernetes/unless-forbidden.ts';
import { explainError } from '../explain.ts';
import type { Ground } from '../ground.ts';
import type { Facts } from '../observe/facts.ts';
import { lookAtFacts } from '../observe/look.ts';
import { prepare } from '../write/prepare.ts';
import type { CheckInput, WebhookBackend } from './input.ts';
import { webhookConfigurations } from './unread.ts';

/** Asks the cluster for everything that the checks judge. Writes nothing. */
export async function gather(ground: Ground, signal: AbortSignal): Promise<CheckInput> {
  const { context, server, api } = ground.connection;
  const facts = await lookAtFacts(ground, signal);
  const { release } = ground;
  const objects = release
    ? await prepare(
        ground,
        [...release.crds(), ...release.controlPlane(), ...release.bookinfo(), ...release.gateway()],
        signal,
      )
    : [];
  const types = await typesOf(api, objects, signal);
  const webhooks = await unlessForbidden(webhookBackends(api, signal));
  const pilots = await unlessForbidden(
    api.listIfServed('apps/v1', 'Deployment', { labelSelector: pilotSelector, signal }),
  );
  return {
    context,
    server,
    serverVersion: facts.version,
    istioVersion: release?.version,
    fitted: ground.fits !== undefined,
    unfit: ground.unfit ?? (ground.unsettled ? explainError(ground.unsettled).message : undefined),
    namespace: ground.namespace,
    nodes: facts.objects.nodes,
    requested: withoutOurs(facts),
    needs: release ? manifestRequests(objects) : undefined,
    sidecars: release && sidecarRequests(release.controlPlane(), release.bookinfo()),
    notServed: types.notServed,
    denied: await deniedAccess(api, [...types.access, ...reading(ground)], signal),
    namespaces: facts.objects.namespaces,
    deployments: facts.objects.deployments.filter((one) => one.metadata.namespace === systemNamespace),
    otherSelectors: otherSelectors(objects, facts.objects.deployments),
    pilots: pilots?.map(sanitizeObject),
    unread: [...unreadOf(facts), ...(webhooks ? [] : [webhookConfigurations])],
    webhooks: webhooks ?? [],
  };
}

/** By name, where the selector in the cluster is not the one in the manifests (apps/v1: immutable once created). */
function otherSelectors(wanted: readonly KubernetesObject[], live: readonly KubernetesObject[]): string[] {
  const byKey = new Map(live.map((object) => [keyOf(object), object]));
  return wanted
    .filter((object) => {
      const there = object.kind === 'Deployment' && byKey.get(keyOf(object));
      const selector = object.spec?.selector;
      return there && selector && there.spec?.selector && !isDeepStrictEqual(selector, there.spec.selector);
    })
    .map(({ metadata }) => metadata.name);
}

const unreadOf = ({ freshness }: Facts) =>
  Object.values(freshness).flatMap((one) => (one.state === 'forbidden' ? [one.resource] : []));

/** What stays of the requests once an Istio and a Bookinfo that are already here make room for their next version. */
function withoutOurs(facts: Facts): CheckInput['requested'] {
  if (!facts.requested) return undefined;
  const sums = new Map(facts.requested);
  for (const pod of facts.objects.pods) {
    const node: string | undefined = pod.spec?.nodeName;
    const sum = node && sums.get(node);
    if (!node || !sum) continue;
    if (pod.metadata.namespace !== systemNamespace && !isBookinfoPod(pod)) continue;
    if (['Succeeded', 'Failed'].includes(pod.status?.phase)) continue;
    const { cpu, memory } = podRequests(pod.spec);
    sums.set(node, { cpu: sum.cpu - cpu, memory: sum.memory - memory });
  }
  return sums;
}

const writing = ['create', 'patch', 'delete'];

/** The rights that the panes and the waiting need beside writing. */
function reading({ namespace }: Ground): Access[] {
  const everywhere = (resource: string, group = ''): Access => ({ verb: 'list', group, resource });
  const inBoth = (verb: string, resource: string): Access[] =>
    [systemNamespace, namespace].map((one) => ({ verb, group: '', resource, namespace: one }));
  return [
    everywhere('nodes'),
    everywhere('namespaces'),
    everywhere('customresourcedefinitions', 'apiextensions.k8s.io'),
    everywhere('mutatingwebhookconfigurations', 'admissionregistration.k8s.io'),
    everywhere('validatingwebhookconfigurations', 'admissionregistration.k8s.io'),
    ...inBoth('list', 'services'),
    ...inBoth('list', 'pods'),
    ...inBoth('watch', 'pods'),
    ...inBoth('get', 'pods/log'),
    ...inBoth('create', 'pods/portforward'),
  ];
}

async function typesOf(api: Api, objects: readonly KubernetesObject[], signal: AbortSignal) {
  const crds = objects.filter((object) => object.kind === 'CustomResourceDefinition');
  const defined = new Map(
    crds.map(({ spec }) => [`${spec.group}/${spec.names.kind}`, String(spec.names.plural)]),
  );
  const notServed = new Set<string>();
  const access = new Map<string, Access>();
  for (const { apiVersion, kind, metadata } of objects) {
    const group = groupOf(apiVersion);
    const plural =
      defined.get(`${group}/${kind}`) ?? (await api.discovery.find(apiVersion, kind, signal))?.resource;
    if (!plural) {
      notServed.add(`${kind} in ${apiVersion}`);
      continue;
    }
    for (const verb of writing) {
      const { namespace } = metadata;
      access.set([verb, group, plural, namespace].join('/'), { verb, group, resource: plural, namespace });
    }
  }
  return { notServed: [...notServed], access: [...access.values()] };
}

const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const;

async function webhookBackends(api: Api, signal: AbortSignal): Promise<WebhookBackend[]> {
  const found: WebhookBackend[] = [];
  for (const kind of kinds) {
    for (const version of ['v1', 'v1beta1']) {
      const type = await api.discovery.find(`admissionregistration.k8s.io/${version}`, kind, signal);
      if (!type) continue;
      for (const configuration of await api.list(type, { signal })) {
        for (const { name, clientConfig, failurePolicy = 'Fail' } of configuration.webhooks ?? []) {
          if (!clientConfig?.service) continue;
          const { namespace, name: service } = clientConfig.service;
          const backend = await backendOf(api, namespace, service, signal);
          const where = { namespace, name: service };
          found.push({
            configuration: configuration.metadata.name,
            kind,
            webhook: name,
            service: where,
            failurePolicy,
            backend,
          });
        }
      }
      break;
    }
  }
  return found;
}

async function backendOf(
  api: Api,
  namespace: string,
  name: string,
  signal: AbortSignal,
): Promise<WebhookBackend['backend']> {
  const endpoints = await api.get({ apiVersion: 'v1', kind: 'Endpoints', namespace, name }, signal);
  const subsets: { addresses?: unknown[] }[] = endpoints?.subsets ?? [];
  if (subsets.some((subset) => (subset.addresses ?? []).length > 0)) return 'ready';
  return (await api.get({ apiVersion: 'v1', kind: 'Service', namespace, name }, signal))
    ? 'no-endpoints'
    : 'no-service';
}
