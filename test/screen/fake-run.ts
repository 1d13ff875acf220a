import { setTimeout as sleep } from 'node:timers/promises';
import type { ChapterEvent, ChapterNews } from '../../source/chapter/event.ts';
import type { View } from '../../source/chapter/observe/view.ts';
import type { RowId } from '../../source/chapter/step-id.ts';
import { aborted } from './fake-logs.ts';
import { commandOf, everyObject, objectsOf } from './fake-objects.ts';
import type { FakeOptions } from './fake-options.ts';
import { report } from './fake-report.ts';
import type { World } from './fake-world.ts';

interface FakeRun {
  run: RowId | 'up' | 'down' | 'repair';
  steps: RowId[];
  signal: AbortSignal;
  world: World;
  options: FakeOptions;
  /** The world is another; returns how it looks now. */
  changed(): View;
  /** Into the diary. */
  tell(call: string): void;
}

/** A run that takes as long as it is told to, and leaves the world as it says. */
export async function* playRun(all: FakeRun): AsyncGenerator<ChapterEvent> {
  const { run, steps, signal, world, options, changed, tell } = all;
  const written = { created: 0, configured: 0, deleted: 0 };
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  const at = (news: ChapterNews): ChapterEvent => ({ at: new Date().toISOString(), ...news }) as ChapterEvent;
  const { context, server } = world;
  yield at({
    type: 'started',
    run,
    cluster: { context, server, version: 'v1.14.6', uid: '' },
    release: '1.1.0',
    steps,
  });
  for (const [index, step] of steps.entries()) {
    world.running = { step, since: new Date().toISOString() };
    changed();
    yield at({
      type: 'step-started',
      step,
      title: { key: `step.${step}.title` },
      index: index + 1,
      of: steps.length,
    });
    yield at({ type: 'command', step, command: commandOf(step) });
    for await (const news of playStep(step, all)) {
      if (news.type === 'object' && news.result !== 'unchanged' && news.result in written)
        written[news.result as keyof typeof written] += 1;
      yield at(news);
      if (signal.aborted) break;
    }
    if (options.holds === step && !signal.aborted) await aborted(signal);
    world.running = undefined;
    if (signal.aborted) {
      // The way back takes its time, as the one from the experiment with pilot does.
      await sleep(100);
      tell('run cancelled');
      changed();
      yield at({
        type: 'step-finished',
        step,
        result: 'cancelled',
        message: { key: 'run.cancelled' },
        seconds: seconds(),
      });
      yield at({ type: 'finished', result: 'cancelled', written, seconds: seconds() });
      return;
    }
    if (step === 'uninstall') world.done.clear();
    else world.done.add(step);
    const row = changed().steps.find(({ id }) => id === step);
    yield at({
      type: 'step-finished',
      step,
      result: 'done',
      message: row?.message ?? { key: 'run.cancelled' },
      seconds: seconds(),
    });
  }
  yield at({ type: 'finished', result: 'done', written, seconds: seconds() });
}

async function* playStep(
  step: RowId,
  { signal, world, options, changed }: FakeRun,
): AsyncGenerator<ChapterNews> {
  const pause = () => sleep(options.delay ?? 0, undefined, { signal }).catch(() => {});
  if (step === 'check') {
    for (const { title, checks } of report().categories)
      for (const check of checks) yield { type: 'check', step, category: title, check };
    return;
  }
  if (step === 'uninstall') {
    for (const object of everyObject()) {
      await pause();
      if (signal.aborted) return;
      yield { type: 'object', step, object, result: 'deleted' };
    }
    world.readyComponents = 0;
    return;
  }
  const result = world.done.has(step) ? 'unchanged' : 'created';
  for (const object of objectsOf(step)) {
    await pause();
    if (signal.aborted) return;
    yield { type: 'object', step, object, result };
    if (object.kind !== 'Deployment') continue;
    if (step !== 'control-plane' || result === 'unchanged') continue;
    const why = {
      key: 'wait.failed',
      values: { kind: 'Pod', name: object.name, why: 'ContainerCreating' },
    } as const;
    yield { type: 'waiting', step, object, why };
    await pause();
    world.readyComponents += 1;
    changed();
    yield { type: 'ready', step, object };
  }
  if (step === 'gateway') yield { type: 'url', step, url: 'http://192.168.65.3:31380/productpage' };
}
