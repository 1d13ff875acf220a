import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** `$XDG_STATE_HOME/hoist`, else `~/.local/state/hoist`; a relative XDG_STATE_HOME is no valid one (XDG Base Directory, 0.8). */
export function stateDirectory(environment: NodeJS.ProcessEnv): string {
  const named = environment.XDG_STATE_HOME;
  if (named && isAbsolute(named)) return join(named, 'hoist');
  return join(environment.HOME || homedir(), '.local', 'state', 'hoist');
}

/** What the files of one cluster are called: by its UID, or by its address where the UID may not be read. Safe as a file name. */
export function clusterName({ server, uid }: { server: string; uid: string }): string {
  if (/^[\w-]{1,64}$/.test(uid)) return uid;
  return `server-${createHash('sha256')
    .update(uid || server)
    .digest('hex')
    .slice(0, 16)}`;
}
