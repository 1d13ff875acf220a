import type { Freshness } from '../../chapter/observe/view.ts';
import type { Message } from '../../language/message.ts';
import type { Column, Row } from '../look/table.ts';
import type { LogTarget, ObjectRef } from '../state/overlay.ts';
import type { Line } from '../text/line.ts';

/** A row of a pane with what the keys can do with it. */
export interface PaneRow extends Row {
  /** What the filter looks in. */
  search: string;
  ref?: ObjectRef;
  /** The logs that `l` offers. */
  targets?: LogTarget[];
  /** Enter unfolds it. */
  foldable?: boolean;
  /** Enter says why it is as it is. */
  explained?: boolean;
  /** Enter opens this log. */
  opens?: LogTarget;
}

/** What a pane of rows consists of; drawn by one component, whatever it is about. */
export interface PaneContent {
  /** Above the table. */
  head: readonly Line[];
  columns: readonly Column[];
  rows: readonly PaneRow[];
  /** In the title, after the name. */
  count: string;
  freshness: Freshness | undefined;
  empty: Message;
  /** The words about the selected row get what the rows leave; elsewhere a line or two is kept for them. */
  detail?: 'spare';
}
