import type { RowId } from '../../chapter/step-id.ts';
import { layoutOf } from '../layout.ts';
import { headingPlace } from '../overlays/heading-place.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import type { Command, CommandContext } from './command.ts';
import { askRun, refuseRun } from './refuse-run.ts';
import { selectedRowOf } from './selection.ts';

/** What pilot's Deployment is called here; undefined where there is none. */
const pilotName = ({ state }: CommandContext): string | undefined =>
  state.view?.components.rows.find(({ name }) => name === 'istio-pilot' || name === 'istiod')?.name;

/** The step whose guide is open. */
const explained = ({ state: { overlay } }: CommandContext): RowId | undefined =>
  overlay?.kind === 'step' ? overlay.run : undefined;

/** The guide, the words, and what can be tried out. */
export const guideCommands: readonly Command[] = [
  {
    id: 'answers',
    keys: ['a'],
    section: 'reading',
    modes: ['reading'],
    overlays: ['step'],
    does: 'screen.key.answers',
    hint: 'screen.hint.answers',
    offered: () => true,
    run: (context) => {
      const { overlay } = context.state;
      if (overlay?.kind !== 'step') return;
      const { content, scroll } = overlayLines(overlay, context);
      const at = overlay.answers ? -1 : headingPlace(content, 'screen.guide.questions', context.drawing);
      // What is shown is brought into sight, where it would come below the edge.
      const top = at + 2 >= scroll.top + scroll.height || (at >= 0 && at < scroll.top) ? at : scroll.top;
      context.dispatch({ type: 'overlay', overlay: { ...overlay, answers: !overlay.answers, top } });
    },
  },
  {
    id: 'run-explained',
    keys: ['r'],
    section: 'reading',
    modes: ['reading'],
    overlays: ['step'],
    does: 'screen.key.run-explained',
    hint: 'screen.hint.run',
    offered: (context) => !refuseRun(context, explained(context)),
    palette: false,
    refuse: (context) => refuseRun(context, explained(context)),
    run: (context) => {
      const run = explained(context);
      if (run) askRun(run, context);
    },
  },
  {
    id: 'explain',
    keys: [],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.explain',
    palette: ['guide', 'questions'],
    refuse: ({ state }) => (state.about ? undefined : { key: 'screen.refused.connecting' }),
    run: (context) => context.session.pages.step((selectedRowOf(context, 'steps')?.id as RowId) ?? 'check'),
  },
  {
    id: 'guide',
    keys: ['i'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.guide',
    refuse: ({ state }) =>
      layoutOf({ ...state, zoomed: false, guide: true }).guide
        ? undefined
        : { key: 'screen.refused.no-guide' },
    run: ({ state, dispatch }) => dispatch({ type: 'guide', shown: !state.guide }),
  },
  {
    id: 'pilot-away',
    keys: ['A'],
    section: 'chapter',
    modes: ['panes', 'reading'],
    does: 'screen.key.pilot-away',
    palette: ['experiment', 'scale'],
    refuse: (context) => {
      const { state } = context;
      if (!state.about || !state.view) return { key: 'screen.refused.connecting' };
      if (state.run) return { key: 'screen.refused.running' };
      if (state.about.readOnly) return { key: 'screen.refused.read-only' };
      return pilotName(context) ? undefined : { key: 'screen.refused.no-pilot' };
    },
    run: (context) => {
      const name = pilotName(context);
      if (name) context.dispatch({ type: 'overlay', overlay: { kind: 'ask-pilot-away', name } });
    },
  },
  {
    id: 'glossary',
    keys: ['K'],
    section: 'program',
    modes: ['panes', 'reading'],
    does: 'screen.key.glossary',
    palette: ['terms', 'words', 'dictionary'],
    run: ({ state, dispatch }) =>
      dispatch({
        type: 'overlay',
        overlay: { kind: 'glossary', top: 0, ...(state.overlay ? { over: state.overlay } : {}) },
      }),
  },
];
