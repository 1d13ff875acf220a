import type { KubernetesObject } from '../object.ts';
import type { GroupResource, StatusBody } from '../status-error.ts';

/** How the server says that something is gone. */
export function deletionStatus({ group, plural }: GroupResource, object: KubernetesObject): StatusBody {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(group ? { group } : {}),
      kind: plural,
      uid: object.metadata.uid,
    },
  };
}
