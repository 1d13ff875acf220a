import { en } from '../../language/en/index.ts';
import type { Language, Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('key' in value)) return false;
  const known = typeof value.key === 'string' && Object.hasOwn(en, value.key);
  return known && Object.keys(value).every((name) => name === 'key' || name === 'values');
}

/**
 * Data for scripts: every message in it becomes its sentence, and its key is kept beside it (`message`, `messageKey`), because
 * sentences are for people and may change. What is undefined is left out.
 */
export function inWords(value: unknown, language: Language): unknown {
  if (isMessage(value)) return translate(language, value);
  if (Array.isArray(value)) return value.map((item) => inWords(item, language));
  if (typeof value !== 'object' || value === null) return value;
  const words: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    words[name] = inWords(item, language);
    if (isMessage(item)) words[`${name}Key`] = item.key;
  }
  return words;
}
