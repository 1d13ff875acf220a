import { nextMatch } from '../overlays/page-search.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import type { CommandContext } from './command.ts';

type Typing = Extract<Overlay, { typed: string }>;

const isTyping = (overlay: Overlay | undefined): overlay is Typing =>
  overlay !== undefined && 'typed' in overlay;

/** The line that is being typed: an overlay's, or a filter. */
export function typedIn({ overlay, filtering, filters }: ScreenState): string {
  if (filtering) return filters[filtering] ?? '';
  return isTyping(overlay) ? overlay.typed : '';
}

export function setTyped(text: string, context: CommandContext): void {
  const { state, dispatch } = context;
  const { overlay } = state;
  if (state.filtering || !isTyping(overlay)) {
    typeFilter(text, context);
    return;
  }
  dispatch({ type: 'overlay', overlay: { ...overlay, ...unsaid[overlay.kind], typed: text } as Overlay });
}

/** What was said about the line before it changed. */
const unsaid = {
  'ask-down': { differs: false },
  'ask-file': { exists: undefined, problem: undefined },
  palette: { index: 0 },
};

/** A page goes along to the first place that has it. */
function typeFilter(text: string, context: CommandContext): void {
  context.dispatch({ type: 'filter-type', text });
  if (context.state.filtering !== 'page' || !text) return;
  const after = context.fresh();
  const line = nextMatch(after, 1);
  if (line !== undefined) after.session.pages.scrollTo(line);
}
