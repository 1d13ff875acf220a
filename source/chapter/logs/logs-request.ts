import type { ContainerRole } from '../../kubernetes/logs/container-runs.ts';
import type { LogQuery } from '../../kubernetes/logs/log-query.ts';
import type { StepId } from '../step-id.ts';

/** Whose logs a face wants: everything of a step, or what a query means. */
export type LogsOf = { step: StepId } | { query: Omit<LogQuery, 'sidecars'> };

export interface LogsRequest {
  of: LogsOf;
  tailLines?: number;
  sinceSeconds?: number;
  previous?: boolean;
  /** Absent: yes. */
  follow?: boolean;
  /** Absent: all. */
  roles?: readonly ContainerRole[];
  /** Go on trying where the cluster does not answer from the beginning. */
  patient?: boolean;
  signal: AbortSignal;
}

/** Istio's proxy is a sidecar, also where it is an ordinary container of its pod. */
const sidecars = ['istio-proxy'];

/** The pods that a step is about; undefined for steps that have none. `version` of the release decides where components live. */
function queryOfStep(step: StepId, namespace: string, version: string): LogQuery | undefined {
  const system = 'istio-system';
  const isOld = /^1\.[0-4]\./.test(version);
  switch (step) {
    case 'control-plane':
      return { namespace: system };
    case 'proxies':
      return { namespace: system, labelSelector: 'istio=pilot' };
    case 'injection':
      return { namespace: system, labelSelector: isOld ? 'istio=sidecar-injector' : 'istio=pilot' };
    case 'bookinfo':
      return { namespace, labelSelector: 'app in (productpage,details,ratings,reviews)' };
    case 'gateway':
      return { namespace: system, labelSelector: 'istio=ingressgateway' };
    default:
      return undefined;
  }
}

/** Steps that have logs to read. */
export const stepsWithLogs: readonly StepId[] = [
  'control-plane',
  'proxies',
  'injection',
  'bookinfo',
  'gateway',
];

/** The query as the cluster is asked; undefined where a step has no pods. */
export function queryOf(
  { of, roles }: Pick<LogsRequest, 'of' | 'roles'>,
  ground: { namespace: string; version: string },
): LogQuery | undefined {
  const query = 'step' in of ? queryOfStep(of.step, ground.namespace, ground.version) : of.query;
  return query && { ...query, sidecars, ...(roles ? { roles } : {}) };
}
