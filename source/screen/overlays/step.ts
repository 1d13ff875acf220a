import { guideOf } from '../../chapter/guide/all.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Tone } from '../look/tone.ts';
import { foundWords } from '../panes/steps.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { byHandLines } from './by-hand.ts';
import { planLines, planSummary } from './plan.ts';

/** The guide of a step: what it is for, what to see, how to do the same by hand, what it would do now, and what to think about. */
export function stepLines(
  state: ScreenState,
  overlay: Extract<Overlay, { kind: 'step' }>,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say } = drawing;
  const { about, view } = state;
  const text = about?.texts.find(({ id }) => id === overlay.run);
  const row = view?.steps.find(({ id }) => id === overlay.run);
  if (!text || !about) return [];
  const prose = (words: string, tone?: Tone): Line[] =>
    wrap(words, width).map((line) => [segment(line, tone)]);
  const indented = (mark: string, words: string, tone?: Tone): Line[] =>
    wrap(words, width - 2).map((line, row) => [segment(`${row === 0 ? mark : '  '}${line}`, tone)]);
  const heading = (words: string): Line[] => [[], [segment(words, 'title')]];
  const guide =
    view && guideOf(overlay.run, { view, namespace: about.namespace, release: about.release?.version });
  const found = row ? foundWords(row, state, say) : '';
  const here = guide ? say(guide.here) : '';
  return [
    ...prose(say(text.explain)),
    ...(row ? [...heading(say({ key: 'screen.step.found' })), ...prose(found)] : []),
    ...(guide
      ? [
          ...heading(say({ key: 'screen.guide.look' })),
          ...prose(say(guide.look)),
          ...heading(say({ key: 'screen.guide.compare' })),
          ...labelled(say({ key: 'screen.guide.chapter' }), say(guide.chapter), width),
          ...labelled(say({ key: 'screen.guide.here' }), here, width),
          ...labelled(say({ key: 'screen.guide.why' }), say(guide.why), width),
        ]
      : []),
    ...heading(say({ key: 'screen.step.hint' })),
    ...prose(say(text.hint)),
    ...(overlay.run === 'control-plane' && state.about
      ? [
          ...heading(say({ key: 'screen.choose.chosen' })),
          ...state.about.choices.flatMap((choice) => prose(say(choice))),
        ]
      : []),
    ...byHandLines(text.commands, about, drawing, width),
    ...(guide
      ? [
          ...heading(say({ key: overlay.answers ? 'screen.guide.answers' : 'screen.guide.questions' })),
          ...guide.questions.flatMap(({ ask, answer }) => [
            ...indented('? ', say(ask)),
            ...(overlay.answers ? indented('  ', say(answer), 'accent') : []),
          ]),
        ]
      : []),
    ...heading(say({ key: 'screen.plan.title' })),
    ...planSummary(overlay.plan, drawing, width),
    ...planLines(overlay.plan, drawing, width),
  ];
}

/** A word, and what belongs to it indented below each other. */
export function labelled(label: string, words: string, width: number): Line[] {
  return wrap(`${label}: ${words}`, width).map((row, index) =>
    index === 0 && row.startsWith(label)
      ? [segment(label, 'accent'), segment(row.slice(label.length))]
      : [segment(row)],
  );
}
