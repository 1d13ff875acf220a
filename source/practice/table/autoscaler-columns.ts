import type { Json, KubernetesObject } from '../object.ts';
import { ageColumn, type Column, count, list, nameColumn, text } from './column.ts';

function metricText(metric: Json, current: Json): string {
  if (metric?.type !== 'Resource') return '<unknown>';
  const { name, target = {} } = metric.resource ?? {};
  const now = list(current).find((one) => one.resource?.name === name)?.resource?.current ?? {};
  if (target.averageUtilization !== undefined)
    return `${now.averageUtilization === undefined ? '<unknown>' : `${now.averageUtilization}%`}/${target.averageUtilization}%`;
  return `${now.averageValue ?? '<unknown>'}/${target.averageValue ?? '<unknown>'}`;
}

/** In whatever version it comes: what v1 and v2beta1 call otherwise is read too. */
function autoscalerTargets({ spec = {}, status = {} }: KubernetesObject, named: boolean): string {
  const metrics = list(spec.metrics).map((metric) => ({
    name: metric.resource?.name,
    text:
      metric.resource?.targetAverageUtilization === undefined
        ? metricText(metric, status.currentMetrics)
        : `<unknown>/${metric.resource.targetAverageUtilization}%`,
  }));
  if (spec.targetCPUUtilizationPercentage !== undefined) {
    const { currentCPUUtilizationPercentage: current } = status;
    const now = current === undefined ? '<unknown>' : `${current}%`;
    metrics.push({ name: 'cpu', text: `${now}/${spec.targetCPUUtilizationPercentage}%` });
  }
  const words = metrics.map((one) => (named && one.name ? `${one.name}: ${one.text}` : one.text));
  if (!words.length) return '<none>';
  return words.length > 2
    ? `${words.slice(0, 2).join(', ')} + ${words.length - 2} more...`
    : words.join(', ');
}

export const autoscalerColumns = (current: boolean): Record<string, Column[]> => ({
  HorizontalPodAutoscaler: [
    nameColumn,
    text('Reference', ({ spec }) => `${spec?.scaleTargetRef?.kind}/${spec?.scaleTargetRef?.name}`),
    text('Targets', (object) => autoscalerTargets(object, current)),
    text('MinPods', ({ spec }) => String(spec?.minReplicas ?? '<unset>')),
    text('MaxPods', ({ spec }) => spec?.maxReplicas),
    text('Replicas', ({ status }) => status?.currentReplicas ?? 0),
    ageColumn,
  ],
  PodDisruptionBudget: [
    nameColumn,
    text('Min Available', ({ spec }) => String(spec?.minAvailable ?? 'N/A')),
    text('Max Unavailable', ({ spec }) => String(spec?.maxUnavailable ?? 'N/A')),
    count('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed ?? 0),
    ageColumn,
  ],
});
