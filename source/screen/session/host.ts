import type { Chapter } from '../../chapter/chapter.ts';
import type { Message } from '../../language/message.ts';
import type { CommandContext } from '../input/command.ts';
import type { Action } from '../state/action.ts';
import type { ScreenState, Trouble } from '../state/state.ts';
import type { Store } from '../state/store.ts';

export type Explain = (error: unknown) => Trouble;
export type NoticeTone = NonNullable<ScreenState['notice']>['tone'];

/** What every part of the session works with: the store, the chapter once it is open, and words for what goes wrong. */
export class Host {
  readonly store: Store;
  readonly explain: Explain;
  /** What commands and pages look at, as it is now. */
  readonly context: () => CommandContext;
  chapter: Chapter | undefined;

  constructor(store: Store, explain: Explain, context: () => CommandContext) {
    this.store = store;
    this.explain = explain;
    this.context = context;
  }

  get state(): ScreenState {
    return this.store.snapshot();
  }

  dispatch(action: Action): void {
    this.store.dispatch(action);
  }

  notice(message: Message, tone: NoticeTone): void {
    this.dispatch({ type: 'notice', notice: { message, tone } });
  }
}
