import { keyNames } from '../input/key-table.ts';
import { commandsWith } from '../input/remap.ts';
import { elapsedOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { writtenWords } from '../panes/written.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { conflictSummary } from './conflicts.ts';
import { fewWrites, planSummary } from './plan.ts';
import { takingLines } from './taking.ts';

type Question = Extract<
  Overlay,
  {
    kind:
      | 'ask-lesson'
      | 'ask-lesson-reset'
      | 'ask-run'
      | 'ask-restart'
      | 'ask-up'
      | 'ask-pilot-away'
      | 'ask-cancel'
      | 'ask-quit'
      | 'ask-down';
  }
>;

/** From this height on a question has room for what it would write. */
const roomy = 20;

/** What is asked, with what would follow from a yes, and on which cluster. */
export function questionLines(
  state: ScreenState,
  overlay: Question,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say } = drawing;
  const prose = (words: string, tone?: 'quiet' | 'warn' | 'title'): Line[] =>
    wrap(words, width).map((line) => [segment(line, tone)]);
  const { context, server } = state.about ?? { context: '', server: '' };
  const where = prose(say({ key: 'screen.ask.where', values: { context, server } }));
  const answers: Line[] = [
    [],
    [
      segment(keyOf('yes', state), 'accent'),
      segment(` ${say({ key: 'screen.ask.yes' })}    `),
      segment(keyOf('no', state), 'accent'),
      segment(` ${say({ key: 'screen.ask.no' })}`),
    ],
  ];
  switch (overlay.kind) {
    case 'ask-run': {
      const text = state.about?.texts.find(({ id }) => id === overlay.run);
      return [
        ...(text ? prose(say(text.title), 'title') : []),
        ...where,
        [],
        ...planSummary(overlay.plan, drawing, width),
        ...(state.size.rows >= roomy ? fewWrites(overlay.plan, drawing, width) : []),
        ...conflictSummary(overlay, drawing, width),
        ...answers,
      ];
    }
    case 'ask-lesson':
      return [
        ...prose(say(overlay.title), 'title'),
        ...where,
        [],
        ...planSummary(overlay.plan, drawing, width),
        ...answers,
      ];
    case 'ask-lesson-reset':
      return [...prose(say({ key: 'screen.ask.lesson-reset' })), ...answers];
    case 'ask-restart': {
      const { kind, name, namespace = '' } = overlay.ref;
      const values = { name: `${kind.toLowerCase()}/${name}`, namespace };
      return [
        ...prose(say({ key: 'screen.ask.restart', values }), 'title'),
        ...where,
        [],
        ...prose(say(overlay.why), 'quiet'),
        [],
        ...prose(say({ key: 'screen.ask.restart.means' })),
        ...answers,
      ];
    }
    case 'ask-up': {
      const steps = overlay.steps
        .map((step) => say({ key: `screen.step.${step}` }))
        .join(say({ key: 'screen.list' }));
      return [
        ...prose(say({ key: 'screen.ask.up', values: { steps } })),
        ...where,
        [],
        ...prose(say({ key: 'screen.ask.up.writes' })),
        ...answers,
      ];
    }
    case 'ask-pilot-away':
      return [
        ...prose(say({ key: 'screen.ask.pilot-away', values: { name: overlay.name } })),
        ...where,
        [],
        ...prose(say({ key: 'screen.ask.pilot-away.back', values: { name: overlay.name } })),
        ...answers,
      ];
    case 'ask-cancel':
    case 'ask-quit': {
      const stays = say({
        key: overlay.kind === 'ask-cancel' ? 'screen.ask.cancel.stays' : 'screen.ask.quit.stays',
      });
      return [...runningLines(state, drawing, width), ...prose(stays), ...answers];
    }
    case 'ask-down':
      return takingLines(overlay, { context, server }, drawing, width);
  }
}

/** The first key of a command, as somebody has given it. */
function keyOf(id: 'yes' | 'no', { keymap }: ScreenState): string {
  const command = commandsWith(keymap).find((one) => one.id === id);
  return keyNames(command?.keys ?? [], id)[0] ?? '';
}

function runningLines(state: ScreenState, { say, now }: Drawing, width: number): Line[] {
  const { run } = state;
  if (!run) return [];
  const values = {
    step: say({ key: `screen.step.${run.step ?? run.run}` }),
    time: elapsedOf((now - run.since) / 1000),
    written: writtenWords(run.written, say),
  };
  return wrap(say({ key: 'screen.ask.cancel', values }), width).map((line) => [segment(line)]);
}
