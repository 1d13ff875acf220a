import { expect, test } from 'vitest';
import type { ChapterNews } from '../../source/chapter/event.ts';
import { RunText } from '../../source/headless/text/run-text.ts';
import { events, finished, said, started } from './fake-chapter.ts';
import { manner } from './manner.ts';

async function told(news: ChapterNews[], how = manner()): Promise<string> {
  const text = new RunText(how);
  let all = '';
  for (const event of events(...news)) all += await text.tell(event);
  return all;
}

const pilot = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'istio-pilot' };
const step = 'check';

test('a whole run reads from the cluster to the URL and what was written', async () => {
  const text = await told([
    started,
    { type: 'step-started', step, title: { key: 'step.check.title' }, index: 1, of: 7 },
    { type: 'command', step, command: 'kubectl apply -f x.yaml' },
    { type: 'object', step, object: pilot, result: 'created' },
    { type: 'waiting', step, object: pilot, why: said('0 of 1 ready') },
    { type: 'ready', step, object: pilot },
    { type: 'url', step, url: 'http://10.0.0.1:31380/productpage' },
    { type: 'step-finished', step, result: 'done', message: said('all of it'), seconds: 2.34 },
    finished('done'),
  ]);
  expect(text).toBe(
    [
      'Raising Istio 1.1.0 on desk',
      'https://127.0.0.1:6443 v1.14.6',
      '',
      '[1/7] Check the cluster',
      '  $ kubectl apply -f x.yaml',
      '  created     deployment.apps/istio-pilot -n istio-system',
      '  waiting     deployment.apps/istio-pilot -n istio-system: The server refuses: 0 of 1 ready',
      '  ready       deployment.apps/istio-pilot -n istio-system',
      '  · Bookinfo answers at http://10.0.0.1:31380/productpage',
      '  ✔ The server refuses: all of it (2.3 s)',
      '',
      '✔ Up: every step that was asked for is done.',
      'Written: 2 created, 1 configured, 0 deleted.',
      'It took 1 min 01 s.',
      'Bookinfo answers at http://10.0.0.1:31380/productpage',
      '',
    ].join('\n'),
  );
});

test('the same wait is said once, and again when its reason changes', async () => {
  const wait = (words: string): ChapterNews => ({ type: 'waiting', step, object: pilot, why: said(words) });
  const text = await told([wait('pulling'), wait('pulling'), wait('starting'), wait('pulling')]);
  expect(text.match(/waiting/g)).toHaveLength(3);
});

test('the end of a wait that nobody was told of is no news', async () => {
  expect(await told([{ type: 'ready', step, object: pilot }])).toBe('');
});

test('a conflict is a table of the field, its owner, their value and ours', async () => {
  const text = await told([
    {
      type: 'object',
      step,
      object: pilot,
      result: 'conflict',
      message: said('another owner'),
      conflicts: [{ field: '.spec.replicas', owner: 'kubectl-edit', theirs: '3', ours: '1' }],
    },
  ]);
  expect(text).toContain(
    '  conflict    deployment.apps/istio-pilot -n istio-system: The server refuses: another owner\n',
  );
  expect(text).toMatch(/^ {4}│ FIELD +│ OWNER +│ THEIRS │ OURS │$/m);
  expect(text).toMatch(/^ {4}│ \.spec\.replicas │ kubectl-edit │ 3 +│ 1 +│$/m);
});

test('a run that failed says what was written all the same, and how to go on', async () => {
  const text = await told([started, finished('failed')]);
  expect(text).toContain('✘ Stopped: a step failed.\nWritten: 2 created, 1 configured, 0 deleted.');
  expect(text).toContain('Run the same command again');
});

test('a run that was cancelled says what was written all the same', async () => {
  const text = await told([started, finished('cancelled')]);
  expect(text).toContain('! Cancelled.\nWritten: 2 created, 1 configured, 0 deleted.');
});

test('a run that wrote nothing says so', async () => {
  const written = { created: 0, configured: 0, deleted: 0 };
  const text = await told([started, { type: 'finished', result: 'failed', written, seconds: 1 }]);
  expect(text).toContain('Nothing was written.');
});

test('in an uninstall, what was waited for is gone', async () => {
  const text = await told([
    { ...started, run: 'down' } as ChapterNews,
    { type: 'waiting', step: 'uninstall', object: pilot, why: said('being deleted') },
    { type: 'ready', step: 'uninstall', object: pilot, gone: true },
    finished('done', 5),
  ]);
  expect(text).toContain('Taking Istio 1.1.0 off desk\n');
  expect(text).toContain('  gone        deployment.apps/istio-pilot -n istio-system\n');
  expect(text).toContain('Down: nothing of Istio is left.');
});

test('the end of a log, notes and checks are told where they happen', async () => {
  const text = await told([
    { type: 'log', step, pod: 'a', container: 'c', lines: ['one', 'two'] },
    { type: 'note', step, level: 'warn', message: said('mind this') },
    {
      type: 'check',
      step,
      category: said('nodes'),
      check: { id: 'x', title: said('big enough'), result: 'fail', message: said('too small') },
    },
  ]);
  expect(text).toContain('  The end of the log of a, container c:\n  | one\n  | two\n');
  expect(text).toContain('  ! The server refuses: mind this\n');
  expect(text).toContain(
    '  ✘ The server refuses: big enough [failed]\n      The server refuses: too small\n',
  );
});

test('in Japanese the names line up as well', async () => {
  const object = (result: 'created' | 'unchanged'): ChapterNews => ({
    type: 'object',
    step,
    object: pilot,
    result,
  });
  const text = await told([object('created'), object('unchanged')], manner({ language: 'ja' }));
  expect(text).toBe(
    '  作成        deployment.apps/istio-pilot -n istio-system\n' +
      '  変更なし    deployment.apps/istio-pilot -n istio-system\n',
  );
});
