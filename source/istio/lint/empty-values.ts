import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import type { Finding } from './finding.ts';
import { namesOf } from './names-of.ts';

interface Expression {
  key?: unknown;
  operator?: unknown;
  values?: unknown;
}

const architecture = /(^|\.)kubernetes\.io\/arch$/;

/**
 * Requirements with In or NotIn and nothing to be in, which the API server refuses object by object ("values: Required value"). Where
 * they ask for the node's architecture in a chart of 1.1 there is one cause for all: Helm 2.15.0 reads the numbers of global.arch as
 * texts that its templates take for 0 (helm/helm#6708, istio/istio#18095).
 */
export function emptyValues(objects: readonly KubernetesObject[]): Finding[] {
  const ofArchitecture: KubernetesObject[] = [];
  const others: KubernetesObject[] = [];
  for (const object of objects) {
    const empty = expressionsIn(object).filter(isEmpty);
    if (empty.some(({ key }) => architecture.test(String(key)))) ofArchitecture.push(object);
    else if (empty.length > 0) others.push(object);
  }
  const findings: Finding[] = [];
  const rule = 'empty-values';
  if (ofArchitecture.length > 0)
    findings.push({
      rule,
      severity: 'error',
      message: { key: 'lint.empty-arch', values: { count: ofArchitecture.length } },
      hint: { key: 'lint.empty-arch.hint' },
      objects: ofArchitecture.map(refOf),
    });
  if (others.length > 0)
    findings.push({
      rule,
      severity: 'error',
      message: { key: 'lint.empty-values', values: { count: others.length, names: namesOf(others) } },
      hint: { key: 'lint.empty-values.hint' },
      objects: others.map(refOf),
    });
  return findings;
}

function isEmpty({ operator, values }: Expression): boolean {
  if (operator !== 'In' && operator !== 'NotIn') return false;
  return values === undefined || values === null || (Array.isArray(values) && values.length === 0);
}

function expressionsIn(value: unknown): Expression[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'matchExpressions' && Array.isArray(inner)
      ? inner.filter((one) => typeof one === 'object' && one !== null)
      : expressionsIn(inner),
  );
}
