import { refOf } from '../client.ts';
import { timestamp } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, isRecord, type Json, type KubernetesObject } from '../object.ts';
import { withCondition } from './conditions.ts';
import { OwnerController } from './owner-controller.ts';
import { partsOf } from './ownership.ts';
import { isActive } from './pod-facts.ts';
import { podFromTemplate } from './pod-from-template.ts';

const apiVersion = 'batch/v1';
const hasEnded = (job: KubernetesObject): boolean =>
  (job.status?.conditions ?? []).some(
    ({ type, status }: Json) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );

export interface JobCounts {
  active: number;
  succeeded: number;
  failed: number;
}

export type JobDecision =
  | { kind: 'complete' }
  | { kind: 'failed'; reason: string; message: string }
  | { kind: 'create'; count: number };

/** What a Job needs next (pkg/controller/job syncJob and manageJob). */
export function decideJob(spec: Json, { active, succeeded, failed }: JobCounts): JobDecision {
  const parallelism = spec.parallelism ?? 1;
  const done = spec.completions === undefined ? succeeded > 0 && active === 0 : succeeded >= spec.completions;
  if (done) return { kind: 'complete' };
  if (failed > (spec.backoffLimit ?? 6))
    return {
      kind: 'failed',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  const open = spec.completions === undefined ? parallelism : spec.completions - succeeded;
  const wanted = succeeded > 0 && spec.completions === undefined ? active : Math.min(parallelism, open);
  return { kind: 'create', count: Math.max(0, wanted - active) };
}

/** Runs pods until enough of them have succeeded (pkg/controller/job). */
export class JobController extends OwnerController {
  constructor(cluster: Cluster) {
    super(cluster, {
      owner: { apiVersion, kind: 'Job' },
      owned: { apiVersion: 'v1', kind: 'Pod' },
      component: 'job-controller',
    });
    // The API server gives a Job without a selector one that only its own pods can match (registry/batch/job/strategy.go).
    cluster.api.admit(({ operation, resource, object }) => {
      if (operation === 'CREATE' && resource.key === 'jobs.batch') generateSelector(object);
    });
  }

  protected sync(key: string): void {
    const { client, clock } = this.cluster;
    const ref = { apiVersion, kind: 'Job', ...partsOf(key) };
    const job = client.get(ref);
    if (!job || job.metadata.deletionTimestamp || hasEnded(job)) return;
    const now = timestamp(clock.now());
    const pods = this.ownedBy(job);
    const counts = {
      active: pods.filter(isActive).length,
      succeeded: pods.filter(({ status }) => status?.phase === 'Succeeded').length,
      failed: pods.filter(({ status }) => status?.phase === 'Failed').length,
    };
    const decision = decideJob(job.spec, counts);
    const status: Json = { ...job.status, startTime: job.status?.startTime ?? now };
    if (decision.kind === 'create') {
      for (let count = 0; count < decision.count; count++) this.#createPod(job);
      counts.active += decision.count;
    } else if (decision.kind === 'complete') {
      status.completionTime = now;
      status.conditions = withProbeTime({ type: 'Complete', status: 'True' }, now);
    } else {
      const { reason, message } = decision;
      for (const pod of pods.filter(isActive)) client.delete(refOf(pod));
      counts.active = 0;
      status.conditions = withProbeTime({ type: 'Failed', status: 'True', reason, message }, now);
      this.events.record(job, { type: 'Warning', reason, message });
    }
    for (const [name, count] of Object.entries(counts)) {
      if (count) status[name] = count;
      else delete status[name];
    }
    if (!isEqual(status, job.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
  }

  #createPod(job: KubernetesObject): void {
    try {
      const pod = this.cluster.client.create(podFromTemplate(job));
      const message = `Created pod: ${pod.metadata.name}`;
      this.events.record(job, { type: 'Normal', reason: 'SuccessfulCreate', message });
    } catch (error) {
      const message = `Error creating: ${(error as Error).message}`;
      this.events.record(job, { type: 'Warning', reason: 'FailedCreate', message });
      throw error;
    }
  }
}

const withProbeTime = (condition: Parameters<typeof withCondition>[1], now: string): Json[] =>
  withCondition([], condition, now).map((one) => ({ ...one, lastProbeTime: now }));

function generateSelector({ metadata, spec }: KubernetesObject): void {
  // What has no template is refused in a moment.
  if (!isRecord(spec?.template) || spec.manualSelector || spec.selector) return;
  const labels = { 'controller-uid': metadata.uid ?? '', 'job-name': metadata.name };
  spec.selector = { matchLabels: { 'controller-uid': labels['controller-uid'] } };
  spec.template.metadata = {
    ...spec.template.metadata,
    labels: { ...spec.template.metadata?.labels, ...labels },
  };
}
