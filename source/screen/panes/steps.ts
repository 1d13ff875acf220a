import type { Health, StepRow } from '../../chapter/observe/view.ts';
import { elapsedOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { toneOf } from '../look/tone.ts';
import type { ScreenState } from '../state/state.ts';
import type { PaneContent } from './content.ts';

export const stepHealth: Record<StepRow['state'], Health> = {
  todo: 'off',
  running: 'busy',
  partly: 'warn',
  done: 'good',
  problem: 'bad',
  unknown: 'off',
};

export function stepsContent(state: ScreenState, drawing: Drawing, width: number): PaneContent {
  const { say, glyphs } = drawing;
  const rows = stepsOf(state);
  const main = rows.filter(({ id }) => id !== 'uninstall');
  return {
    head: [],
    columns: [
      { title: say({ key: 'screen.column.step' }), width: width >= 84 ? 34 : 'rest' },
      { title: say({ key: 'screen.column.state' }), width: 7 },
      { title: say({ key: 'screen.column.time' }), width: 6, align: 'right', from: 34 },
      ...(width >= 84 ? [{ title: say({ key: 'screen.column.found' }), width: 'rest' as const }] : []),
    ],
    rows: rows.map((row) => {
      // Nothing to take down is no work that was done, unless it was.
      const isClean = row.id === 'uninstall' && row.state === 'done';
      const health = isClean && state.written.deleted === 0 ? 'off' : stepHealth[row.state];
      const time = row.since ? elapsedOf((drawing.now - Date.parse(row.since)) / 1000) : '';
      const title = width >= 48 ? say(row.title) : say({ key: `screen.step.${row.id}` });
      return {
        id: row.id,
        search: `${title} ${row.id}`,
        cells: [
          { text: `${glyphs.health[health]} ${title}`, tone: toneOf[health] },
          {
            text: say({ key: isClean ? 'screen.state.clean' : `screen.state.${row.state}` }),
            tone: toneOf[health],
          },
          time,
          { text: foundWords(row, state, say), tone: 'quiet' as const },
        ],
        // The address alone where the words before it would cut it off.
        detail: width < 60 && row.id === 'gateway' && state.url ? state.url : foundWords(row, state, say),
      };
    }),
    count: rows.length > 0 ? `${main.filter((row) => row.state === 'done').length}/${main.length}` : '',
    freshness: state.view?.cluster.freshness,
    empty: { key: 'screen.empty.steps' },
    detail: 'spare',
  };
}

/** What was found of a step. The address at which the page was seen to answer is worth more than that there is one. */
export function foundWords(row: StepRow, { url }: Pick<ScreenState, 'url'>, say: Drawing['say']): string {
  return row.id === 'gateway' && row.state === 'done' && url
    ? say({ key: 'screen.notice.open', values: { url } })
    : say(row.message);
}

/** The watches see less than the checks ask: where one of these failed, the step is not done. */
function withChecks(row: StepRow, { checks }: ScreenState): StepRow {
  if (row.id !== 'check' || row.state !== 'done' || !checks) return row;
  const all = checks.categories.flatMap((category) => category.checks);
  const count = all.filter(({ result }) => result === 'fail').length;
  return count === 0
    ? row
    : { ...row, state: 'problem', message: { key: 'screen.checks.found', values: { count } } };
}

/** The steps, with what was checked and what this program is doing right now on top of what the watches show. */
export function stepsOf(state: ScreenState): readonly StepRow[] {
  const rows = (state.view?.steps ?? []).map((row) => withChecks(row, state));
  const { run } = state;
  if (!run) return rows;
  const running = run.step ?? (run.run === 'up' ? undefined : run.run);
  return rows.map((row) =>
    row.id === running && row.state !== 'running'
      ? { ...row, state: 'running', since: row.since ?? new Date(run.since).toISOString() }
      : row,
  );
}

/** The first step of the chapter that the cluster does not show as done. */
export function nextStep(state: ScreenState): StepRow | undefined {
  return state.view?.steps.find((row) => row.id !== 'uninstall' && row.state !== 'done');
}
