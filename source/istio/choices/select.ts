import type { Message } from '../../language/message.ts';
import { catalogueOf } from './catalogue.ts';
import { ChoiceError } from './choice-error.ts';
import type { Component } from './component.ts';

export const mutualTlsModes = ['permissive', 'strict'] as const;
/** Whether services of the mesh take plain text too, or mutual TLS only. */
export type MutualTls = (typeof mutualTlsModes)[number];

/** What was asked for, in names of components and of groups of them. */
export interface Wish {
  mtls?: MutualTls;
  with?: readonly string[];
  without?: readonly string[];
}

export interface LeftOut {
  id: string;
  /** What no longer works. */
  without: Message;
  /** The component without which it cannot be; undefined where it was left out by name. */
  because?: string;
}

/** The chapter's first question, answered. */
export interface Selection {
  mtls: MutualTls;
  /** In the order of the catalogue. */
  included: readonly string[];
  leftOut: readonly LeftOut[];
}

/**
 * Which components a wish comes to: all of the release, without those named, and without those that need one of these. Throws
 * ChoiceError for a name that the release does not have, for what cannot be left out, and for wishes that contradict each other.
 */
export function select(version: string, wish: Wish = {}): Selection {
  const catalogue = catalogueOf(version);
  const wanted = new Set(componentsNamed(version, '--with', wish.with));
  const unwanted = new Set(componentsNamed(version, '--without', wish.without));
  for (const id of unwanted) {
    if (wanted.has(id)) throw new ChoiceError({ key: 'choice.both', values: { component: id } });
    const required = catalogue.components.find((one) => one.id === id)?.required;
    if (required) throw new ChoiceError({ key: 'choice.required', values: { component: id } });
  }
  const leftOut: LeftOut[] = [];
  for (const component of inNeedOrder(catalogue.components)) {
    const because = component.needs.find((id) => leftOut.some((one) => one.id === id));
    if (!unwanted.has(component.id) && because === undefined) continue;
    if (because !== undefined && wanted.has(component.id))
      throw new ChoiceError({ key: 'choice.needs', values: { component: component.id, needed: because } });
    const { id, without } = component;
    leftOut.push({ id, without, ...(unwanted.has(id) || because === undefined ? {} : { because }) });
  }
  const gone = new Set(leftOut.map(({ id }) => id));
  const mtls = wish.mtls ?? 'permissive';
  const { certificates } = catalogue;
  if (mtls === 'strict' && certificates && gone.has(certificates))
    throw new ChoiceError({ key: 'choice.strict-needs', values: { component: certificates } });
  const included = catalogue.components.filter(({ id }) => !gone.has(id)).map(({ id }) => id);
  return { mtls, included, leftOut };
}

/** The components that these names of components and groups stand for. Throws ChoiceError for a name that the release does not have. */
export function componentsNamed(version: string, flag: string, names: readonly string[] = []): string[] {
  const { components, groups } = catalogueOf(version);
  return names.flatMap((name) => {
    const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (group) return [...group];
    if (components.some(({ id }) => id === name)) return [name];
    const known = [...components.map(({ id }) => id), ...Object.keys(groups)].join(', ');
    throw new ChoiceError({ key: 'choice.unknown', values: { flag, component: name, version, known } });
  });
}

/** What is needed stands before what needs it; no component needs one that needs it. */
function inNeedOrder(components: readonly Component[]): Component[] {
  const ordered: Component[] = [];
  const add = (component: Component) => {
    if (ordered.includes(component)) return;
    for (const id of component.needs) {
      const needed = components.find((one) => one.id === id);
      if (needed) add(needed);
    }
    ordered.push(component);
  };
  components.forEach(add);
  return ordered;
}
