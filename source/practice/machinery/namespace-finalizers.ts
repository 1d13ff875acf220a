import type { KubernetesObject } from '../object.ts';

/** A namespace's own finalizers change through its `finalize` subresource, and nothing else does there. */
export function finalizersOfNamespace(
  draft: KubernetesObject,
  old: KubernetesObject,
  subresource: string | undefined,
): KubernetesObject {
  const finalizers = (subresource === 'finalize' ? draft : old).spec?.finalizers;
  const kept = subresource === 'finalize' ? { ...structuredClone(old), metadata: draft.metadata } : draft;
  const spec = { ...kept.spec };
  if (finalizers) spec.finalizers = structuredClone(finalizers);
  else delete spec.finalizers;
  return { ...kept, spec };
}
