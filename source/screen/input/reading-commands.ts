import type { Message } from '../../language/message.ts';
import { nextMatch } from '../overlays/page-search.ts';
import type { Command, CommandContext } from './command.ts';
import { move, rowsOf, stepRound } from './selection.ts';

const filtered = ({ state }: CommandContext): boolean =>
  Boolean(state.filters[state.overlay ? 'page' : state.focus]);

/** Whether there is anything to go on to. A log that is still searched may have it further on. */
function hasMatch(context: CommandContext): boolean {
  const { state, log } = context;
  if (state.overlay) return nextMatch(context, 1) !== undefined;
  if (state.focus !== 'log') return rowsOf(context, state.focus).length > 0;
  return !log.found || log.found.progress !== undefined || log.found.next(log.first) !== undefined;
}

const refuse = (context: CommandContext): Message | undefined => {
  if (hasMatch(context)) return undefined;
  const { filters, overlay, focus } = context.state;
  return { key: 'screen.refused.no-match', values: { filter: filters[overlay ? 'page' : focus] ?? '' } };
};

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
    offered: hasMatch,
    refuse,
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
    refuse,
    palette: false,
    run: (context) => toMatch(context, -1),
  },
];
