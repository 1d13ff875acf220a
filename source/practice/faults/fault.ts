import type { Json } from '../object.ts';

/** One thing that goes wrong for as long as it is switched on. What it broke heals as it would on a real cluster, in its own time. */
export interface Fault {
  /** `kept` is what `keeps` said when a state was saved with the fault on: the cluster is then already as the fault has left it. */
  on(kept?: Json): void;
  off(): void;
  /** What `off` puts back and the cluster's objects no longer tell, as JSON. */
  keeps?(): Json;
}
