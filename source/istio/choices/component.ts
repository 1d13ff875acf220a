import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';

/** A part of Istio that is installed or left out as a whole. */
export interface Component {
  id: string;
  /** Components without which this one does not start, or is of no use. */
  needs: readonly string[];
  /** What no longer works where it is left out. */
  without: Message;
  /** Nothing works without it. */
  required?: true;
  /** An object that several components own stays as long as one of them does. */
  owns(object: KubernetesObject): boolean;
}

/** Names for several components at once. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** Owns what has one of these names, which may be given as the beginning of one: `istio-galley*`. */
export function named(...names: string[]): Component['owns'] {
  const exact = new Set(names.filter((name) => !name.endsWith('*')));
  const beginnings = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return ({ metadata: { name } }) =>
    exact.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}
