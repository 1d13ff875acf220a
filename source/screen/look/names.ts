import type { ObjectRef } from '../state/overlay.ts';

/** `deployment/istio-pilot`, short as people type it. */
export function nameOf(ref: ObjectRef): string {
  return `${ref.kind.toLowerCase()}/${ref.name}`;
}
