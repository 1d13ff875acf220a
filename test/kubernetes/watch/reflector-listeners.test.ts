import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import {
  api,
  events,
  live,
  prepare,
  reflector,
  reflectorForEachTest,
  start,
  told,
} from './reflector-bench.ts';

reflectorForEachTest();

describe('listeners', () => {
  test('that throw neither end the watch nor keep others from hearing, and are reported', async () => {
    const problems: string[] = [];
    api.put('a');
    prepare({
      onProblem: ({ kind, error }) => problems.push(`${kind}: ${error.message}`),
    });
    reflector.subscribe(() => {
      throw new Error('broken listener');
    });
    reflector.subscribe(async () => {
      throw new Error('broken promise');
    });
    reflector.subscribe((event) => events.push(event));
    reflector.start();
    await live();
    api.put('b');
    await eventually(() => told().includes('added b'));
    expect(told()).toEqual(['added a', 'live', 'added b']);
    expect(problems.filter((problem) => problem === 'listener: broken listener')).toHaveLength(3);
    await eventually(() => problems.includes('listener: broken promise'));
  });

  test('that have left hear nothing any more', async () => {
    start();
    const heard: string[] = [];
    const leave = reflector.subscribe((event) => heard.push(event.type));
    await live();
    leave();
    api.put('a');
    await eventually(() => told().includes('added a'));
    expect(heard).toEqual(['state']);
  });

  test('that report problems with a function that throws do no harm', async () => {
    api.put('a');
    start({
      onProblem: () => {
        throw new Error('broken reporter');
      },
    });
    reflector.subscribe(() => {
      throw new Error('broken listener');
    });
    await live();
    expect(told()).toEqual(['added a', 'live']);
  });
});

describe('waiting with until', () => {
  test('ends when the condition comes true', async () => {
    start();
    const found = reflector.until(({ snapshot }) => snapshot.has('default/a'));
    await live();
    api.put('a');
    await found;
  });

  test('ends at once when it is true already', async () => {
    api.put('a');
    start();
    await reflector.synced;
    await reflector.until(({ snapshot }) => snapshot.size === 1);
  });

  test('rejects with an AbortError when its signal aborts or the reflector stops', async () => {
    start();
    const abort = new AbortController();
    const cancelled = reflector.until(() => false, abort.signal);
    const stopped = reflector.until(() => false);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    reflector.stop();
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('rejects with what the condition throws', async () => {
    start();
    const broken = reflector.until(() => {
      throw new Error('broken condition');
    });
    await expect(broken).rejects.toThrow('broken condition');
  });
});
