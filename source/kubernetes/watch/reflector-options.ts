import type { Clock } from '../clock.ts';
import type { Transport } from '../connect/transport.ts';
import type { KubernetesObject, ResourceType } from '../object.ts';
import type { Change } from './object-store.ts';
import type { ReflectorState } from './reflector-state.ts';

export type ReflectorEvent<T extends KubernetesObject> = Change<T> | { type: 'state'; state: ReflectorState };

/** Something that does not stop the reflector but that somebody should know of. */
export interface ReflectorProblem {
  kind: 'listener' | 'transform' | 'garbage';
  resource: string;
  error: Error;
}

export interface ReflectorOptions<T extends KubernetesObject> {
  transport: Transport;
  type: ResourceType;
  /** Absent: all namespaces. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** Ask for `metadata` alone (PartialObjectMetadata, Kubernetes 1.15); what an older server sends beyond it is dropped. */
  metadataOnly?: boolean;
  /**
   * What is kept of an object; must keep `metadata.name`, `namespace`, `uid` and `resourceVersion`. The place to shrink objects
   * and, with sanitizeObject, to make their strings safe to draw. Absent: everything but `managedFields`.
   */
  transform?: (object: KubernetesObject) => T;
  onProblem?: (problem: ReflectorProblem) => void;
  /** Objects in one page of a list. */
  pageSize?: number;
  /**
   * Milliseconds of silence after which a watch is opened anew. API servers send a bookmark about once a minute
   * (k8s.io/apiserver cacher.go, defaultBookmarkFrequency); servers without bookmarks only see one more request.
   */
  idleDeadline?: number;
  /** Milliseconds between tries while the answer is no. */
  slowRetry?: number;
  clock?: Clock;
}
