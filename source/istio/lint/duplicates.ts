import { isDeepStrictEqual } from 'node:util';
import { type KubernetesObject, keyOf, refOf } from '../../kubernetes/object.ts';
import type { Finding } from './finding.ts';
import { namesOf } from './names-of.ts';

/** Objects that are there twice: which of them would hold depends on who is written last. The same said twice harms nobody. */
export function duplicates(objects: readonly KubernetesObject[]): Finding[] {
  const groups = [...Map.groupBy(objects, keyOf).values()].filter((group) => group.length > 1);
  const differ = groups.filter(([first, ...others]) => others.some((one) => !isDeepStrictEqual(one, first)));
  const alike = groups.filter((group) => !differ.includes(group));
  const findingOf = (severity: Finding['severity'], found: KubernetesObject[][]): Finding[] => {
    const firsts = found.flatMap(([first]) => first ?? []);
    if (firsts.length === 0) return [];
    const values = { names: namesOf(firsts) };
    return [
      severity === 'error'
        ? {
            rule: 'duplicate',
            severity,
            message: { key: 'lint.duplicate', values },
            hint: { key: 'lint.duplicate.hint' },
            objects: firsts.map(refOf),
          }
        : {
            rule: 'duplicate',
            severity,
            message: { key: 'lint.duplicate-alike', values },
            objects: firsts.map(refOf),
          },
    ];
  };
  return [...findingOf('error', differ), ...findingOf('warn', alike)];
}
