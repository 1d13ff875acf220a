import type { Json, KubernetesObject } from '../object.ts';

/** How autoscaling/v1 and v2beta1 write what v2beta2 and v2 write as `metrics` (pkg/apis/autoscaling/v1, v2beta1 conversion.go). */
const metricsAnnotation = 'autoscaling.alpha.kubernetes.io/metrics';

const isCpuUtilization = (metric: Json): boolean =>
  metric?.type === 'Resource' &&
  metric.resource?.name === 'cpu' &&
  metric.resource.target?.averageUtilization !== undefined;

function metricToBeta1(metric: Json): Json {
  if (metric.type !== 'Resource') return metric;
  const { name, target = {} } = metric.resource ?? {};
  return {
    type: 'Resource',
    resource: {
      name,
      ...(target.averageUtilization === undefined
        ? {}
        : { targetAverageUtilization: target.averageUtilization }),
      ...(target.averageValue === undefined ? {} : { targetAverageValue: target.averageValue }),
    },
  };
}

function metricFromBeta1(metric: Json): Json {
  if (metric.type !== 'Resource') return metric;
  const { name, targetAverageUtilization, targetAverageValue } = metric.resource ?? {};
  const target =
    targetAverageUtilization === undefined
      ? { type: 'AverageValue', averageValue: targetAverageValue }
      : { type: 'Utilization', averageUtilization: targetAverageUtilization };
  return { type: 'Resource', resource: { name, target } };
}

function currentToBeta1(metric: Json): Json {
  if (metric.type !== 'Resource') return metric;
  const { name, current = {} } = metric.resource ?? {};
  return {
    type: 'Resource',
    resource: {
      name,
      ...(current.averageUtilization === undefined
        ? {}
        : { currentAverageUtilization: current.averageUtilization }),
      currentAverageValue: current.averageValue ?? '0',
    },
  };
}

export function toServedAutoscaler(object: KubernetesObject, apiVersion: string): KubernetesObject {
  const { metrics = [], ...spec } = object.spec ?? {};
  const status = object.status ?? {};
  if (apiVersion === 'autoscaling/v1') {
    const cpu = metrics.find(isCpuUtilization);
    const { currentMetrics = [], conditions: _, ...plain } = status;
    const utilization = currentMetrics.find((metric: Json) => metric?.resource?.name === 'cpu')?.resource
      ?.current?.averageUtilization;
    const others = metrics.filter((metric: Json) => metric !== cpu);
    const annotations = others.length
      ? { annotations: { ...object.metadata.annotations, [metricsAnnotation]: JSON.stringify(others) } }
      : {};
    return {
      ...object,
      metadata: { ...object.metadata, ...annotations },
      spec: {
        ...spec,
        ...(cpu ? { targetCPUUtilizationPercentage: cpu.resource.target.averageUtilization } : {}),
      },
      status: {
        ...plain,
        ...(utilization === undefined ? {} : { currentCPUUtilizationPercentage: utilization }),
      },
    };
  }
  if (apiVersion !== 'autoscaling/v2beta1') return object;
  return {
    ...object,
    spec: { ...spec, metrics: metrics.map(metricToBeta1) },
    status: {
      ...status,
      currentMetrics: status.currentMetrics ? status.currentMetrics.map(currentToBeta1) : null,
    },
  };
}

export function fromServedAutoscaler(object: KubernetesObject, apiVersion: string): KubernetesObject {
  if (apiVersion === 'autoscaling/v1') {
    const { targetCPUUtilizationPercentage, ...spec } = object.spec ?? {};
    const { [metricsAnnotation]: others, ...annotations } = object.metadata.annotations ?? {};
    const cpu = {
      type: 'Resource',
      resource: {
        name: 'cpu',
        target: { type: 'Utilization', averageUtilization: targetCPUUtilizationPercentage },
      },
    };
    const metrics = [...parsed(others), ...(targetCPUUtilizationPercentage === undefined ? [] : [cpu])];
    return {
      ...object,
      metadata: { ...object.metadata, ...(object.metadata.annotations ? { annotations } : {}) },
      spec: { ...spec, ...(metrics.length ? { metrics } : {}) },
    };
  }
  if (apiVersion !== 'autoscaling/v2beta1') return object;
  const metrics = object.spec?.metrics;
  return {
    ...object,
    spec: { ...object.spec, ...(Array.isArray(metrics) ? { metrics: metrics.map(metricFromBeta1) } : {}) },
  };
}

function parsed(text: string | undefined): Json[] {
  try {
    const value = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
