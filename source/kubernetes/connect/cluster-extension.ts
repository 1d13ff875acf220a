import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type KubeconfigOptions, kubeconfigFiles } from './kubeconfig.ts';

type Field = Record<string, unknown> | undefined;

const named = (list: unknown, name: unknown): Field =>
  Array.isArray(list) ? (list as Field[]).find((one) => one?.name === name) : undefined;

/**
 * What a kubeconfig says beside the standard about the cluster at a server, by the extension's name; the library drops it.
 * Undefined where nothing is said, and where a file cannot be read: that is told by whoever needs the rest of it.
 */
export function clusterExtension(options: KubeconfigOptions, server: string, name: string): unknown {
  for (const file of kubeconfigFiles(options)) {
    if (!existsSync(file)) continue;
    try {
      const { clusters } = (load(readFileSync(file, 'utf8')) ?? {}) as { clusters?: unknown };
      for (const one of Array.isArray(clusters) ? (clusters as Field[]) : []) {
        const cluster = one?.cluster as Field;
        if (cluster?.server !== server) continue;
        const found = named(cluster.extensions, name)?.extension;
        if (found !== undefined) return found;
      }
    } catch {
      // The next file may be whole.
    }
  }
  return undefined;
}
