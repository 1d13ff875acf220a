import type { KubernetesObject } from '../kubernetes/object.ts';
import { injectionLabel } from './names.ts';
import type { NamespaceRow } from './proxies/rows.ts';

/** A namespace with its ISTIO-INJECTION column. */
export function namespaceRow(namespace: KubernetesObject): NamespaceRow {
  const { name, labels, creationTimestamp = '', deletionTimestamp } = namespace.metadata;
  const phase = deletionTimestamp ? 'Terminating' : (namespace.status?.phase ?? 'Active');
  return {
    name,
    health: phase === 'Terminating' ? 'busy' : 'good',
    phase,
    injection: labels?.[injectionLabel] ?? '',
    created: creationTimestamp,
  };
}
