import type { Drawing } from '../look/drawing.ts';
import type { PaneId } from '../state/pane-id.ts';
import type { Cursor, ScreenState } from '../state/state.ts';
import { clusterContent } from './cluster.ts';
import { componentsContent } from './components.ts';
import type { PaneContent } from './content.ts';
import { namespacesContent } from './namespaces.ts';
import { proxiesContent } from './proxies.ts';
import { stepsContent } from './steps.ts';

export type TablePaneId = Exclude<PaneId, 'log'>;

const makers = {
  cluster: clusterContent,
  namespaces: namespacesContent,
  components: componentsContent,
  proxies: proxiesContent,
  steps: stepsContent,
};

/** The rows of a pane, those that its filter lets through. */
export function paneContent(
  pane: TablePaneId,
  state: ScreenState,
  drawing: Drawing,
  width: number,
): PaneContent {
  const content = makers[pane](state, drawing, width);
  const filter = state.filters[pane]?.toLowerCase();
  if (!filter) return content;
  return { ...content, rows: content.rows.filter((row) => row.search.toLowerCase().includes(filter)) };
}

/** The place of the selected row: found by its id, else by where it was. */
export function selectedIndex(content: PaneContent, cursor: Cursor | undefined): number {
  if (content.rows.length === 0) return -1;
  if (!cursor) return 0;
  const found = content.rows.findIndex((row) => row.id === cursor.id);
  return found >= 0 ? found : Math.min(cursor.index, content.rows.length - 1);
}
