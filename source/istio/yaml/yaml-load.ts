import { load, loadAll, YAMLException } from 'js-yaml';
import type { Message } from '../../language/message.ts';
import { indentContinuations } from './yaml-continuation.ts';
import { kubectlSchema, nullKey } from './yaml-schema.ts';

/** What a strict parser would have refused, and kubectl takes. */
export type Tolerance = 'indentation' | 'duplicate-key';

export interface LoadedYaml {
  value: unknown;
  /** Set where strict parsing stopped; `line` counts from 0 within the text. */
  tolerated?: { why: Tolerance; line: number; words: string };
}

/** A document that kubectl could not read either. `line` counts from 0 within the text. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  /** The parser's words, or what hoist says of it. */
  readonly fault: string | Message;
  readonly line: number;

  constructor(fault: string | Message, line: number) {
    super(typeof fault === 'string' ? fault : fault.key);
    this.fault = fault;
    this.line = line;
  }
}

/** Enough for any manifest; a few hundred aliases of aliases would otherwise grow into gigabytes once written out as JSON. */
const mostValues = 1_000_000;

/**
 * One YAML document as kubectl loads it: JSON values only, undefined if there is none. Strict parsing first; what it refuses is read
 * once more by go-yaml 2's laxer rules (a repeated key: the last one counts; the indentation of quoted scalars and flow collections
 * does not). Throws YamlError with the strict parser's words.
 */
export function loadYaml(text: string): LoadedYaml {
  if (text.trimStart().startsWith('{')) {
    try {
      return { value: toJson(JSON.parse(text)) };
    } catch {
      // A flow mapping may look like JSON; YAML decides.
    }
  }
  try {
    return { value: toJson(loadAll(text, { schema: kubectlSchema })[0]) };
  } catch (error) {
    const strict = yamlError(error);
    return loadTolerantly(text, strict);
  }
}

function loadTolerantly(text: string, strict: YamlError): LoadedYaml {
  const tolerated = (why: Tolerance) => ({ why, line: strict.line, words: strict.message });
  const attempts: { why: Tolerance; text: string; json: boolean }[] = [
    { why: 'duplicate-key', text, json: true },
    { why: 'indentation', text: indentContinuations(text), json: true },
  ];
  for (const attempt of attempts) {
    try {
      const value = toJson(load(attempt.text, { schema: kubectlSchema, json: attempt.json }));
      return { value, tolerated: tolerated(attempt.why) };
    } catch {
      // The strict parser's words are about the text as it stands in the file.
    }
  }
  throw strict;
}

function yamlError(error: unknown): YamlError {
  if (error instanceof YamlError) return error;
  if (error instanceof YAMLException) {
    const fault = error.reason === nullKey ? ({ key: 'manifest.null-key' } as const) : error.reason;
    return new YamlError(fault, error.mark?.line ?? 0);
  }
  return new YamlError(error instanceof Error ? error.message : String(error), 0);
}

/** A tree of one's own: aliases become copies, and what JSON cannot say is refused. */
function toJson(value: unknown): unknown {
  let values = 0;
  const copy = (one: unknown): unknown => {
    values += 1;
    if (values > mostValues)
      throw new YamlError({ key: 'manifest.too-many-values', values: { most: mostValues } }, 0);
    if (typeof one === 'number' && !Number.isFinite(one))
      throw new YamlError({ key: 'manifest.no-number', values: { value: String(one) } }, 0);
    if (Array.isArray(one)) return one.map(copy);
    // Object.fromEntries makes properties of its own even of `__proto__`.
    if (one !== null && typeof one === 'object')
      return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, copy(inner)]));
    return one;
  };
  return copy(value);
}
