import { type KubernetesObject, kubectlName, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Rights } from './keepers.ts';

/** Kubernetes' own controllers take these off: while they work, waiting helps, and without them nothing does. */
const isKubernetes = (finalizer: string): boolean =>
  /^(foregroundDeletion|orphan|kubernetes)$/.test(finalizer) ||
  /(^|\.)(kubernetes|k8s)\.io(\/|$)/.test(finalizer);

/** An object that is being deleted and waits for somebody to take its finalizers off. */
export interface Held {
  object: KubernetesObject;
  resource: string;
  /** Every API group in which this object is served: rights in any of them do. */
  groups: readonly string[];
}

/** What keeps one object, who would let it go, and which finalizers nobody is left to take off. */
export function judgeHeld(
  { object, resource, groups }: Held,
  rights: Rights,
): { proof: Message[]; orphaned: string[] } {
  const name = kubectlName(refOf(object));
  const { namespace, finalizers = [] } = object.metadata;
  const proof: Message[] = [];
  const orphaned: string[] = [];
  const keepers = rights.keepers(groups, resource, namespace);
  for (const finalizer of finalizers) {
    const { manager, time } = setterOf(object, finalizer);
    proof.push(
      manager
        ? { key: 'repair.held.by', values: { name, finalizer, manager, time } }
        : { key: 'repair.held', values: { name, finalizer } },
    );
    if (isKubernetes(finalizer)) proof.push({ key: 'repair.keeper.kubernetes', values: { finalizer } });
    else if (keepers.running.length > 0)
      proof.push({
        key: 'repair.keeper.runs',
        values: { finalizer, pods: short(keepers.running), resource },
      });
    else if (keepers.stopped.length > 0)
      proof.push({ key: 'repair.keeper.stopped', values: { finalizer, workloads: short(keepers.stopped) } });
    else if (keepers.outside.length > 0)
      proof.push({ key: 'repair.keeper.outside', values: { finalizer, names: short(keepers.outside) } });
    else {
      const values = { finalizer, resource: groups.map((group) => `${resource}.${group}`).join(', ') };
      proof.push({ key: 'repair.keeper.gone', values });
      if (keepers.almighty.length > 0)
        proof.push({ key: 'repair.keeper.almighty', values: { pods: short(keepers.almighty) } });
      orphaned.push(finalizer);
    }
  }
  return { proof, orphaned };
}

/** Who wrote a finalizer into the object, by its managed fields; `manager` is empty where they do not say. */
function setterOf({ metadata }: KubernetesObject, finalizer: string): { manager: string; time: string } {
  const entry = (metadata.managedFields ?? []).find(({ fieldsV1 }: { fieldsV1?: Fields }) => {
    const set = fieldsV1?.['f:metadata']?.['f:finalizers'];
    return set !== undefined && (`v:${JSON.stringify(finalizer)}` in set || '.' in set);
  });
  return { manager: entry?.manager ?? '', time: String(entry?.time ?? '') };
}

type Fields = { 'f:metadata'?: { 'f:finalizers'?: object } };

const mostNames = 5;
const short = (names: readonly string[]): string =>
  names.slice(0, mostNames).join(', ') + (names.length > mostNames ? ', …' : '');
