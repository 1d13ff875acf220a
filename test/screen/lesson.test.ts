import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import type { CheckFound, LessonView } from '../../source/chapter/lesson/lesson.ts';
import type { LessonPart } from '../../source/chapter/lesson/lesson-part.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { lessonLines } from '../../source/screen/overlays/lesson.ts';
import { Host } from '../../source/screen/session/host.ts';
import { LessonPages, shownStep } from '../../source/screen/session/lesson.ts';
import { Logs } from '../../source/screen/session/logs.ts';
import { Pages } from '../../source/screen/session/pages.ts';
import { Runs } from '../../source/screen/session/runs.ts';
import { firstState } from '../../source/screen/state/state.ts';
import { Store } from '../../source/screen/state/store.ts';
import { lineText } from '../../source/screen/text/line.ts';

const look = { columns: 80, rows: 24, language: 'en', ascii: false, color: false, now: 0 } as const;
const words = (text: string) => ({ key: 'lesson.words', values: { words: { en: text, ja: text } } }) as const;

const check = (isMet: boolean): CheckFound => ({
  what: { key: 'lesson.check.exists', values: { name: 'configmap/colour' } },
  state: isMet ? 'good' : 'bad',
  found: { key: isMet ? 'lesson.found.there' : 'lesson.found.absent' },
});

/** Three steps: which are met in the cluster, and how many of them count. */
const viewOf = (met: readonly boolean[], reached: number): LessonView => ({
  title: words('A workshop'),
  steps: ['First', 'Second', 'Third'].map((title, index) => ({
    id: title,
    title: words(title),
    text: words(`What ${title} is about.`),
    commands: [],
    manifests: ['a.yaml'],
    checks: [check(met[index] === true)],
    ...(index < reached ? { reached: '2026-01-01T00:00:00Z' } : {}),
  })),
});

/** The pages of a lesson that is seen to be so when it is looked at, and had been otherwise. */
function pagesOf(before: LessonView, after: LessonView) {
  const looks: (() => void)[] = [];
  const lesson = {
    view: before,
    look: () =>
      new Promise<LessonView>((resolve) =>
        looks.push(() => {
          lesson.view = after;
          resolve(after);
        }),
      ),
    async *run() {},
    plan: async () => [],
    reset() {},
  };
  const store = new Store(firstState(look));
  const host: Host = new Host(
    store,
    () => ({ message: words('x') }) as never,
    () => {
      throw new Error('not asked here');
    },
  );
  host.chapter = { lesson: lesson as unknown as LessonPart, context: 'a', choices: [] } as unknown as Chapter;
  store.dispatch({
    type: 'opened',
    about: { context: 'a', server: 'b', readOnly: false, texts: [] } as never,
  });
  const logs = new Logs(host);
  const pages = new Pages(host, logs);
  const runs = new Runs(host, { logs, pages, ended: () => {} });
  const lessons = new LessonPages(host, { pages, runs });
  onTestFinished(() => {
    lessons.close();
    store.close();
  });
  const seen = async () => {
    await vi.waitUntil(() => looks.length > 0);
    looks.shift()?.();
    await vi.waitUntil(() => host.state.overlay?.kind === 'lesson' && host.state.overlay.view === after);
  };
  return { host, lessons, seen, looks };
}

const shown = (host: Host) => shownStep(host.state.overlay)?.index;

describe('after a run of a lesson’s step', () => {
  test('its page stays at that step until the cluster has been looked at, and then goes on to the next', async () => {
    const { host, lessons, seen } = pagesOf(viewOf([true, false, false], 1), viewOf([true, true, false], 2));
    await lessons.run('Second', []);
    expect(shown(host)).toBe(1);
    await seen();
    expect(shown(host)).toBe(2);
  });

  test('it does not jump back to an earlier step that is still open', async () => {
    const { host, lessons, seen } = pagesOf(
      viewOf([false, false, false], 0),
      viewOf([false, true, false], 0),
    );
    await lessons.run('Second', []);
    expect(shown(host)).toBe(1);
    await seen();
    expect(shown(host)).toBe(1);
  });

  test('it goes where somebody has gone meanwhile', async () => {
    const { host, lessons, seen } = pagesOf(viewOf([true, false, false], 1), viewOf([true, true, false], 2));
    await lessons.run('Second', []);
    lessons.go(-1);
    await seen();
    expect(shown(host)).toBe(0);
  });
});

test('a lesson is not looked at any more once its pages are closed', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { lessons, looks } = pagesOf(viewOf([], 0), viewOf([], 0));
  lessons.open();
  expect(looks).toHaveLength(1);
  lessons.close();
  looks.shift()?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toHaveLength(0);
});

describe('a later step whose checks are met already', () => {
  const text = (index: number, view: LessonView) =>
    lessonLines(
      { about: undefined },
      { kind: 'lesson', view, index, top: 0 },
      makeDrawing(firstState(look)),
      76,
    ).map(lineText);

  test('is said to count once the step before it does', () => {
    const lines = text(2, viewOf([true, false, true], 1)).join('\n');
    expect(lines).toMatch(/3 Third +met already, counts after step 2/);
    expect(lines).toMatch(/2 Second +to do/);
    expect(lines).toMatch(/All of it is so already\. The step counts once step 2 is done: Second\./);
  });

  test('waits for the last one that is open before it', () => {
    expect(text(2, viewOf([false, false, true], 0)).join('\n')).toMatch(
      /3 Third +met already, counts after step 2/,
    );
  });

  test('says nothing of the kind where it counts, or is not met', () => {
    expect(text(0, viewOf([true, false, true], 1)).join('\n')).not.toMatch(/All of it is so already/);
    expect(text(1, viewOf([true, false, true], 1)).join('\n')).not.toMatch(/All of it is so already/);
  });
});
