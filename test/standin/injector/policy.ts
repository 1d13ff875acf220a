import type { Pod } from './pod.ts';

const NEVER = new Set(['kube-system', 'kube-public']);
const YES = new Set(['y', 'yes', 'true', 'on']);

/** Whether a pod gets a sidecar: its annotation decides, and where it says nothing the policy does. */
export function wantsSidecar(policy: string, namespace: string, pod: Pod): boolean {
  if (pod.spec.hostNetwork || NEVER.has(namespace)) return false;
  const asked = pod.metadata.annotations?.['sidecar.istio.io/inject']?.toLowerCase() ?? '';
  if (policy !== 'enabled' && policy !== 'disabled') return false;
  return asked === '' ? policy === 'enabled' : YES.has(asked);
}
