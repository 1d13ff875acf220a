import { sanitizeText } from '../../kubernetes/sanitize.ts';
import type { Message, Worded } from '../../language/message.ts';
import type { LessonCheck, Target } from './lesson.ts';
import type { Path } from './yaml-lines.ts';

/** Where a lesson says something that it may not, and what it should say. */
export class SchemaError extends Error {
  readonly path: Path;
  readonly problem: Message;

  constructor(path: Path, problem: Message) {
    super(problem.key);
    this.path = path;
    this.problem = problem;
  }
}

type Fields = Record<string, unknown>;

const nameOf = (path: Path): string => path.filter((part) => typeof part === 'string').join('.');

function wrong(path: Path, key: 'missing' | 'text' | 'words' | 'list' | 'map' | 'status' | 'value'): never {
  throw new SchemaError(path, { key: `lesson.schema.${key}`, values: { name: nameOf(path) || '-' } });
}

/** A map with no other keys than these. */
export function fieldsOf(value: unknown, path: Path, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(path, 'map');
  const odd = Object.keys(value).find((name) => !known.includes(name));
  if (odd !== undefined)
    throw new SchemaError([...path, odd], {
      key: 'lesson.schema.unknown',
      values: { name: sanitizeText(odd), known: known.join(', ') },
    });
  return value as Fields;
}

export function listOf(value: unknown, path: Path): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : wrong(path, 'list');
}

export function textOf(value: unknown, path: Path): string {
  if (value === undefined || value === null) return wrong(path, 'missing');
  if (typeof value !== 'string' || !value.trim()) return wrong(path, 'text');
  return sanitizeText(value).trim();
}

/** One text for both languages, or one for each; where one is missing, the other stands for it. */
export function wordsOf(value: unknown, path: Path): Worded {
  if (typeof value === 'string') {
    const text = textOf(value, path);
    return { en: text, ja: text };
  }
  if (value === undefined || value === null) return wrong(path, 'missing');
  const { en, ja } = fieldsOf(value, path, ['en', 'ja']);
  const given = [en, ja].find((one) => one !== undefined);
  if (given === undefined) return wrong(path, 'words');
  return { en: textOf(en ?? given, [...path, 'en']), ja: textOf(ja ?? given, [...path, 'ja']) };
}

const targetFields = ['apiVersion', 'kind', 'name', 'namespace'] as const;

function targetOf(value: unknown, path: Path, more: readonly string[] = []): Target {
  const fields = fieldsOf(value, path, [...targetFields, ...more]);
  const of = (name: string) => textOf(fields[name], [...path, name]);
  return {
    apiVersion: of('apiVersion'),
    kind: of('kind'),
    name: of('name'),
    ...(fields.namespace === undefined ? {} : { namespace: of('namespace') }),
  };
}

const checks: Record<LessonCheck['type'], (value: unknown, path: Path) => LessonCheck> = {
  exists: (value, path) => ({ type: 'exists', target: targetOf(value, path) }),
  absent: (value, path) => ({ type: 'absent', target: targetOf(value, path) }),
  ready: (value, path) => ({ type: 'ready', target: targetOf(value, path) }),
  equals(value, path) {
    const target = targetOf(value, path, ['field', 'value']);
    const { field, value: wanted } = value as Fields;
    // What a Secret says is not to be seen on any screen.
    if (target.kind === 'Secret') throw new SchemaError([...path, 'kind'], { key: 'lesson.schema.secret' });
    if (!['string', 'number', 'boolean'].includes(typeof wanted)) return wrong([...path, 'value'], 'value');
    const keys = Array.isArray(field) ? field.map(String) : textOf(field, [...path, 'field']).split('.');
    return { type: 'equals', target, field: keys, value: wanted as string | number | boolean };
  },
  answers(value, path) {
    const { url, path: at, status = 200 } = fieldsOf(value, path, ['url', 'path', 'status']);
    if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
      return wrong([...path, 'status'], 'status');
    if (url !== undefined) {
      if (typeof url !== 'string' || !/^https?:\/\/[^\s/]+/.test(url)) return wrong([...path, 'url'], 'text');
      return { type: 'answers', url, status };
    }
    const text = textOf(at, [...path, 'path']);
    return text.startsWith('/') ? { type: 'answers', path: text, status } : wrong([...path, 'path'], 'text');
  },
};

/** One check: a map with one key, which says what is asked. */
export function checkOf(value: unknown, path: Path): LessonCheck {
  const known = Object.keys(checks);
  const fields = fieldsOf(value, path, known);
  const [type, more] = Object.keys(fields);
  if (type === undefined || more !== undefined)
    throw new SchemaError(path, { key: 'lesson.schema.check', values: { known: known.join(', ') } });
  return checks[type as LessonCheck['type']](fields[type], [...path, type]);
}
