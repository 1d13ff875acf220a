import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { hooksOf, isForAnotherTime } from '../release/hooks.ts';
import type { Finding } from './finding.ts';
import { namesOf } from './names-of.ts';

/** Helm writes hooks when their time comes; whoever applies a rendered chart writes them all at once. */
export function hooks(objects: readonly KubernetesObject[]): Finding[] {
  const found = objects.filter((object) => hooksOf(object).length > 0);
  const early = found.filter(isForAnotherTime);
  const inTime = found.filter((object) => !early.includes(object));
  const findings: Finding[] = [];
  if (early.length > 0)
    findings.push({
      rule: 'hook',
      severity: 'warn',
      message: { key: 'lint.hook-early', values: { names: namesOf(early) } },
      objects: early.map(refOf),
    });
  if (inTime.length > 0)
    findings.push({
      rule: 'hook',
      severity: 'info',
      message: { key: 'lint.hook-ordered', values: { names: namesOf(inTime) } },
      objects: inTime.map(refOf),
    });
  return findings;
}
