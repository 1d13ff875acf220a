import type { LessonStepView } from '../../chapter/lesson/lesson.ts';
import { type Standing, standingOf } from '../../chapter/lesson/standing.ts';
import type { Message } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import { shownStep } from '../session/lesson.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { byHandLines } from './by-hand.ts';

const healthOf = { good: 'good', bad: 'busy', unknown: 'off' } as const;

/** A workshop's own steps: where one is, what the step is about, and what the cluster shows of it. */
export function lessonLines(
  state: Pick<ScreenState, 'about'>,
  overlay: Extract<Overlay, { kind: 'lesson' }>,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say } = drawing;
  const { about, steps } = overlay.view;
  const shown = shownStep(overlay);
  if (!shown) return [];
  const prose = (words: string): Line[] =>
    words.split('\n').flatMap((line) => wrap(line, width).map((one): Line => [segment(one)]));
  return [
    ...(about && shown.index === 0 ? [...prose(say(about)), []] : []),
    ...steps.map((step, index) =>
      rowOf({ step, index, standing: standingOf(steps, index) }, index === shown.index, drawing),
    ),
    [],
    [segment(say(shown.step.title), 'title')],
    ...prose(say(shown.step.text)),
    ...bodyOf(shown.step, early(standingOf(steps, shown.index), steps), state.about, drawing, width),
  ];
}

/** Why a step does not count whose checks are all met. */
function early(standing: Standing, steps: readonly LessonStepView[]): Message | undefined {
  const open = standing.state === 'early' ? steps[standing.after] : undefined;
  if (standing.state !== 'early' || !open) return undefined;
  return { key: 'lesson.early', values: { number: standing.after + 1, title: open.title } };
}

function rowOf(
  { step, index, standing }: { step: LessonStepView; index: number; standing: Standing },
  current: boolean,
  { say, glyphs }: Drawing,
): Line {
  const done = standing.state === 'reached';
  const state =
    standing.state === 'early'
      ? say({ key: 'lesson.early.short', values: { number: standing.after + 1 } })
      : say({ key: done ? 'screen.state.done' : 'screen.state.todo' });
  return [
    segment(current ? `${glyphs.cursor} ` : '  ', 'accent'),
    segment(glyphs.health[done ? 'good' : 'off'], done ? 'good' : 'off'),
    segment(` ${index + 1} ${say(step.title)}`, current ? 'title' : undefined),
    segment(`  ${state}`, 'quiet'),
  ];
}

function bodyOf(
  step: LessonStepView,
  waits: Message | undefined,
  at: ScreenState['about'],
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, glyphs } = drawing;
  const heading = (key: Parameters<typeof say>[0]): Line[] => [[], [segment(say(key), 'title')]];
  const words = (text: string, indent: string, tone?: 'quiet'): Line[] =>
    wrap(text, width - indent.length).map((line): Line => [segment(indent + line, tone)]);
  return [
    ...heading({ key: 'screen.lesson.checks' }),
    ...step.checks.flatMap(({ what, state, found }): Line[] => {
      const health = healthOf[state];
      const [first = '', ...rest] = wrap(
        `${say({ key: `screen.lesson.${state}` })}: ${say(what)}`,
        width - 4,
      );
      return [
        [segment(`  ${glyphs.health[health]} `, health), segment(first)],
        ...rest.map((line): Line => [segment(`    ${line}`)]),
        ...(state === 'good' ? [] : words(say(found), '    ', 'quiet')),
      ];
    }),
    ...(waits ? words(say(waits), '  ') : []),
    ...(step.manifests.length > 0
      ? [
          ...heading({ key: 'screen.lesson.manifests' }),
          ...step.manifests.map((file): Line => [segment(`  ${glyphs.bullet} ${file}`)]),
        ]
      : []),
    ...byHandLines(step.commands, at, drawing, width),
    ...(step.hint ? [...heading({ key: 'screen.step.hint' }), ...words(say(step.hint), '')] : []),
  ];
}
