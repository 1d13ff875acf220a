import type { en } from './en/index.ts';

/** What the program can say. Every text lives in this room; the others speak in keys and values. */
export type MessageKey = keyof typeof en;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type ValuesOf<Key extends MessageKey> = [Placeholders<(typeof en)[Key]>] extends [never]
  ? { values?: undefined }
  : { values: Record<Placeholders<(typeof en)[Key]>, MessageValue> };

/** A key with just the values that its text has places for; anything else does not compile. */
export type Message = { [Key in MessageKey]: { key: Key } & ValuesOf<Key> }[MessageKey];

/** A message inside another is put into words in the same language. */
export type MessageValue = string | number | { key: MessageKey; values?: Record<string, MessageValue> };

export type Language = 'en' | 'ja';
