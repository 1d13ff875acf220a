import { expect, test } from 'vitest';
import { copyable, copyablePage } from '../../source/screen/export/copyable.ts';
import type { CommandContext } from '../../source/screen/input/command.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { podLogSource } from '../../source/screen/panes/log-source.ts';
import { newPodLog } from '../../source/screen/state/pod-log.ts';
import { firstState, type LogSourceOf } from '../../source/screen/state/state.ts';

const drawing = makeDrawing({ language: 'en', color: true, ascii: false, now: 0 });
const target = { namespace: 'default', pod: 'a', container: 'a' };
const sources: LogSourceOf[] = [
  { type: 'pod', target },
  {
    type: 'merged',
    of: { namespace: 'default' } as never,
    name: 'default',
    appsOnly: false,
    all: false,
    previous: false,
  },
];

test.each(sources)('of a log ($type) it is the last line in sight, and no more is read for it', (source) => {
  const ring = newPodLog();
  for (let number = 0; number < 10_000; number += 1)
    ring.push({ type: 'line', time: '', text: `said ${number}` });
  const whole = podLogSource(ring);
  let read = 0;
  const log = {
    ...whole,
    at: (...at: Parameters<typeof whole.at>) => {
      read += 1;
      return whole.at(...at);
    },
  };
  const first = firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 });
  const state = { ...first, focus: 'log' as const, log: { ...first.log, source } };
  expect(copyable({ state, log, drawing } as CommandContext)).toContain('said 9999');
  expect(read).toBeLessThan(100);
});

test('of a step on a cluster that no kubeconfig of the user knows, another terminal is told first where that is', () => {
  const first = firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 });
  const texts = [{ id: 'crds', commands: ['kubectl get crd'] }];
  const copied = (kubeconfig?: string) =>
    copyablePage({
      state: {
        ...first,
        overlay: { kind: 'step', run: 'crds', plan: { state: 'loading' }, top: 0 },
        about: { texts, kubeconfig } as never,
      },
      drawing,
    } as unknown as CommandContext);
  expect(copied('/tmp/a b/kubeconfig')).toBe("export 'KUBECONFIG=/tmp/a b/kubeconfig'\nkubectl get crd");
  expect(copied()).toBe('kubectl get crd');
});
