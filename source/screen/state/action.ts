import type { CheckReport } from '../../chapter/check-result.ts';
import type { ChapterEvent } from '../../chapter/event.ts';
import type { View } from '../../chapter/observe/view.ts';
import type { Overlay } from './overlay.ts';
import type { PaneId } from './pane-id.ts';
import type { About, Cursor, LogSourceOf, LogView, ScreenState, Trouble, Written } from './state.ts';
import type { RunName } from './taking.ts';

/** Everything that can happen to the screen. */
export type Action =
  | { type: 'opened'; about: About }
  | { type: 'broken'; trouble: Trouble }
  | { type: 'offered'; why: Trouble }
  | { type: 'offer-accepted' }
  | { type: 'view'; view: View }
  | { type: 'checking' }
  | { type: 'checked'; report?: CheckReport; trouble?: Trouble }
  | { type: 'resized'; columns: number; rows: number }
  | { type: 'tick'; now: number }
  | { type: 'focus'; pane: PaneId }
  | { type: 'zoom'; zoomed: boolean }
  | { type: 'guide'; shown: boolean }
  | { type: 'select'; pane: PaneId; cursor: Cursor }
  | { type: 'toggle'; id: string }
  | { type: 'filter-open'; pane: PaneId | 'page' }
  | { type: 'filter-type'; text: string }
  | { type: 'filter-close'; keep: boolean }
  | { type: 'filter-clear'; pane: PaneId | 'page' }
  | { type: 'match'; line: number }
  | { type: 'overlay'; overlay: Overlay | undefined }
  /** What was fetched for an overlay, if it is still the one that asked. */
  | { type: 'overlay-fetched'; from: Overlay; to: Overlay }
  | { type: 'log-source'; source: LogSourceOf }
  | { type: 'log'; change: Partial<LogView> }
  | { type: 'log-grew' }
  | { type: 'run-started'; run: RunName; at: number }
  | { type: 'run-event'; event: ChapterEvent }
  | { type: 'run-cancelling' }
  | { type: 'run-ended' }
  /** How many faults of a practice cluster are on. */
  | { type: 'faults'; on: number }
  /** Something was written outside of a run. */
  | { type: 'wrote'; written: Partial<Written> }
  | { type: 'notice'; notice: ScreenState['notice'] }
  | { type: 'theme'; theme: ScreenState['theme'] }
  | { type: 'wide' }
  | { type: 'pressed'; key: string }
  | { type: 'language' };
