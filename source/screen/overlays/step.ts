import type { Drawing } from '../look/drawing.ts';
import { foundWords } from '../panes/steps.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { fold, wrap } from '../text/wrap.ts';
import { planLines, planSummary } from './plan.ts';

/** What a step is about, how to do the same by hand, and what it would do now. */
export function stepLines(
  state: ScreenState,
  overlay: Extract<Overlay, { kind: 'step' }>,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, glyphs } = drawing;
  const text = state.about?.texts.find(({ id }) => id === overlay.run);
  const row = state.view?.steps.find(({ id }) => id === overlay.run);
  if (!text) return [];
  const prose = (words: string): Line[] => wrap(words, width).map((line) => [segment(line)]);
  const heading = (words: string): Line[] => [[], [segment(words, 'title')]];
  return [
    ...prose(say(text.explain)),
    ...(row ? [...heading(say({ key: 'screen.step.found' })), ...prose(foundWords(row, state, say))] : []),
    ...heading(say({ key: 'screen.step.hint' })),
    ...prose(say(text.hint)),
    ...heading(say({ key: 'screen.step.commands' })),
    ...text.commands.flatMap((command) =>
      fold(`${glyphs.prompt} ${command}`, width).map((line): Line => [segment(line, 'accent')]),
    ),
    ...heading(say({ key: 'screen.plan.title' })),
    ...planSummary(overlay.plan, drawing, width),
    ...planLines(overlay.plan, drawing, width),
  ];
}
