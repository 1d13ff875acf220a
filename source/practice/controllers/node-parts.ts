import type { Cluster } from '../cluster.ts';
import type { EventRecorder } from './event-recorder.ts';
import type { Programs } from './program.ts';

/** What every pod of a node has in common. */
export interface NodeParts {
  cluster: Cluster;
  events: EventRecorder;
  programs: Programs;
  /** Images that the node has pulled. */
  images: Set<string>;
  hostIp: string;
  nextPodIp(): string;
}
