import { expect, test } from 'vitest';
import { stepsOf } from '../../source/screen/panes/steps.ts';
import { firstState, type ScreenState } from '../../source/screen/state/state.ts';

const first = firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 });

function checkedWith(...results: ('pass' | 'warn' | 'fail')[]): ScreenState {
  const checks = results.map((result) => ({ result, title: { key: 'screen.list' }, detail: undefined }));
  return {
    ...first,
    view: { steps: [{ id: 'check', state: 'done', message: { key: 'screen.list' } }] } as never,
    checks: { success: true, categories: [{ checks }] } as never,
  };
}

test('the first step is not shown as done where a check has failed, and its words lead to the list', () => {
  expect(stepsOf(checkedWith('pass', 'fail', 'fail'))[0]).toMatchObject({
    state: 'problem',
    message: { key: 'screen.checks.found', values: { count: 2 } },
  });
});

test('a warning does not take the mark from it', () =>
  expect(stepsOf(checkedWith('pass', 'warn'))[0]).toMatchObject({ state: 'done' }));
