import type { Resource } from '../kinds/resource.ts';

/** Which object, collection or subresource of it a request is about, and in which version it wants to see it. */
export interface Target {
  resource: Resource;
  /** One of the versions that the kind is served in. */
  apiVersion: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

export interface WriteOptions {
  dryRun?: boolean;
  /** Who writes; `managedFields` remembers it. */
  fieldManager?: string;
}

export interface ApplyOptions extends WriteOptions {
  force?: boolean;
}

export type Propagation = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  dryRun?: boolean;
  propagationPolicy?: Propagation;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export interface ListOptions {
  labelSelector?: string;
  fieldSelector?: string;
}
