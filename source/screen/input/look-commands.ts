import type { Command } from './command.ts';
import { mergedOf } from './merged-of.ts';
import { selectedRow } from './selection.ts';

export const lookCommands: readonly Command[] = [
  {
    id: 'logs',
    keys: ['l'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.logs',
    hint: 'screen.hint.logs',
    offered: (context) => Boolean(selectedRow(context)?.targets?.length),
    refuse: (context) => {
      const row = selectedRow(context);
      if (!row?.targets) return { key: 'screen.refused.no-pod' };
      return row.targets.length > 0
        ? undefined
        : { key: 'screen.refused.no-pods', values: { name: row.ref?.name ?? row.id } };
    },
    run: (context) => {
      const targets = selectedRow(context)?.targets ?? [];
      const [only] = targets;
      if (targets.length === 1 && only) context.session.logs.open(only);
      else
        context.dispatch({
          type: 'overlay',
          overlay: { kind: 'containers', targets, cursor: { index: 0, top: 0 } },
        });
    },
  },
  {
    id: 'merged-logs',
    keys: ['m'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.merged-logs',
    offered: (context) => mergedOf(context) !== undefined,
    refuse: (context) => (mergedOf(context) ? undefined : { key: 'screen.refused.no-merged' }),
    run: (context) => {
      const source = mergedOf(context);
      if (source) context.session.logs.openMerged(source);
    },
  },
  {
    id: 'yaml',
    keys: ['y'],
    section: 'look',
    modes: ['panes'],
    panes: ['cluster', 'namespaces', 'components', 'proxies'],
    does: 'screen.key.yaml',
    hint: 'screen.hint.yaml',
    offered: (context) => Boolean(selectedRow(context)?.ref),
    refuse: (context) => (selectedRow(context)?.ref ? undefined : { key: 'screen.refused.no-object' }),
    run: (context) => {
      const ref = selectedRow(context)?.ref;
      if (ref) context.session.pages.yaml(ref);
    },
  },
  {
    id: 'filter',
    keys: ['/'],
    section: 'look',
    modes: ['panes', 'reading'],
    does: 'screen.key.filter',
    hint: 'screen.hint.filter',
    offered: () => true,
    run: ({ state, dispatch }) =>
      dispatch({ type: 'filter-open', pane: state.overlay ? 'page' : state.focus }),
  },
  {
    id: 'zoom',
    keys: ['z'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.zoom',
    hint: 'screen.hint.zoom',
    offered: () => true,
    run: ({ state, dispatch }) => dispatch({ type: 'zoom', zoomed: !state.zoomed }),
  },
];
