import type { ComponentRow, NamespaceRow, NodeRow, ProxyRow } from '../../istio/proxies/rows.ts';
import type { Message } from '../../language/message.ts';
import type { RowId } from '../step-id.ts';

export type {
  ComponentRow,
  ContainerRow,
  Health,
  NamespaceRow,
  NodeRow,
  PodRow,
  ProxyRow,
  ServiceRow,
  SyncState,
} from '../../istio/proxies/rows.ts';

export type { EventRow } from '../../kubernetes/event-row.ts';

/**
 * What the panes and `hoist status` show: rows made by pure functions from what the watches hold. All text in them is safe to draw.
 * Times are ISO strings; the screen turns them into ages.
 */

/** How far a pane's data can be trusted right now. */
export type Freshness =
  /** Nothing has come yet; `reason` says why not, where a try has failed and the next one is waited for. */
  | { state: 'connecting'; reason?: string | Message }
  | { state: 'live' }
  /** What is shown was true at `since`; the next try is at `retryAt`. */
  | { state: 'stale'; since: string; retryAt: string; reason: string | Message }
  | { state: 'forbidden'; verb: string; resource: string; message: string | Message }
  | { state: 'failed'; message: string | Message };

export interface StepRow {
  id: RowId;
  title: Message;
  /** As the cluster shows it, whoever did it; `running` while this program does it. */
  state: 'todo' | 'running' | 'partly' | 'done' | 'problem' | 'unknown';
  /** What was found or is being waited for. */
  message: Message;
  /** ISO time at which the run of this step began, while it runs. */
  since?: string;
}

export interface ClusterView {
  context: string;
  server: string;
  /** `v1.20.2`, empty until it is known. */
  version: string;
  uid: string;
}

/** Everything the screen shows, as one immutable value; a part that did not change is the same object as before. */
export interface View {
  cluster: ClusterView & { freshness: Freshness };
  nodes: { rows: readonly NodeRow[]; freshness: Freshness };
  namespaces: { rows: readonly NamespaceRow[]; freshness: Freshness };
  /** istio-system and the application's namespace. */
  components: { rows: readonly ComponentRow[]; freshness: Freshness };
  proxies: { rows: readonly ProxyRow[]; freshness: Freshness };
  steps: readonly StepRow[];
  /** Of the events that `Chapter.events` gives. */
  events: { freshness: Freshness };
}
