import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { ManifestError, readManifest } from '../../istio/yaml/manifest.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { type Lesson, LessonError, type LessonStep } from './lesson.ts';
import { checkOf, fieldsOf, listOf, SchemaError, textOf, wordsOf } from './schema.ts';
import { linesOf, type Path } from './yaml-lines.ts';

/** Bytes. A lesson is text for people; what is larger is not one. */
const largest = 1024 * 1024;

/** Reads a lesson with its manifests, which are named from where its file lies. Throws LessonError, which names the line. */
export async function readLesson(file: string): Promise<Lesson> {
  const path = resolve(file);
  const text = await textAt(path);
  try {
    const lines = linesOf(text);
    try {
      return await lessonOf(load(text), path);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      throw new LessonError({
        key: 'lesson.wrong',
        values: { file, line: lines(error.path), why: error.problem },
      });
    }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const why = { key: 'config.yaml', values: { words: sanitizeLine(error.reason) } } as const;
    throw new LessonError({ key: 'lesson.wrong', values: { file, line: (error.mark?.line ?? 0) + 1, why } });
  }
}

async function textAt(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.length <= largest) return text;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new LessonError({
      key: 'lesson.unreadable',
      values: { file, words: code ?? sanitizeLine(message) },
    });
  }
  throw new LessonError({ key: 'lesson.unreadable', values: { file, words: { key: 'lesson.too-large' } } });
}

async function lessonOf(value: unknown, file: string): Promise<Lesson> {
  const { title, about, steps } = fieldsOf(value, [], ['title', 'about', 'steps']);
  const list = listOf(steps, ['steps']);
  if (list.length === 0)
    throw new SchemaError(['steps'], { key: 'lesson.schema.missing', values: { name: 'steps' } });
  const read: LessonStep[] = [];
  for (const [index, step] of list.entries()) {
    const one = await stepOf(step, ['steps', index], dirname(file));
    if (read.some(({ id }) => id === one.id))
      throw new SchemaError(['steps', index, 'id'], { key: 'lesson.schema.twice', values: { id: one.id } });
    read.push(one);
  }
  return {
    file,
    title: wordsOf(title, ['title']),
    ...(about === undefined ? {} : { about: wordsOf(about, ['about']) }),
    steps: read,
  };
}

const stepFields = ['id', 'title', 'text', 'hint', 'commands', 'manifests', 'checks'] as const;

async function stepOf(value: unknown, path: Path, directory: string): Promise<LessonStep> {
  const fields = fieldsOf(value, path, stepFields);
  const at = (name: (typeof stepFields)[number]) => [...path, name];
  const checks = listOf(fields.checks, at('checks'));
  // Whoever did the step: only the cluster can say that it is done.
  if (checks.length === 0)
    throw new SchemaError(at('checks'), { key: 'lesson.schema.missing', values: { name: 'checks' } });
  const manifests: LessonStep['manifests'][number][] = [];
  for (const [index, name] of listOf(fields.manifests, at('manifests')).entries())
    manifests.push(await manifestOf(name, [...at('manifests'), index], directory));
  return {
    id: textOf(fields.id, at('id')),
    title: wordsOf(fields.title, at('title')),
    text: wordsOf(fields.text, at('text')),
    ...(fields.hint === undefined ? {} : { hint: wordsOf(fields.hint, at('hint')) }),
    commands: listOf(fields.commands, at('commands')).map((line, index) =>
      textOf(line, [...at('commands'), index]),
    ),
    manifests,
    checks: checks.map((check, index) => checkOf(check, [...at('checks'), index])),
  };
}

async function manifestOf(value: unknown, path: Path, directory: string) {
  const name = textOf(value, path);
  const file = isAbsolute(name) ? name : resolve(directory, name);
  try {
    const { objects } = await readManifest(file);
    return { file, objects: objects.map(({ object }) => object) };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new SchemaError(path, error.problem);
  }
}
