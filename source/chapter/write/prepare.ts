import { isClusterScoped } from '../../istio/clean-up/clean.ts';
import { type Rewritten, rewrite } from '../../istio/release/rewrite.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import type { StepRun } from '../step.ts';

/**
 * The objects of a manifest as this cluster takes them: removed versions rewritten, cleaned for server-side apply, and those without a
 * namespace put into the application's, as kubectl would put them into its context's. Says each rewriting once where `run` is given.
 */
export async function prepare(
  ground: Ground,
  manifest: readonly KubernetesObject[],
  signal: AbortSignal,
  run?: StepRun,
): Promise<KubernetesObject[]> {
  const { objects, rewritten } = await prepared(ground, manifest, signal);
  const [first] = rewritten;
  if (first && run) {
    const values = { count: rewritten.length, from: first.from, to: first.to, why: first.why };
    run.emit({ type: 'note', level: 'info', message: { key: 'prepare.rewritten', values } });
  }
  return objects;
}

export interface Prepared {
  objects: KubernetesObject[];
  /** The same before those without a namespace were given one. */
  asWritten: KubernetesObject[];
  rewritten: Rewritten[];
}

/** As prepare, with what was done to get there. */
export async function prepared(
  ground: Ground,
  manifest: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<Prepared> {
  const served = await servedKinds(ground, manifest, signal);
  const { objects, rewritten } = rewrite(manifest, (apiVersion, kind) => served.has(`${apiVersion}/${kind}`));
  const placed = objects.map((object) => withNamespace(object, ground.namespace));
  return { objects: placed, asWritten: objects, rewritten };
}

function withNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  if (object.metadata.namespace || isClusterScoped(object)) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** What the server serves of the versions that the manifest names, and of those that they may be rewritten to. */
async function servedKinds(
  ground: Ground,
  manifest: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const { discovery } = ground.connection.api;
  const versions = new Set(['apps/v1', ...manifest.map((object) => object.apiVersion)]);
  const lists = await Promise.all([...versions].map((version) => discovery.kinds(version, signal)));
  return new Set(lists.flat().map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
}
