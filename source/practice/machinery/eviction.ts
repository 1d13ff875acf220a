import type { Client } from '../client.ts';
import { isFinished, isReady } from '../controllers/pod-facts.ts';
import { isRecord, type KubernetesObject } from '../object.ts';
import { labelSelectorOf } from '../selectors/label-selector.ts';
import { badRequest, StatusError } from '../status-error.ts';
import { withPodCondition } from './assigned.ts';
import { checkPreconditions } from './checks.ts';
import type { Target, WriteOptions } from './options.ts';

/** What an eviction waits until it asks again, in seconds, where the server says so. */
const retryAfterSeconds = 10;

const tooMany = (why: string, wait?: number): StatusError =>
  new StatusError(
    429,
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    {
      causes: [{ reason: 'DisruptionBudget', message: `The disruption budget ${why}` }],
      ...(wait ? { retryAfterSeconds: wait } : {}),
    },
  );

/** The one budget that a pod is under. Throws a 500 where there are several. */
function budgetOf({ api }: Client, { metadata }: KubernetesObject): KubernetesObject | undefined {
  const budgets = api.store
    .list('poddisruptionbudgets.policy', metadata.namespace)
    .filter(({ spec }) => labelSelectorOf(spec?.selector)(metadata.labels ?? {}));
  if (budgets.length > 1)
    throw new StatusError(
      500,
      '',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  return budgets[0];
}

/** Takes one disruption of a budget, if there is one left; otherwise throws a 429. */
function disrupt(client: Client, budget: KubernetesObject, pod: KubernetesObject, dryRun: boolean): void {
  const { metadata, apiVersion, kind, status = {} } = budget;
  const { name, namespace, generation = 0 } = metadata;
  const isCurrent = client.api.behaviour.profile === 'current';
  if ((status.observedGeneration ?? 0) < generation)
    throw tooMany(
      `${name} is still being processed by the server.`,
      isCurrent ? retryAfterSeconds : undefined,
    );
  if (!status.disruptionsAllowed)
    throw tooMany(
      `${name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`,
    );
  if (dryRun) return;
  client.patchStatus({ apiVersion, kind, namespace, name }, (draft) => {
    draft.status.disruptionsAllowed -= 1;
    draft.status.disruptedPods = { ...draft.status.disruptedPods, [pod.metadata.name]: client.api.now() };
    return draft;
  });
}

/**
 * `POST pods/NAME/eviction`: a deletion that asks the budgets (registry/core/pod/storage/eviction.go). Pods that have ended, have not
 * begun or go already are nothing to them, nor are those that are not ready while enough others are.
 */
export function evictPod(
  client: Client,
  target: Target,
  eviction: KubernetesObject,
  options: WriteOptions,
): void {
  const { api } = client;
  const { name = '', namespace, resource } = target;
  if (eviction.metadata.name !== name) throw badRequest('name in URL does not match name in Eviction object');
  const asked = isRecord(eviction.deleteOptions) ? eviction.deleteOptions : {};
  const dryRun = options.dryRun === true || asked.dryRun?.includes?.('All') === true;
  const pod = api.get({ ...target, subresource: undefined });
  checkPreconditions(resource, pod, asked);
  const isFree = isFinished(pod) || pod.status?.phase === 'Pending' || pod.metadata.deletionTimestamp;
  const budget = isFree ? undefined : budgetOf(client, pod);
  if (budget) {
    const { currentHealthy = 0, desiredHealthy = 0 } = budget.status ?? {};
    // Whether a pod that does not work may go: always, or where enough others do (beta since 1.27).
    const always =
      api.behaviour.profile === 'current' && budget.spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow';
    const isSpare = !isReady(pod) && (always || (desiredHealthy > 0 && currentHealthy >= desiredHealthy));
    if (!isSpare) disrupt(client, budget, pod, dryRun);
  }
  const ref = { apiVersion: 'v1', kind: 'Pod', namespace, name };
  // Since 1.26.
  if (api.behaviour.profile === 'current' && !dryRun && !pod.metadata.deletionTimestamp)
    client.patchStatus(ref, (draft) => {
      const condition = {
        type: 'DisruptionTarget',
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: api.now(),
        reason: 'EvictionByEvictionAPI',
        message: 'Eviction API: evicting',
      };
      draft.status = { ...draft.status, conditions: withPodCondition(draft.status?.conditions, condition) };
      return draft;
    });
  const { gracePeriodSeconds, propagationPolicy } = asked;
  client.delete(ref, { gracePeriodSeconds, propagationPolicy, dryRun });
}
