import { shownStep } from '../session/lesson.ts';
import type { Command } from './command.ts';

const ofPage = { section: 'reading', modes: ['reading'], overlays: ['lesson'] } as const;

/** A workshop's own steps. */
export const lessonCommands: readonly Command[] = [
  {
    id: 'lesson',
    keys: ['W'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.lesson',
    hint: 'screen.hint.lesson',
    palette: ['workshop', 'exercise'],
    offered: ({ state }) => state.about?.lesson === true,
    refuse: ({ state }) => {
      if (!state.about) return { key: 'screen.refused.connecting' };
      return state.about.lesson ? undefined : { key: 'screen.refused.no-lesson' };
    },
    run: ({ session }) => session.lesson.open(),
  },
  {
    ...ofPage,
    id: 'lesson-next',
    keys: ['tab', ']'],
    does: 'screen.key.lesson-next',
    hint: 'screen.hint.lesson-next',
    offered: () => true,
    palette: false,
    run: ({ session }) => session.lesson.go(1),
  },
  {
    ...ofPage,
    id: 'lesson-previous',
    keys: ['shift-tab', '['],
    does: 'screen.key.lesson-previous',
    palette: false,
    run: ({ session }) => session.lesson.go(-1),
  },
  {
    ...ofPage,
    id: 'lesson-run',
    keys: ['enter', 'r'],
    does: 'screen.key.lesson-run',
    hint: 'screen.hint.lesson-run',
    palette: false,
    offered: ({ state }) => !state.run && (shownStep(state.overlay)?.step.manifests.length ?? 0) > 0,
    refuse: ({ state }) => {
      if (state.run) return { key: 'screen.refused.running' };
      if ((shownStep(state.overlay)?.step.manifests.length ?? 0) === 0)
        return { key: 'screen.refused.by-hand' };
      return state.about?.readOnly ? { key: 'screen.refused.read-only' } : undefined;
    },
    run: ({ session }) => session.lesson.ask(),
  },
  {
    ...ofPage,
    id: 'lesson-reset',
    keys: ['X'],
    does: 'screen.key.lesson-reset',
    palette: false,
    run: ({ dispatch }) => dispatch({ type: 'overlay', overlay: { kind: 'ask-lesson-reset' } }),
  },
];
