import type { Access, Denied } from '../http/access-review.ts';
import type { Fault } from './fault.ts';

/** What only an administrator of the whole cluster may write, and Istio cannot do without. */
const guarded: [group: string, resource: string][] = [
  ['apiextensions.k8s.io', 'customresourcedefinitions'],
  ['rbac.authorization.k8s.io', 'clusterroles'],
  ['rbac.authorization.k8s.io', 'clusterrolebindings'],
  ['admissionregistration.k8s.io', 'mutatingwebhookconfigurations'],
  ['admissionregistration.k8s.io', 'validatingwebhookconfigurations'],
  ['', 'namespaces'],
];
const writes = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** The user has lost the rights of an administrator: everything can be read, and nothing of the whole cluster can be written. */
export function forbidden(access: Access): Fault {
  const denied: Denied[] = guarded.flatMap(([group, resource]) =>
    writes.map((verb) => ({ verb, group, resource })),
  );
  return { on: () => access.deny(denied), off: () => access.deny([]) };
}
