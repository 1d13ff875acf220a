import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { explainError } from '../../source/chapter/explain.ts';
import { Progress } from '../../source/chapter/lesson/progress.ts';
import { readLesson } from '../../source/chapter/lesson/read-lesson.ts';
import { translate } from '../../source/language/translate.ts';

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'hoist-lesson-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What is said of a lesson that cannot be read. */
async function problemOf(text: string): Promise<string> {
  const file = join(directory(), 'lesson.yaml');
  writeFileSync(file, text);
  const error = await readLesson(file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  return translate('en', explainError(error).message).replace(file, 'FILE');
}

const step = (more: string) => `title: T
steps:
  - id: one
    title: One
    text: Do it
${more}`;

describe('a lesson', () => {
  test('is in the repository, with its manifests and both languages', async () => {
    const lesson = await readLesson('manifests/lessons/routing/lesson.yaml');
    expect(lesson.file).toBe(resolve('manifests/lessons/routing/lesson.yaml'));
    expect(lesson.steps.map(({ id }) => id)).toEqual(['look', 'subsets', 'only-v1', 'by-hand', 'tidy']);
    expect(lesson.steps[1]?.manifests[0]?.objects[0]).toMatchObject({ kind: 'DestinationRule' });
    for (const { title, text } of lesson.steps) {
      expect(title.ja).toMatch(/[ぁ-ん]/);
      expect(text.ja).not.toBe(text.en);
    }
  });

  test.each([
    ['a file that is not there', undefined, /cannot be read: ENOENT/],
    ['no steps', 'title: T\n', /FILE, line 1: steps is missing/],
    [
      'a word that nobody knows',
      step('    checks: []\n    shell: rm -rf /\n'),
      /line 7: There is nothing called shell/,
    ],
    ['no check', step('    hint: h\n'), /line 3: .*checks is missing/],
    ['a text that is none', step('    checks:\n      - exists: {}\n    hint: [1]\n'), /line \d+: /],
    [
      'a check that nobody knows',
      step('    checks:\n      - run: make\n'),
      /line 7: There is nothing called run here; there can be: exists, absent, ready, equals, answers/,
    ],
    [
      'half a target',
      step('    checks:\n      - exists:\n          apiVersion: v1\n          kind: Pod\n'),
      /line 7: .*name is missing/,
    ],
    [
      'a Secret to be shown',
      step(
        '    checks:\n      - equals: { apiVersion: v1, kind: Secret, name: s, field: data.password, value: x }\n',
      ),
      /line 7: What a Secret holds is never shown/,
    ],
    [
      'an address that is none',
      step('    checks:\n      - answers:\n          url: file:///etc/passwd\n'),
      /line 8: .*url must be a text/,
    ],
    [
      'a manifest that is not there',
      step('    manifests:\n      - a.yaml\n    checks:\n      - answers: { path: / }\n'),
      /line 7: .*a\.yaml/,
    ],
    ['YAML that is none', 'title: "T\nsteps:\n', /line \d+: /],
    [
      'one name for two steps',
      `${step('    checks:\n      - answers: { path: / }\n')}  - id: one\n    title: O\n    text: x\n    checks:\n      - answers: { path: / }\n`,
      /line 8: A step called one is there already/,
    ],
  ])('with %s says so, and on which line', async (_, text, wanted) => {
    if (text === undefined) {
      const error = await readLesson('/nowhere/lesson.yaml').catch((thrown: unknown) => thrown);
      expect(translate('en', explainError(error).message)).toMatch(wanted);
    } else expect(await problemOf(text)).toMatch(wanted);
  });
});

describe('progress', () => {
  const cluster = { server: 'https://a', uid: 'b-1' };

  test('is kept for its cluster and its lesson, for its owner alone, until it is reset', () => {
    const state = directory();
    new Progress(state, cluster, '/lesson').reach('one', '2026-01-01T00:00:00Z');
    const again = new Progress(state, cluster, '/lesson');
    again.reach('one', '2027-01-01T00:00:00Z');
    expect(again.reached).toEqual({ one: '2026-01-01T00:00:00Z' });
    expect(new Progress(state, cluster, '/another').reached).toEqual({});
    expect(new Progress(state, { ...cluster, uid: 'c-2' }, '/lesson').reached).toEqual({});
    expect(statSync(state).isDirectory()).toBe(true);
    again.reset();
    expect(new Progress(state, cluster, '/lesson').reached).toEqual({});
  });

  test('is known for as long as the program runs where nothing is kept', () => {
    const progress = new Progress(undefined, cluster, '/lesson');
    progress.reach('one', '2026-01-01T00:00:00Z');
    expect(progress.reached).toEqual({ one: '2026-01-01T00:00:00Z' });
  });
});
