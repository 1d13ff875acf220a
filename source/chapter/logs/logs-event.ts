import type { EndedRun } from '../../kubernetes/logs/container-runs.ts';
import type { LogOrigin, MergedLogEvent } from '../../kubernetes/logs/merged-log-event.ts';
import type { ReflectorState } from '../../kubernetes/watch/reflector-state.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import { freshnessOf } from '../observe/freshness.ts';
import type { Freshness } from '../observe/view.ts';

export type { EndedRun, LogOrigin };

/** What happens while logs are read, as the faces tell it: errors are words already. */
export type LogsEvent =
  | { type: 'line'; origin: LogOrigin; time: string; text: string; late: boolean }
  | { type: 'joined'; origin: LogOrigin; after?: EndedRun; missed: number }
  /** Lines may be missing between these two times. */
  | { type: 'gap'; origin: LogOrigin; from: string; to: string }
  | { type: 'reconnecting'; origin: LogOrigin; reason: string | Message }
  | {
      type: 'left';
      origin: LogOrigin;
      reason: 'complete' | 'ended' | 'gone' | 'refused';
      words?: string | Message;
      ended?: EndedRun;
    }
  | { type: 'pods'; freshness: Freshness }
  | { type: 'limited'; reading: number; waiting: number };

export function inFaceWords(event: MergedLogEvent): LogsEvent {
  switch (event.type) {
    case 'reconnecting':
      return { type: 'reconnecting', origin: event.origin, reason: wordsOf(event.reason) };
    case 'left': {
      const { origin, reason, ended, error } = event;
      const words = error && wordsOf(error);
      return { type: 'left', origin, reason, ...(words ? { words } : {}), ...(ended ? { ended } : {}) };
    }
    case 'pods':
      return { type: 'pods', freshness: podsFreshness(event.state) };
    default:
      return event;
  }
}

function podsFreshness(state: ReflectorState): Freshness {
  const freshness = freshnessOf(state, 'pods');
  if (freshness.state !== 'connecting' || !('reason' in state) || !state.reason) return freshness;
  return { ...freshness, reason: wordsOf(state.reason) };
}
