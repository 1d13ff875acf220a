import type { ChapterEvent } from '../../chapter/event.ts';
import type { RunId } from '../../chapter/step-id.ts';
import type { Action } from './action.ts';
import { nothingWritten, plus, type Run, type ScreenState } from './state.ts';

/** How many of the last keys an audience sees. */
const shownKeys = 4;

/** The next state of the screen. Pure: what reaches out to the cluster is in the session. */
export function reduce(state: ScreenState, action: Action): ScreenState {
  switch (action.type) {
    case 'opened':
      return { ...state, about: action.about, offer: undefined };
    case 'offered':
      return { ...state, offer: { why: action.why, started: false } };
    case 'offer-accepted':
      return state.offer ? { ...state, offer: { ...state.offer, started: true } } : state;
    case 'broken':
      return { ...state, broken: action.trouble, offer: undefined, overlay: undefined };
    case 'view':
      return { ...state, view: action.view };
    case 'checking':
      return { ...state, checking: true };
    case 'checked':
      return {
        ...state,
        checking: false,
        checks: action.report ?? state.checks,
        trouble: action.trouble,
      };
    case 'resized':
      return { ...state, size: { columns: action.columns, rows: action.rows } };
    case 'tick':
      return { ...state, now: action.now };
    case 'focus':
      return {
        ...state,
        focus: action.pane,
        main: action.pane === 'steps' || action.pane === 'log' ? state.main : action.pane,
      };
    case 'zoom':
      return { ...state, zoomed: action.zoomed };
    case 'guide':
      return { ...state, guide: action.shown };
    case 'select':
      return { ...state, cursors: { ...state.cursors, [action.pane]: action.cursor } };
    case 'toggle':
      return { ...state, toggled: toggle(state.toggled, action.id) };
    case 'filter-open':
      return { ...state, filtering: action.pane };
    case 'match':
      return { ...state, match: action.line };
    case 'filter-type':
      return state.filtering
        ? { ...state, match: undefined, filters: { ...state.filters, [state.filtering]: action.text } }
        : state;
    case 'filter-close': {
      if (!state.filtering) return state;
      const filters = action.keep ? state.filters : { ...state.filters, [state.filtering]: '' };
      return { ...state, filters, filtering: undefined };
    }
    case 'filter-clear':
      return { ...state, filters: { ...state.filters, [action.pane]: '' } };
    case 'overlay':
      return overlaid(state, action.overlay);
    case 'overlay-fetched':
      return answers(state, action) ? { ...state, overlay: withPlace(action.to, state) } : state;
    case 'log-source':
      return {
        ...state,
        filters: { ...state.filters, log: '' },
        log: {
          ...state.log,
          source: action.source,
          follow: true,
          pausedAt: undefined,
          anchor: 0,
          version: state.log.version + 1,
        },
      };
    case 'log':
      return { ...state, log: { ...state.log, ...action.change } };
    case 'log-grew':
      return { ...state, log: { ...state.log, version: state.log.version + 1 } };
    case 'run-started':
      return {
        ...state,
        run: { run: action.run, since: action.at, cancelling: false, written: nothingWritten },
        cancelled: undefined,
      };
    case 'run-event':
      return afterEvent(state, action.event);
    case 'run-cancelling':
      return state.run ? { ...state, run: { ...state.run, cancelling: true } } : state;
    case 'run-ended':
      return afterRun(state);
    case 'wrote':
      return { ...state, written: plus(state.written, action.written) };
    case 'faults':
      return { ...state, faults: action.on };
    case 'notice':
      return state.notice === action.notice ? state : { ...state, notice: action.notice };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'pressed':
      return { ...state, pressed: [...state.pressed, action.key].slice(-shownKeys) };
    case 'wide':
      return { ...state, wide: true };
    case 'language':
      return { ...state, language: state.language === 'en' ? 'ja' : 'en' };
  }
}

/** What was looked for in one page is not looked for in the next. */
function overlaid(state: ScreenState, overlay: ScreenState['overlay']): ScreenState {
  const same = state.overlay?.kind === overlay?.kind;
  if (same) return { ...state, overlay };
  if (!state.filters.page && state.filtering !== 'page') return { ...state, overlay, match: undefined };
  const filtering = state.filtering === 'page' ? undefined : state.filtering;
  return { ...state, overlay, match: undefined, filtering, filters: { ...state.filters, page: '' } };
}

function toggle(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** An answer counts only where the question still stands: the same kind of overlay about the same thing. */
function answers(state: ScreenState, { from, to }: Extract<Action, { type: 'overlay-fetched' }>): boolean {
  const open = state.overlay;
  if (open?.kind !== to.kind) return false;
  if ('run' in open && 'run' in from) return open.run === from.run;
  if ('ref' in open && 'ref' in from) return open.ref === from.ref;
  return true;
}

/** What was scrolled or typed in the meantime stays. */
function withPlace(to: NonNullable<ScreenState['overlay']>, state: ScreenState) {
  const open = state.overlay;
  if (open?.kind === 'step' && to.kind === 'step') return { ...to, top: open.top, answers: open.answers };
  if (open?.kind === 'faults' && to.kind === 'faults') return { ...to, cursor: open.cursor };
  if (open && 'top' in open && 'top' in to) return { ...to, top: open.top };
  if (open?.kind === 'ask-down' && to.kind === 'ask-down')
    return { ...to, typed: open.typed, differs: open.differs };
  return to;
}

function afterEvent(state: ScreenState, event: ChapterEvent): ScreenState {
  const { run } = state;
  if (!run) return state;
  switch (event.type) {
    case 'step-started':
      return { ...state, run: { ...run, step: event.step }, cursors: cursorsAt(event.step, run.step, state) };
    case 'object':
      return event.result === 'created' || event.result === 'configured' || event.result === 'deleted'
        ? { ...state, run: { ...run, written: plus(run.written, { [event.result]: 1 }) } }
        : state;
    case 'url':
      return { ...state, url: event.url };
    case 'finished':
      return afterFinish({ ...state, run: { ...run, written: event.written } }, run, event);
    default:
      return state;
  }
}

/** The cursor goes along with a run, unless it was moved elsewhere meanwhile. */
function cursorsAt(step: RunId, before: RunId | undefined, { cursors, view }: ScreenState) {
  if (before && cursors.steps && cursors.steps.id !== before) return cursors;
  const index = view?.steps.findIndex(({ id }) => id === step) ?? -1;
  return index < 0 ? cursors : { ...cursors, steps: { id: step, index, top: cursors.steps?.top ?? 0 } };
}

function afterFinish(
  state: ScreenState,
  run: Run,
  event: Extract<ChapterEvent, { type: 'finished' }>,
): ScreenState {
  return { ...state, cancelled: event.result === 'cancelled' ? run.run : undefined };
}

function afterRun(state: ScreenState): ScreenState {
  if (!state.run) return state;
  const asksAboutRun = state.overlay?.kind === 'ask-cancel' || state.overlay?.kind === 'ask-quit';
  return {
    ...state,
    run: undefined,
    written: plus(state.written, state.run.written),
    overlay: asksAboutRun ? undefined : state.overlay,
  };
}
