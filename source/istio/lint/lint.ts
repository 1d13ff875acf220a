import type { KubernetesObject } from '../../kubernetes/object.ts';
import { duplicates } from './duplicates.ts';
import { emptyValues } from './empty-values.ts';
import type { Finding, ServerFacts } from './finding.ts';
import { hooks } from './hooks.ts';
import { images } from './images.ts';
import { noNamespace } from './no-namespace.ts';
import { notServed } from './not-served.ts';

export type { Finding, ServerFacts };

const severities = ['error', 'warn', 'info'];

/**
 * What is wrong with objects that somebody rendered, before any of them is written: each cause once, with all objects that have it, the
 * worst first. Pure.
 */
export function lint(objects: readonly KubernetesObject[], server: ServerFacts): Finding[] {
  return [
    ...emptyValues(objects),
    ...notServed(objects, server),
    ...duplicates(objects),
    ...noNamespace(objects, server),
    ...images(objects),
    ...hooks(objects),
  ].sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}
