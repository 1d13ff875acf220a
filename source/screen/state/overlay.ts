import type { Chapter, PlanItem } from '../../chapter/chapter.ts';
import type { RunId } from '../../chapter/step-id.ts';
import type { Message } from '../../language/message.ts';

export type ObjectRef = PlanItem['object'];

/** One container whose log can be read. */
export interface LogTarget {
  namespace: string;
  pod: string;
  container: string;
  /** Of the container's run before this one, as `kubectl logs --previous`. */
  previous?: boolean;
}

/** Something that is asked of the cluster while a person looks at its place. */
export type Fetched<Value> =
  | { state: 'loading' }
  | { state: 'there'; value: Value }
  | { state: 'failed'; message: Message };

export type Plan = Awaited<ReturnType<Chapter['plan']>>;

/** What lies over the panes and has the keys. `top` is the first line in sight of those that scroll. */
export type Overlay =
  | { kind: 'help'; top: number }
  | { kind: 'checks'; top: number }
  | { kind: 'step'; run: RunId; plan: Fetched<Plan>; top: number }
  | { kind: 'yaml'; ref: ObjectRef; text: Fetched<string | undefined>; top: number }
  | { kind: 'containers'; targets: LogTarget[] }
  | { kind: 'ask-run'; run: RunId; plan: Fetched<Plan> }
  | { kind: 'ask-up'; steps: RunId[] }
  | { kind: 'ask-cancel' }
  | { kind: 'ask-quit' }
  | { kind: 'ask-down'; typed: string; differs: boolean; plan: Fetched<Plan> };

/** Which keys mean what: a question takes only an answer. */
export type Mode = 'panes' | 'reading' | 'question' | 'menu' | 'typing';

export function modeOf(overlay: Overlay | undefined, filtering: boolean): Mode {
  if (!overlay) return filtering ? 'typing' : 'panes';
  switch (overlay.kind) {
    case 'help':
    case 'checks':
    case 'step':
    case 'yaml':
      return 'reading';
    case 'containers':
      return 'menu';
    case 'ask-down':
      return 'typing';
    default:
      return 'question';
  }
}
