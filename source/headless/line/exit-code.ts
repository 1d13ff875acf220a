/** How the program ends. Written down in `hoist --help`: scripts branch on these. */
export const exitCode = {
  fine: 0,
  /** A check or a step failed, or an audit found leftovers. */
  failed: 1,
  /** What was asked for cannot be meant: flags, kubeconfig, context, release directory. Nothing was sent to a cluster. */
  usage: 2,
  cancelled: 3,
  /** The cluster could not be asked: no answer, a failed handshake, or credentials that it does not accept. */
  unreachable: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
