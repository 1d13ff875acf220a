import type { ChosenRelease } from '../istio/choices/chosen-release.ts';
import type { Connection } from '../kubernetes/connect/connection.ts';
import type { Tunnel } from '../kubernetes/connect/tunnel.ts';
import type { Message } from '../language/message.ts';

/** One cluster, by whatever way it is reached. */
export type ClusterConnection = Pick<
  Connection,
  'context' | 'server' | 'transport' | 'api' | 'config' | 'pin' | 'verify' | 'close'
>;

/** What every step stands on: one cluster, one release, and the choices of this run. */
export interface Ground {
  connection: ClusterConnection;
  /** Undefined until it is known which one fits the server, and where none does: then steps can look, but not write. */
  release: ChosenRelease | undefined;
  /** Why no release can be had here. */
  unfit?: Message;
  /** What went wrong when it was last tried to find the release: what needs one fails with this. */
  unsettled?: unknown;
  /** The server's version, where the release was chosen by it. */
  fits?: string;
  /** The namespace that gets injection and Bookinfo. */
  namespace: string;
  /** Milliseconds that one step may wait for the cluster. */
  timeout: number;
  readOnly: boolean;
  /** Milliseconds that a run waits for an API server that is away, at most; absent, a run fails with the first call that does. */
  patience?: number;
  /**
   * Where runs keep what they did: in the cluster, and, where a directory is named, in a journal on disk. Absent, nothing is kept.
   */
  state?: { directory?: string };
  /** Keeps a tunnel open until the program ends. Absent where it ends at once, so that a tunnel would be of no use. */
  keep?(tunnel: Tunnel): void;
}
