import { copyable, copyablePage } from '../export/copyable.ts';
import type { Command } from './command.ts';

/** Into the clipboard of the terminal, and the session into files. */
export const copyCommands: readonly Command[] = [
  {
    id: 'copy',
    keys: ['y'],
    section: 'look',
    modes: ['panes'],
    panes: ['steps', 'log'],
    does: 'screen.key.copy',
    hint: 'screen.hint.copy',
    offered: (context) => copyable(context) !== '',
    refuse: (context) => (copyable(context) ? undefined : { key: 'screen.refused.no-command' }),
    palette: ['clipboard', 'yank'],
    run: (context) => context.session.copy(copyable(context)),
  },
  {
    id: 'copy-page',
    keys: ['y'],
    section: 'reading',
    modes: ['reading'],
    does: 'screen.key.copy-page',
    hint: 'screen.hint.copy',
    offered: () => true,
    run: (context) => context.session.copy(copyablePage(context)),
  },
  {
    id: 'script',
    keys: ['S'],
    section: 'program',
    modes: ['panes'],
    does: 'screen.key.script',
    palette: ['save', 'write', 'export', 'sh'],
    refuse: ({ state }) => (state.about ? undefined : { key: 'screen.refused.connecting' }),
    run: ({ session }) => session.files.ask('script'),
  },
  {
    id: 'report',
    keys: ['R'],
    section: 'program',
    modes: ['panes'],
    does: 'screen.key.report',
    palette: ['save', 'write', 'export', 'markdown', 'md'],
    refuse: ({ state }) => (state.about ? undefined : { key: 'screen.refused.connecting' }),
    run: ({ session }) => session.files.ask('report'),
  },
];
