import type { Resource } from '../kinds/resource.ts';
import type { KubernetesObject } from '../object.ts';

/** One write on its way into the store, in the stored form. */
export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  resource: Resource;
  /** Of a create or update: a draft that may be changed. Of a delete: what is to go. */
  object: KubernetesObject;
  old?: KubernetesObject;
  subresource?: string;
  dryRun: boolean;
}

/** Looks at a write after defaulting and before validation; may change the draft, or refuse by throwing a StatusError. */
export type Admission = (request: AdmissionRequest) => void;
