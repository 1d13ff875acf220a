import { eraOf } from '../../istio/release/era.ts';
import type { Message } from '../../language/message.ts';
import type { View } from '../observe/view.ts';
import type { RowId } from '../step-id.ts';

/** Something to think about, and its answer on this cluster. */
export interface Question {
  ask: Message;
  answer: Message;
}

/** What a step's guide says of the cluster as it is now. */
export interface Guide {
  /** What to look at. */
  look: Message;
  /** What the chapter shows, what this cluster shows, and why they differ. */
  chapter: Message;
  here: Message;
  why: Message;
  questions: readonly Question[];
}

/** What guides are made from: the view, the namespace of Bookinfo, and the release that is played; the chapter's where there is none. */
export interface GuideFacts {
  view: View;
  namespace: string;
  release?: string | undefined;
}

export type MakeGuide = (facts: GuideFacts) => Guide;

/** Whether a release of one program is played, where the chapter knows many. */
export const isToday = ({ release }: GuideFacts): boolean =>
  release !== undefined && eraOf(release) === 'istiod';

/** What was found of a step, as the steps pane has it. */
export function found({ view }: GuideFacts, id: RowId): Message {
  return view.steps.find((row) => row.id === id)?.message ?? { key: 'step.unknown.connecting' };
}

/** Names in a row, or a word for none of them. */
export const listed = (names: readonly string[]): string | Message =>
  names.length > 0 ? names.join(', ') : { key: 'guide.none' };
