import type { KubernetesObject } from '../../kubernetes/object.ts';
import { hookAnnotation } from '../names.ts';

/** The occasions on which Helm would write this object: `post-install`; none for an object that is no hook. */
export function hooksOf(object: KubernetesObject): string[] {
  const value = object.metadata.annotations?.[hookAnnotation];
  return typeof value === 'string'
    ? value
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [];
}

const atInstall = new Set(['pre-install', 'post-install', 'crd-install']);

/** A hook that is for another time than an install: a test, an upgrade, what follows a deletion. Applied like the rest, it would run. */
export function isForAnotherTime(object: KubernetesObject): boolean {
  const hooks = hooksOf(object);
  return hooks.length > 0 && !hooks.some((hook) => atInstall.has(hook));
}
