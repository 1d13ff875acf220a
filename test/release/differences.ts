import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { factsOf } from './facts-of.ts';

/** What two releases say differently, as `what: official -> ours`, each field on its own line. */
export function differences(one: readonly KubernetesObject[], other: readonly KubernetesObject[]): string[] {
  const [theirs, own] = [factsOf(one), factsOf(other)];
  return [...new Set([...theirs.keys(), ...own.keys()])].flatMap((name) => {
    const [before, after] = [theirs.get(name), own.get(name)];
    if (!before || !after) return `${name}: only ${before ? 'official' : 'ours'}`;
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((path) => before.get(path) !== after.get(path))
      .map((path) => `${name} ${path}: ${before.get(path) ?? '(none)'} -> ${after.get(path) ?? '(none)'}`);
  });
}

/** Of a line in a table of differences, in which `*` stands for anything. */
export const matcher = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
