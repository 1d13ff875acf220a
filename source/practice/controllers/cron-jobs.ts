import { refOf } from '../client.ts';
import { timestamp } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import { isEqual, type Json, type KubernetesObject } from '../object.ts';
import { CronError, parseCron, type Schedule } from './cron.ts';
import { OwnerController } from './owner-controller.ts';
import { controllerReference, partsOf } from './ownership.ts';

/** Who has missed more starts than these has been away, and begins with the last. */
const mostMissed = 100;

const endOf = ({ status }: KubernetesObject): string | undefined =>
  (status?.conditions ?? []).find(
    (one: Json) => one.status === 'True' && (one.type === 'Complete' || one.type === 'Failed'),
  )?.type;

/** The last time that was due between two moments, both in milliseconds; undefined if none was. */
function lastDue(schedule: Schedule, after: number, until: number): number | undefined {
  let due: number | undefined;
  let next = schedule.next(after);
  for (let count = 0; next !== undefined && next <= until && count < mostMissed; count += 1) {
    due = next;
    next = schedule.next(next);
  }
  // Far behind: look from just before now.
  if (next !== undefined && next <= until) return lastDue(schedule, until - 24 * 3_600_000, until) ?? due;
  return due;
}

/** Makes Jobs when they are due (pkg/controller/cronjob). Times are UTC, as in the real controller's own container. */
export class CronJobController extends OwnerController {
  readonly #apiVersion: string;

  constructor(cluster: Cluster) {
    const apiVersion = cluster.profile === 'chapter' ? 'batch/v1beta1' : 'batch/v1';
    super(cluster, {
      owner: { apiVersion, kind: 'CronJob' },
      owned: { apiVersion: 'batch/v1', kind: 'Job' },
      component: 'cronjob-controller',
    });
    this.#apiVersion = apiVersion;
  }

  protected sync(key: string): void {
    const { client, clock } = this.cluster;
    const ref = { apiVersion: this.#apiVersion, kind: 'CronJob', ...partsOf(key) };
    const cron = client.get(ref);
    if (!cron || cron.metadata.deletionTimestamp) return;
    const schedule = scheduleOf(cron);
    const jobs = this.ownedBy(cron);
    const status: Json = { ...cron.status };
    const active = this.#stillActive(cron, jobs, status);
    this.#forgetOld(cron, jobs);
    const now = clock.now();
    const since = Date.parse(status.lastScheduleTime ?? cron.metadata.creationTimestamp ?? '');
    const due = schedule && !cron.spec.suspend ? lastDue(schedule, since, now) : undefined;
    const deadline = cron.spec.startingDeadlineSeconds;
    const isLate = due !== undefined && deadline !== undefined && now - due > deadline * 1_000;
    if (due !== undefined && isLate) {
      const message = `Missed scheduled time to start a job: ${timestamp(due)}`;
      this.events.record(cron, { type: 'Warning', reason: 'MissSchedule', message });
      status.lastScheduleTime = timestamp(due);
    } else if (due !== undefined && !(cron.spec.concurrencyPolicy === 'Forbid' && active.length)) {
      if (cron.spec.concurrencyPolicy === 'Replace')
        for (const job of active.splice(0)) this.#delete(cron, job);
      active.push(this.#create(cron, due));
      status.lastScheduleTime = timestamp(due);
    }
    const known: Json[] = cron.status?.active ?? [];
    const reference = (job: KubernetesObject) =>
      known.find(({ uid }) => uid === job.metadata.uid) ?? referenceTo(job);
    if (active.length) status.active = active.map(reference);
    else delete status.active;
    if (!isEqual(status, cron.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
    const next = schedule?.next(now);
    if (next !== undefined && !cron.spec.suspend) this.queue.add(key, next - now);
  }

  /** Those that run; those that have ended since are told of. */
  #stillActive(cron: KubernetesObject, jobs: readonly KubernetesObject[], status: Json): KubernetesObject[] {
    const known: Json[] = cron.status?.active ?? [];
    for (const { uid } of known) {
      const job = jobs.find(({ metadata }) => metadata.uid === uid);
      const end = job && endOf(job);
      if (!end) continue;
      const word = this.cluster.profile === 'chapter' ? 'status' : 'condition';
      const message = `Saw completed job: ${job.metadata.name}, ${word}: ${end}`;
      this.events.record(cron, { type: 'Normal', reason: 'SawCompletedJob', message });
      if (end === 'Complete' && this.cluster.profile === 'current')
        status.lastSuccessfulTime = job.status?.completionTime;
    }
    return jobs.filter((job) => !endOf(job) && !job.metadata.deletionTimestamp);
  }

  /** Keeps as many that have ended as the CronJob wants to look at. */
  #forgetOld(cron: KubernetesObject, jobs: readonly KubernetesObject[]): void {
    const limits: [string, number][] = [
      ['Complete', cron.spec.successfulJobsHistoryLimit ?? 3],
      ['Failed', cron.spec.failedJobsHistoryLimit ?? 1],
    ];
    for (const [end, limit] of limits) {
      const ended = jobs
        .filter((job) => endOf(job) === end && !job.metadata.deletionTimestamp)
        .sort((left, right) => (left.metadata.name < right.metadata.name ? -1 : 1));
      for (const job of ended.slice(0, Math.max(0, ended.length - limit))) this.#delete(cron, job);
    }
  }

  #create(cron: KubernetesObject, due: number): KubernetesObject {
    const { client, profile } = this.cluster;
    const { metadata = {}, spec } = cron.spec.jobTemplate;
    const { name, namespace } = cron.metadata;
    // By the second at first, by the minute since the second controller (1.21).
    const number = profile === 'chapter' ? due / 1_000 : due / 60_000;
    const scheduled =
      profile === 'current' ? { 'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(due) } : {};
    const annotations = { ...metadata.annotations, ...scheduled };
    const ref = { apiVersion: 'batch/v1', kind: 'Job', namespace, name: `${name}-${number}` };
    const there = client.get(ref);
    if (there) return there;
    const job = client.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: ref.name,
        namespace,
        ...(metadata.labels ? { labels: metadata.labels } : {}),
        ...(Object.keys(annotations).length ? { annotations } : {}),
        ownerReferences: [controllerReference(cron)],
      },
      spec: structuredClone(spec),
    });
    const message = `Created job ${job.metadata.name}`;
    this.events.record(cron, { type: 'Normal', reason: 'SuccessfulCreate', message });
    return job;
  }

  #delete(cron: KubernetesObject, job: KubernetesObject): void {
    this.cluster.client.delete(refOf(job));
    const message = `Deleted job ${job.metadata.name}`;
    this.events.record(cron, { type: 'Normal', reason: 'SuccessfulDelete', message });
  }
}

const referenceTo = (job: KubernetesObject): Json => ({
  kind: 'Job',
  namespace: job.metadata.namespace,
  name: job.metadata.name,
  uid: job.metadata.uid,
  apiVersion: 'batch/v1',
  resourceVersion: job.metadata.resourceVersion,
});

function scheduleOf({ spec }: KubernetesObject): Schedule | undefined {
  try {
    return parseCron(String(spec.schedule));
  } catch (error) {
    if (error instanceof CronError) return undefined;
    throw error;
  }
}
