import type { Message } from '../../language/message.ts';
import type { PlanItem, PlanReport } from '../chapter.ts';
import { gather } from '../check/gather.ts';
import { reportOn } from '../check/report.ts';
import { choiceMessages, stepsLeftOut } from '../choose/choices.ts';
import type { Ground } from '../ground.ts';
import type { StepId } from '../step-id.ts';
import { steps } from '../steps/all.ts';
import { lintOf } from './lint.ts';

/** Why this release cannot be installed here, whatever would be written; then there is no plan to make. */
const fatal = new Set(['cluster.version']);

/** What every step up to `to` would do, with the choices that it follows from and what stands in its way. Writes nothing. */
export async function overview(ground: Ground, signal: AbortSignal, to?: StepId): Promise<PlanReport> {
  const input = await gather(ground, signal);
  const checks = reportOn(input).categories.flatMap((category) => category.checks);
  const told = checks.filter(({ id, result }) => result !== 'pass' || id === 'nodes.room');
  const refused = checks.some(({ id, result }) => fatal.has(id) && result === 'fail');
  const { release } = ground;
  const about = {
    cluster: { context: input.context, server: input.server, version: input.serverVersion },
    release: release && { version: release.version, directory: release.directory },
    choices: release ? choiceMessages(release) : [],
    checks: told,
    findings: await lintOf(ground, signal),
  };
  if (refused) return { ...about, refused, steps: [] };
  const end = to ? steps.findIndex((step) => step.id === to) + 1 : steps.length;
  const leftOut = stepsLeftOut(release);
  const planned = new Set<string>();
  const plans: PlanReport['steps'] = [];
  for (const step of steps.slice(0, end)) {
    const id = step.id as StepId;
    if (leftOut.has(id)) continue;
    // The control plane brings the CRDs as well; they are told where they come first.
    const items = (await step.plan(ground, signal)).filter((item) => isNew(item, planned));
    if (items.length > 0) plans.push({ id, title: step.title as Message, items });
  }
  return { ...about, refused, steps: plans };
}

function isNew({ object }: PlanItem, planned: Set<string>): boolean {
  const key = [object.kind, object.namespace, object.name].join('/');
  if (planned.has(key) && object.kind === 'CustomResourceDefinition') return false;
  planned.add(key);
  return true;
}
