import { headingPlace } from '../overlays/heading-place.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import { nextStep } from '../panes/steps.ts';
import { isMenu } from '../state/overlay.ts';
import type { Command, CommandContext } from './command.ts';
import { refuseRun } from './refuse-run.ts';

/** Before an audience one key goes on: the next step's guide, the rest of it, its answers, the question whether to run it. */
export const presenterCommands: readonly Command[] = [
  {
    id: 'pace',
    keys: [' '],
    section: 'chapter',
    modes: ['panes', 'reading'],
    when: ({ state }) => state.presenter,
    does: 'screen.key.pace',
    hint: 'screen.hint.pace',
    offered: () => true,
    palette: false,
    refuse: (context) => {
      if (context.state.overlay) return undefined;
      if (!context.state.view) return { key: 'screen.refused.connecting' };
      if (context.state.run) return { key: 'screen.refused.running' };
      return nextStep(context.state) ? undefined : { key: 'screen.refused.all-done' };
    },
    run: goOn,
  },
];

function goOn(context: CommandContext): void {
  const { state, session, dispatch, drawing } = context;
  const { overlay } = state;
  if (!overlay) {
    const next = nextStep(state);
    if (!next) return;
    const index = state.view?.steps.findIndex(({ id }) => id === next.id) ?? 0;
    dispatch({ type: 'focus', pane: 'steps' });
    dispatch({ type: 'select', pane: 'steps', cursor: { id: next.id, index, top: 0 } });
    session.pages.step(next.id);
    return;
  }
  if (isMenu(overlay)) return;
  const { scroll, content } = overlayLines(overlay, context);
  // What would be written, object by object, is no reading for an audience: the question sums it up.
  const end = overlay.kind === 'step' ? headingPlace(content, 'screen.plan.title', drawing) : -1;
  const questions = overlay.kind === 'step' ? headingPlace(content, 'screen.guide.questions', drawing) : -1;
  if (scroll.top + scroll.height < (end < 0 ? scroll.count : end)) session.pages.scroll({ pages: 1 });
  else if (overlay.kind === 'step' && !overlay.answers && questions >= 0)
    dispatch({ type: 'overlay', overlay: { ...overlay, answers: true, top: questions } });
  else if (overlay.kind === 'step' && overlay.run !== 'uninstall') {
    const refusal = refuseRun(context, overlay.run);
    if (refusal) dispatch({ type: 'notice', notice: { message: refusal, tone: 'warn' } });
    else session.runs.ask(overlay.run);
  } else dispatch({ type: 'overlay', overlay: undefined });
}
