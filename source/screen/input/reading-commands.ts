import { nextMatch } from '../overlays/page-search.ts';
import type { Command, CommandContext } from './command.ts';
import { move, stepRound } from './selection.ts';

const filtered = ({ state }: CommandContext): boolean =>
  Boolean(state.filters[state.overlay ? 'page' : state.focus]);

/** To the next or the previous row, line or place that contains the text, round and round. */
function toMatch(context: CommandContext, by: 1 | -1): void {
  const { state, session } = context;
  if (state.overlay) {
    const to = nextMatch(context, by);
    if (to !== undefined) session.pages.scrollTo(to);
  } else if (state.focus === 'log') move(context, { rows: by });
  else stepRound(context, by);
}

/** `/` and what follows it. These come first in the table: with a filter set, n goes on to the next match. */
export const readingCommands: readonly Command[] = [
  {
    id: 'next-match',
    keys: ['n'],
    section: 'look',
    modes: ['panes', 'reading'],
    when: filtered,
    does: 'screen.key.next-match',
    hint: 'screen.hint.next-match',
    offered: () => true,
    palette: false,
    run: (context) => toMatch(context, 1),
  },
  {
    id: 'previous-match',
    keys: ['N'],
    section: 'look',
    modes: ['panes', 'reading'],
    when: filtered,
    does: 'screen.key.previous-match',
    palette: false,
    run: (context) => toMatch(context, -1),
  },
];
