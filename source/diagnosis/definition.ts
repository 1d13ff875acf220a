import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

/** Why a CustomResourceDefinition does not count yet: its names are taken, or the server is still at it. Undefined once it does. */
export function diagnoseDefinition(crd: KubernetesObject): Diagnosis | undefined {
  const conditions: Condition[] = crd.status?.conditions ?? [];
  const one = (type: string) => conditions.find((condition) => condition.type === type);
  const { name } = crd.metadata;
  const command = `kubectl get crd ${name} -o yaml`;
  const names = one('NamesAccepted');
  if (names?.status === 'False') {
    const words = [names.reason, names.message].filter(Boolean).join(': ');
    const what: Message = { key: 'status.said', values: { words } };
    return diagnosis('crd-names', what, { name, words }, [command]);
  }
  if (one('Established')?.status === 'True') return undefined;
  return diagnosis('crd-waiting', { key: 'status.crd' }, { name }, [command]);
}
