import { systemNamespace } from '../../istio/names.ts';
import type { ComponentRow, PodRow } from '../observe/view.ts';
import type { GuideFacts } from './guide.ts';

export const gibibytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

/** The Deployments that a namespace should have; what has run and ended is none of them. */
export const workloadsIn = ({ view }: GuideFacts, namespace: string): ComponentRow[] =>
  view.components.rows.filter(
    (row) => row.namespace === namespace && row.kind !== 'Job' && row.health !== 'off',
  );

export const systemWorkloads = (facts: GuideFacts): ComponentRow[] => workloadsIn(facts, systemNamespace);

export const podsOf = (facts: GuideFacts): PodRow[] =>
  workloadsIn(facts, facts.namespace).flatMap(({ pods }) => pods);

/** Namespaces with the label that switches injection on. */
export const labelled = ({ view }: GuideFacts): string[] =>
  view.namespaces.rows.filter(({ injection }) => injection === 'enabled').map(({ name }) => name);
