import type { KubernetesObject } from '../kubernetes/object.ts';
import { statusOf } from '../kubernetes/status.ts';
import type { Cause } from './causes.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** The conditions with which the namespace controller says what holds it up, the worst first. */
const conditions: [type: string, cause: Cause][] = [
  ['NamespaceDeletionDiscoveryFailure', 'terminating-api'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'terminating-api'],
  ['NamespaceFinalizersRemaining', 'terminating-finalizers'],
  ['NamespaceDeletionContentFailure', 'terminating-content'],
  ['NamespaceContentRemaining', 'terminating-content'],
];

/** Why a namespace that is being deleted is still there. Undefined for one that is not. */
export function diagnoseNamespace(namespace: KubernetesObject): Diagnosis | undefined {
  const { name, deletionTimestamp } = namespace.metadata;
  if (!deletionTimestamp && namespace.status?.phase !== 'Terminating') return undefined;
  const what = statusOf(namespace).why ?? { key: 'status.terminating' };
  const said: { type: string; status: string; message?: string }[] = namespace.status?.conditions ?? [];
  for (const [type, cause] of conditions) {
    const one = said.find((condition) => condition.type === type && condition.status === 'True');
    if (!one) continue;
    const command = cause === 'terminating-api' ? 'kubectl get apiservices' : `kubectl -n ${name} get all`;
    return diagnosis(cause, what, { namespace: name, words: one.message ?? '' }, [
      command,
      `kubectl get namespace ${name} -o yaml`,
    ]);
  }
  return diagnosis('terminating', what, { namespace: name }, [`kubectl get namespace ${name} -o yaml`]);
}
