import { en } from './en/index.ts';
import { ja } from './ja/index.ts';
import type { Language, Message, MessageValue, Worded } from './message.ts';

const texts = { en, ja };

/** A message in words. */
export function translate(
  language: Language,
  message: Message | Exclude<MessageValue, string | number | Worded>,
): string {
  const text: string = texts[language][message.key];
  const values: Record<string, MessageValue> = message.values ?? {};
  return text.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (place, name: string, one?: string, more?: string) => {
      const value = values[name];
      if (value === undefined) return place;
      if (one !== undefined) return (Number(value) === 1 ? one : more) ?? '';
      if (typeof value !== 'object') return String(value);
      return 'key' in value ? translate(language, value) : value[language];
    },
  );
}

/** The language that the environment asks for: Japanese where the locale says so, else English. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^ja/i.test(locale) ? 'ja' : 'en';
}
