import type { PlanItem } from '../../chapter/chapter.ts';
import { goingAlong, planCounts } from '../../chapter/plan/plan-counts.ts';
import type { Drawing } from '../look/drawing.ts';
import { nameOf } from '../look/names.ts';
import type { Tone } from '../look/tone.ts';
import type { Fetched, Plan } from '../state/overlay.ts';
import { pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';

const actionTone: Record<PlanItem['action'], Tone> = {
  create: 'good',
  change: 'busy',
  delete: 'warn',
  keep: 'quiet',
};

/** So many objects are told one by one where there is little room. */
const few = 3;

/** What would be written, in a sentence or two. */
export function planSummary(plan: Fetched<Plan>, { say, glyphs }: Drawing, width: number): Line[] {
  if (plan.state === 'loading') return [[segment(say({ key: 'screen.plan.loading' }), 'busy')]];
  if (plan.state === 'failed') {
    const words = say({ key: 'screen.plan.failed', values: { words: plan.message } });
    return wrap(`${glyphs.health.bad} ${words}`, width).map((row) => [segment(row, 'bad')]);
  }
  const counts = planCounts(plan.value);
  const writes = counts.create + counts.change + counts.delete;
  const sentences: string[] = [];
  if (writes > 0) {
    const parts = (['create', 'change', 'delete', 'keep'] as const)
      .filter((action) => counts[action] > 0)
      .map((action) => say({ key: `screen.plan.counts.${action}`, values: { count: counts[action] } }));
    sentences.push(parts.join(`  ${glyphs.join}  `));
    const along = goingAlong(plan.value);
    if (along) sentences.push(say(along));
  } else if (counts.keep > 0)
    sentences.push(say({ key: 'screen.plan.nothing', values: { keep: counts.keep } }));
  else sentences.push(say({ key: 'screen.plan.reads' }));
  return sentences.flatMap((sentence) =>
    wrap(sentence, width).map((row): Line => [segment(row, writes > 0 ? 'title' : 'plain')]),
  );
}

/** Object by object, what is written first. */
export function planLines(plan: Fetched<Plan>, drawing: Drawing, width: number): Line[] {
  if (plan.state !== 'there') return [];
  const { say, glyphs } = drawing;
  const order = ['delete', 'change', 'create', 'keep'];
  return plan.value
    .toSorted((one, other) => order.indexOf(one.action) - order.indexOf(other.action))
    .flatMap(({ object, action, why }) => {
      const name = `${nameOf(object)}${object.namespace ? ` -n ${object.namespace}` : ''}`;
      const words = pad(say({ key: `screen.plan.${action}` }), 9, glyphs.more);
      const first: Line = [segment(`  ${words} `, actionTone[action]), segment(name)];
      const reasons = why ? wrap(say(why), width - 14) : [];
      return [first, ...reasons.map((row): Line => [segment(`${' '.repeat(12)}${row}`, 'quiet')])];
    });
}

/** What would be written, object by object, where that is soon told; of more the guide of the step has the list. */
export function fewWrites(plan: Fetched<Plan>, drawing: Drawing, width: number): Line[] {
  if (plan.state !== 'there') return [];
  const value = plan.value.filter(({ action }) => action !== 'keep');
  return value.length > few ? [] : planLines({ state: 'there', value }, drawing, width).slice(0, few * 2);
}
