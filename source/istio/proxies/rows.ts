import type { ObjectRef } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';

/**
 * What the panes and `hoist status` show of Kubernetes and Istio, made by pure functions. The objects that rows are made from must be
 * safe to draw already. Times are ISO strings; the screen turns them into ages.
 */

/** Drives glyph, word and colour, never colour alone. */
export type Health = 'good' | 'busy' | 'warn' | 'bad' | 'off';

export interface NodeRow {
  name: string;
  ready: boolean;
  health: Health;
  /** `Ready`, `NotReady`, `Ready,SchedulingDisabled`. */
  status: string;
  version: string;
  architecture: string;
  /** Cores and bytes; requested is the sum over the pods placed there, undefined where pods cannot be listed. */
  allocatable: { cpu: number; memory: number };
  requested?: { cpu: number; memory: number };
  created: string;
}

export interface NamespaceRow {
  name: string;
  health: Health;
  /** `Active` or `Terminating`. */
  phase: string;
  /** The value of the istio-injection label, empty if it has none. */
  injection: string;
  created: string;
}

export interface ContainerRow {
  name: string;
  image: string;
  init: boolean;
  ready: boolean;
  restarts: number;
  /** `Running`, `Completed`, or the reason that it waits or ended with: `CrashLoopBackOff`. */
  state: string;
}

export interface PodRow {
  ref: ObjectRef;
  name: string;
  namespace: string;
  health: Health;
  /** As kubectl prints it: `2/2`. */
  ready: string;
  /** As kubectl's STATUS column: `Running`, `Completed`, `ImagePullBackOff`, `Init:0/1`, `Terminating`. */
  status: string;
  restarts: number;
  node: string;
  created: string;
  containers: ContainerRow[];
  /** Whether a sidecar was injected: the status annotation and an istio-proxy container. */
  injected: boolean;
  /** Why it is not ready, in words; undefined when it is. */
  why?: Message;
}

export interface ServiceRow {
  ref: ObjectRef;
  name: string;
  type: string;
  clusterIp: string;
  externalIp: string;
  /** As kubectl prints them: `80:31380/TCP,443:31390/TCP`. */
  ports: string;
}

/** One workload with its pods and its Service: a Deployment, or a Job. */
export interface ComponentRow {
  ref: ObjectRef;
  name: string;
  namespace: string;
  kind: string;
  health: Health;
  /** `1/1` ready of wanted; for a Job, completed of wanted. */
  ready: string;
  /** Exactly one replica is wanted: the single point of failure that the chapter warns of. False for Jobs. */
  singleReplica: boolean;
  created: string;
  pods: PodRow[];
  service?: ServiceRow;
  why?: Message;
}

export type SyncState = 'SYNCED' | 'STALE' | 'NOT SENT' | 'ERROR' | 'UNKNOWN';

/** One proxy's row in pilot's table, or a pod that should have one and has not (`missing`). */
export interface ProxyRow {
  /** `pod.namespace`, the id by which pilot knows it. */
  id: string;
  name: string;
  namespace: string;
  kind: 'sidecar' | 'gateway';
  missing: boolean;
  cds: SyncState;
  lds: SyncState;
  eds: SyncState;
  /** Endpoints acknowledged of those wanted; 1.1.0 only. */
  edsPercent?: number;
  rds: SyncState;
  /** Extension configuration; undefined where pilot does not know it (1.1.0), or never sent any. */
  ecds?: SyncState;
  /** What the proxy refused, in its own words; since 1.30 only. */
  error?: string;
  /** Since when it is so: by pilot's own times (1.30), else since we have been looking. ISO; undefined where nobody knows. */
  since?: string;
  pilot: string;
  version: string;
  health: Health;
  /** What this row means, in a sentence: also for states that look odd and are normal. */
  meaning: Message;
}
