import type { Chapter, PlanItem } from '../../chapter/chapter.ts';
import type { ConflictChoices } from '../../chapter/event.ts';
import type { LessonView } from '../../chapter/lesson/lesson.ts';
import type { InjectionLook } from '../../chapter/observe/injection-look.ts';
import type { Insight } from '../../chapter/observe/insight.ts';
import type { EventRow } from '../../chapter/observe/view.ts';
import type { FaultState } from '../../chapter/practice-control.ts';
import type { Hanging } from '../../chapter/repair/hanging.ts';
import type { RowId } from '../../chapter/step-id.ts';
import type { WaysIn } from '../../chapter/way-in/ways-in.ts';
import type { Message } from '../../language/message.ts';
import type { SidecarQuestion, Taking } from './taking.ts';

export type ObjectRef = PlanItem['object'];

/** One container whose log can be read. */
export interface LogTarget {
  namespace: string;
  pod: string;
  container: string;
  /** Of the container's run before this one, as `kubectl logs --previous`. */
  previous?: boolean;
}

/** The chosen entry of a menu, and the first in sight. */
export interface MenuCursor {
  index: number;
  top: number;
}

/** Something that is asked of the cluster while a person looks at its place. */
export type Fetched<Value> =
  | { state: 'loading' }
  | { state: 'there'; value: Value }
  | { state: 'failed'; message: Message };

export type Plan = Awaited<ReturnType<Chapter['plan']>>;

/** What lies over the panes and has the keys. `top` is the first line in sight of those that scroll. */
export type Overlay =
  /** `over` is what the keys are explained of, and what comes back when the help is closed. */
  | { kind: 'help'; top: number; over?: Overlay }
  | { kind: 'palette'; typed: string; index: number }
  | { kind: 'checks'; top: number }
  /** The guide of a step; with `answers`, its questions are answered. */
  | { kind: 'step'; run: RowId; plan: Fetched<Plan>; top: number; answers?: boolean }
  | { kind: 'glossary'; top: number; over?: Overlay }
  | { kind: 'yaml'; ref: ObjectRef; text: Fetched<string | undefined>; top: number }
  /** `exists` is the file that is there already; Enter on the same name replaces it. */
  | { kind: 'ask-file'; what: 'script' | 'report' | 'log'; typed: string; exists?: string; problem?: string }
  | { kind: 'why'; ref: ObjectRef; insight: Fetched<Insight>; top: number }
  | { kind: 'ways'; found: Fetched<WaysIn>; top: number }
  | { kind: 'events'; rows: readonly EventRow[]; top: number }
  | { kind: 'injection'; look: Fetched<InjectionLook>; index: number; top: number }
  | { kind: 'ask-restart'; ref: ObjectRef; why: Message }
  | { kind: 'containers'; targets: LogTarget[]; cursor: MenuCursor }
  | { kind: 'faults'; faults: Fetched<FaultState[]>; cursor: MenuCursor }
  | { kind: 'choices'; cursor: MenuCursor }
  /** `choices`: what was decided of fields that others own. */
  | { kind: 'ask-run'; run: RowId; plan: Fetched<Plan>; choices?: ConflictChoices }
  | {
      kind: 'conflicts';
      run: RowId;
      plan: Fetched<Plan>;
      choices: ConflictChoices;
      index: number;
      top: number;
    }
  | { kind: 'hanging'; found: Fetched<Hanging[]>; index: number; top: number }
  | { kind: 'ask-up'; steps: RowId[] }
  /** `name`: what pilot's Deployment is called in this release. */
  | { kind: 'ask-pilot-away'; name: string }
  /** A workshop's own steps; `index`: the one that was gone to. */
  | { kind: 'lesson'; view: LessonView; index?: number; top: number }
  | { kind: 'ask-lesson'; id: string; title: Message; plan: Fetched<Plan> }
  | { kind: 'ask-lesson-reset' }
  | { kind: 'ask-cancel' }
  | { kind: 'ask-quit' }
  | {
      kind: 'ask-down';
      taking: Taking;
      typed: string;
      differs: boolean;
      plan: Fetched<Plan>;
      sidecars?: SidecarQuestion;
    };

/** Those that are a list to choose from. */
export type MenuOverlay = Extract<Overlay, { cursor: MenuCursor }>;

export const isMenu = (overlay: Overlay): overlay is MenuOverlay => 'cursor' in overlay;

/** Which keys mean what: a question takes only an answer. */
export type Mode = 'panes' | 'reading' | 'question' | 'menu' | 'typing' | 'offer';

/** Which keys each overlay takes. */
export const overlayKinds: Record<Overlay['kind'], Mode> = {
  help: 'reading',
  checks: 'reading',
  step: 'reading',
  glossary: 'reading',
  yaml: 'reading',
  why: 'reading',
  ways: 'reading',
  events: 'reading',
  injection: 'reading',
  lesson: 'reading',
  'ask-lesson': 'question',
  'ask-lesson-reset': 'question',
  conflicts: 'reading',
  hanging: 'reading',
  'ask-restart': 'question',
  palette: 'typing',
  containers: 'menu',
  faults: 'menu',
  choices: 'menu',
  'ask-run': 'question',
  'ask-up': 'question',
  'ask-pilot-away': 'question',
  'ask-cancel': 'question',
  'ask-quit': 'question',
  'ask-down': 'typing',
  'ask-file': 'typing',
};

/** What has the keys: a question that stands before there is a cluster, then a filter that is being typed before all else, then what lies on top. */
export function modeOf({
  overlay,
  filtering,
  offer,
}: {
  overlay?: Overlay;
  filtering?: string;
  offer?: unknown;
}): Mode {
  if (offer) return 'offer';
  if (filtering !== undefined) return 'typing';
  return overlay ? overlayKinds[overlay.kind] : 'panes';
}

/** What is left when the overlay on top is closed. */
export const under = (overlay: Overlay | undefined): Overlay | undefined =>
  overlay?.kind === 'help' || overlay?.kind === 'glossary' ? overlay.over : undefined;
