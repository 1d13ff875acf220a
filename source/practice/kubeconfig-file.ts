import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';

export interface KubeconfigFile {
  path: string;
  remove(): void;
}

/** By this name the kubeconfig tells where a practice cluster is set up, and that it is one. */
const controlExtension = 'hoist.practice/control';

/** A kubeconfig that only its owner can read, in a directory of its own. */
export function writeKubeconfig({
  server,
  control,
  certificate,
  token,
  context,
}: {
  server: string;
  /** The URL of the control server. */
  control: string;
  certificate: string;
  token: string;
  context: string;
}): KubeconfigFile {
  const directory = mkdtempSync(join(tmpdir(), 'hoist-practice-'));
  const path = join(directory, 'kubeconfig');
  const user = 'practice';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: context,
        cluster: {
          server,
          'certificate-authority-data': Buffer.from(certificate).toString('base64'),
          extensions: [{ name: controlExtension, extension: { server: control } }],
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: context, context: { cluster: context, user } }],
    'current-context': context,
  };
  writeFileSync(path, dump(config), { mode: 0o600 });
  const remove = () => rmSync(directory, { recursive: true, force: true });
  // Also when the program ends without closing its cluster.
  process.once('exit', remove);
  return {
    path,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}
