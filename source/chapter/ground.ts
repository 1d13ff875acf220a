import type { ChosenRelease } from '../istio/choices/chosen-release.ts';
import type { Connection } from '../kubernetes/connection.ts';
import type { Tunnel } from '../kubernetes/tunnel.ts';

/** What every step stands on: one cluster, one release, and the choices of this run. */
export interface Ground {
  connection: Connection;
  /** Undefined where no release was named: then steps can look, but not write. */
  release: ChosenRelease | undefined;
  /** The namespace that gets injection and Bookinfo. */
  namespace: string;
  /** Milliseconds that one step may wait for the cluster. */
  timeout: number;
  readOnly: boolean;
  /** Keeps a tunnel open until the program ends. Absent where it ends at once, so that a tunnel would be of no use. */
  keep?(tunnel: Tunnel): void;
}
