import { kubectlName, type ObjectRef } from '../../kubernetes/object.ts';

/** One field of one object as a choice names it: `deployment.apps/istio-pilot:.spec.replicas`. */
export const conflictRow = (object: ObjectRef, field: string): string => `${kubectlName(object)}:${field}`;
