import { isRecord, type Json, type KubernetesObject } from '../object.ts';

import { invalid, invalidObject } from '../validation/field-error.ts';

/** What is refused; `*` or a missing part stands for all. Everything else is allowed. */
export interface Denied {
  verb?: string;
  group?: string;
  resource?: string;
  namespace?: string;
  name?: string;
}

export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  namespace?: string;
  name?: string;
}

/** Who asks for all asks also for what is refused. */
const fits = (pattern: string | undefined, value: string | undefined): boolean =>
  pattern === undefined || pattern === '*' || value === '*' || pattern === (value ?? '');

/** Who may do what: all may do everything, but for the list of a fault. */
export class Access {
  #denied: readonly Denied[] = [];

  /** Replaces the list of what is refused. */
  deny(denied: readonly Denied[]): void {
    this.#denied = denied;
  }

  allows({ verb, group, resource, namespace, name }: Attributes): boolean {
    return !this.#denied.some(
      (one) =>
        fits(one.verb, verb) &&
        fits(one.group, group) &&
        fits(one.resource, resource) &&
        fits(one.namespace, namespace) &&
        fits(one.name, name),
    );
  }

  /** Answers a review that a client posted; undefined for a kind that is none. */
  review(plural: string, review: KubernetesObject): KubernetesObject | undefined {
    if (plural === 'selfsubjectrulesreviews') return { ...review, status: this.#rules() };
    if (!plural.endsWith('subjectaccessreviews')) return undefined;
    const asked = isRecord(review.spec?.resourceAttributes) ? review.spec.resourceAttributes : undefined;
    if (!asked === !isRecord(review.spec?.nonResourceAttributes))
      throw invalidObject('authorization.k8s.io', '', '', [
        invalid(
          'spec.resourceAttributes',
          asked ?? null,
          'exactly one of nonResourceAttributes or resourceAttributes must be specified',
        ),
      ]);
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    const allowed =
      !asked ||
      this.allows({
        verb: text(asked.verb),
        group: text(asked.group),
        resource: asked.subresource
          ? `${text(asked.resource)}/${text(asked.subresource)}`
          : text(asked.resource),
        namespace: text(asked.namespace),
        name: text(asked.name),
      });
    return { ...review, status: { allowed, ...(allowed ? {} : { reason: 'denied in practice' }) } };
  }

  #rules(): Json {
    const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
    return {
      // Rules can only allow: with something denied, they are said to be incomplete.
      resourceRules: [everything],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
      incomplete: this.#denied.length > 0,
    };
  }
}
