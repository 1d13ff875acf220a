import { type InjectionRow, injectionRows, sortedByNeed } from '../../istio/sidecar/injection-rows.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { unlessForbidden } from '../../kubernetes/unless-forbidden.ts';
import type { Ground } from '../ground.ts';
import type { Facts } from './facts.ts';
import { injectionFacts } from './insight.ts';

export interface InjectionLook {
  rows: readonly InjectionRow[];
  /** Pods of all namespaces may not be listed: these are those of istio-system and the application's. */
  partly: boolean;
}

/** Every pod of the cluster with its sidecar or the rule by which it has none. Asked once; nobody watches ten thousand pods of others. */
export async function lookAtInjection(
  ground: Ground,
  facts: Facts,
  signal: AbortSignal,
): Promise<InjectionLook> {
  const { api } = ground.connection;
  const known = injectionFacts(facts);
  const everyPod = async () => {
    // With the record of who set which label when, which watches leave out.
    const namespaces = await api.listIfServed('v1', 'Namespace', { signal });
    const pods = await api.type('v1', 'Pod', signal);
    // A row at a time: the pods themselves may be large.
    const rows = await api.map(pods, { signal }, (pod: KubernetesObject) =>
      injectionRows({ ...known, namespaces, pods: [sanitizeObject(pod)] }),
    );
    return rows.flat();
  };
  const whole = await unlessForbidden(everyPod());
  const rows = whole ?? injectionRows({ ...known, pods: facts.objects.pods });
  return { rows: sortedByNeed(rows), partly: whole === undefined };
}
