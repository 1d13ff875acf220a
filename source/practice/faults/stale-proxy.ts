import type { Cluster } from '../cluster.ts';
import type { Mesh } from '../istio/mesh.ts';
import type { Fault } from './fault.ts';

/** One proxy no longer acknowledges its listeners: STALE, while its traffic goes on by what it had. */
export function staleProxy({ trouble }: Cluster, mesh: Mesh): Fault {
  const set = (isDeaf: boolean) => {
    trouble.proxyIsDeaf = isDeaf;
    // Only a push shows who acknowledges.
    for (const pilot of mesh.pilots.values()) pilot.changed();
  };
  return { on: () => set(true), off: () => set(false) };
}
