import { timestamp } from '../clock.ts';
import type { Cluster, Controller } from '../cluster.ts';
import { apiVersionOf, isEqual, type Json, type KubernetesObject } from '../object.ts';
import { withCondition } from './conditions.ts';
import { EventRecorder } from './event-recorder.ts';
import { keyOfObject, partsOf } from './ownership.ts';
import { WatchedQueue } from './watched-queue.ts';

/** How often the real one looks. */
const interval = 15_000;
const source = 'unable to fetch metrics from resource metrics API';
const absent = 'the server could not find the requested resource (get pods.metrics.k8s.io)';

/** What is said of one metric where nobody serves any. */
function whyNoMetric(metric: Json): { reason: string; message: string } {
  const resource = metric?.resource ?? metric?.containerResource;
  const name = resource?.name ?? 'cpu';
  const kind = resource?.target?.averageUtilization === undefined ? 'usage' : 'utilization';
  return {
    reason: 'FailedGetResourceMetric',
    message: `failed to get ${name} ${kind}: unable to get metrics for resource ${name}: ${source}: ${absent}`,
  };
}

/**
 * Keeps HorizontalPodAutoscalers on a cluster without a metrics server, which is what Docker Desktop and a plain cluster are: their
 * bounds hold, and beyond that they say why they cannot scale (pkg/controller/podautoscaler/horizontal.go).
 */
export class AutoscalerController implements Controller {
  readonly #cluster: Cluster;
  readonly #apiVersion: string;
  readonly #queue: WatchedQueue;
  readonly #events: EventRecorder;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#apiVersion = cluster.profile === 'chapter' ? 'autoscaling/v2beta2' : 'autoscaling/v2';
    this.#queue = new WatchedQueue(cluster, (key) => this.#sync(key));
    this.#events = new EventRecorder(cluster, { component: 'horizontal-pod-autoscaler' });
    this.#queue.watch(this.#apiVersion, 'HorizontalPodAutoscaler', ({ type, object, previous }) => {
      // Its own status is no news to it.
      if (type !== 'DELETED' && isEqual(object.spec, previous?.spec)) return;
      this.#queue.add(keyOfObject(object), interval);
    });
  }

  stop(): void {
    this.#queue.stop();
  }

  #sync(key: string): void {
    const { client, clock, profile } = this.#cluster;
    const ref = { apiVersion: this.#apiVersion, kind: 'HorizontalPodAutoscaler', ...partsOf(key) };
    const scaler = client.get(ref);
    if (!scaler || scaler.metadata.deletionTimestamp) return;
    const now = timestamp(clock.now());
    const status: Json = { ...scaler.status };
    const say = (type: string, isTrue: boolean, reason: string, message: string) => {
      const condition = { type, status: isTrue ? 'True' : 'False', reason, message } as const;
      status.conditions = withCondition(status.conditions ?? [], condition, now);
    };
    const target = this.#targetOf(scaler);
    if (!target) {
      const why = this.#whyNoTarget(scaler);
      say(
        'AbleToScale',
        false,
        'FailedGetScale',
        `the HPA controller was unable to get the target's current scale: ${why}`,
      );
      this.#events.record(scaler, { type: 'Warning', reason: 'FailedGetScale', message: why });
    } else {
      const replicas = target.spec?.replicas ?? 1;
      status.currentReplicas = target.status?.replicas ?? 0;
      const wanted = this.#boundOf(scaler, replicas);
      say(
        'AbleToScale',
        true,
        'SucceededGetScale',
        "the HPA controller was able to get the target's current scale",
      );
      if (replicas === 0)
        say(
          'ScalingActive',
          false,
          'ScalingDisabled',
          'scaling is disabled since the replica count of the target is zero',
        );
      else if (wanted !== replicas) this.#rescale(scaler, target, wanted, status, say);
      else this.#complain(scaler, status, say, profile === 'current');
    }
    if (!isEqual(status, scaler.status)) client.patchStatus(ref, (draft) => ({ ...draft, status }));
    this.#queue.add(key, interval);
  }

  #targetOf({ metadata, spec }: KubernetesObject): KubernetesObject | undefined {
    const { apiVersion = 'apps/v1', kind, name } = spec.scaleTargetRef ?? {};
    return this.#cluster.client.get({ apiVersion, kind, namespace: metadata.namespace, name });
  }

  #whyNoTarget({ spec }: KubernetesObject): string {
    const { apiVersion = 'apps/v1', kind, name } = spec.scaleTargetRef ?? {};
    const { registry, profile } = this.#cluster;
    const resource = registry.byKind(apiVersion, kind);
    if (!resource) return `no matches for kind "${kind}" in group "${apiVersion.split('/')[0]}"`;
    // The subresource is named by servers before 1.22.
    const plural = `${resource.plural}${profile === 'chapter' ? '/scale' : ''}`;
    return `${resource.group ? `${plural}.${resource.group}` : plural} "${name}" not found`;
  }

  #boundOf({ spec }: KubernetesObject, replicas: number): number {
    return replicas === 0 ? 0 : Math.min(Math.max(replicas, spec.minReplicas ?? 1), spec.maxReplicas);
  }

  #rescale(
    scaler: KubernetesObject,
    target: KubernetesObject,
    wanted: number,
    status: Json,
    say: (type: string, isTrue: boolean, reason: string, message: string) => void,
  ): void {
    const isMore = wanted > (target.spec?.replicas ?? 1);
    const { name, namespace } = target.metadata;
    const { apiVersion = apiVersionOf('apps', 'v1'), kind } = scaler.spec.scaleTargetRef;
    this.#cluster.client.patch({ apiVersion, kind, namespace, name }, (draft) => {
      draft.spec.replicas = wanted;
      return draft;
    });
    status.desiredReplicas = wanted;
    status.lastScaleTime = timestamp(this.#cluster.clock.now());
    say(
      'AbleToScale',
      true,
      'SucceededRescale',
      `the HPA controller was able to update the target scale to ${wanted}`,
    );
    const bound = isMore ? 'below Spec.MinReplicas' : 'above Spec.MaxReplicas';
    const message = `New size: ${wanted}; reason: Current number of replicas ${bound}`;
    this.#events.record(scaler, { type: 'Normal', reason: 'SuccessfulRescale', message });
  }

  #complain(
    scaler: KubernetesObject,
    status: Json,
    say: (type: string, isTrue: boolean, reason: string, message: string) => void,
    isCurrent: boolean,
  ): void {
    const metrics: Json[] = scaler.spec.metrics ?? [];
    const { reason, message } = whyNoMetric(metrics[0]);
    const name = metrics[0]?.resource?.name ?? 'cpu';
    const first = isCurrent ? `failed to get ${name} resource metric value: ${message}` : message;
    const count = Math.max(1, metrics.length);
    say('ScalingActive', false, reason, `the HPA was unable to compute the replica count: ${message}`);
    this.#events.record(scaler, { type: 'Warning', reason, message });
    this.#events.record(scaler, {
      type: 'Warning',
      reason: 'FailedComputeMetricsReplicas',
      message: `invalid metrics (${count} invalid out of ${count}), first error is: ${first}`,
    });
    status.desiredReplicas ??= 0;
  }
}
