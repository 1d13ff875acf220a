import { groupOf, type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { isClusterScoped } from '../clean-up/clean.ts';
import type { Finding, ServerFacts } from './finding.ts';
import { namesOf } from './names-of.ts';

/** Objects that live in a namespace and name none: kubectl would put them into whichever is the context's. */
export function noNamespace(objects: readonly KubernetesObject[], { namespaced }: ServerFacts): Finding[] {
  const scopes = new Map<string, string>();
  for (const { kind, spec } of objects)
    if (kind === 'CustomResourceDefinition')
      scopes.set(`${spec?.group}/${spec?.names?.kind}`, String(spec?.scope ?? 'Namespaced'));
  const livesInOne = ({ apiVersion, kind }: KubernetesObject) => {
    const scope = scopes.get(`${groupOf(apiVersion)}/${kind}`);
    if (scope !== undefined) return scope === 'Namespaced';
    return namespaced(apiVersion, kind) ?? !isClusterScoped({ apiVersion, kind });
  };
  const found = objects.filter((object) => !object.metadata.namespace && livesInOne(object));
  if (found.length === 0) return [];
  return [
    {
      rule: 'no-namespace',
      severity: 'warn',
      message: { key: 'lint.no-namespace', values: { count: found.length, names: namesOf(found) } },
      hint: { key: 'lint.no-namespace.hint' },
      objects: found.map(refOf),
    },
  ];
}
