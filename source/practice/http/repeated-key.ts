import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { duplicateFields } from './duplicate-fields.ts';
import { readJson } from './parse-body.ts';

/** The first key of a YAML text that its map has already, as Go's decoder tells of it: `line 3: key "a" already set in map`. */
export function repeatedKey(text: string): string | undefined {
  if (readJson(text) && !duplicateFields(text).length) return undefined;
  try {
    load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') return undefined;
    const { line = 0, position = 0 } = error.mark ?? {};
    const key = /^\s*(["']?)(.*?)\1\s*:/.exec(text.slice(position))?.[2] ?? '';
    return `line ${line + 1}: key ${JSON.stringify(key)} already set in map`;
  }
  return undefined;
}
