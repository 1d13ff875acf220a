import type { en } from './en/index.ts';

/** What the program can say. Every text lives in this room; the others speak in keys and values. */
export type MessageKey = keyof typeof en;

/** `{count}` is a value; `{count|pod is|pods are}` the first words where it is one, else the second. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? (Place extends `${infer Name}|${string}` ? Name : Place) | Placeholders<Rest>
  : never;

/** Keys whose texts have no places: one member of the union for all of them, which the compiler could not go through otherwise. */
export type PlainKey = {
  [Key in MessageKey]: [Placeholders<(typeof en)[Key]>] extends [never] ? Key : never;
}[MessageKey];
type ValuedKey = Exclude<MessageKey, PlainKey>;

/** A key with just the values that its text has places for; anything else does not compile. */
export type Message =
  | { key: PlainKey; values?: undefined }
  | {
      [Key in ValuedKey]: { key: Key; values: Record<Placeholders<(typeof en)[Key]>, MessageValue> };
    }[ValuedKey];

/** Words that are not ours, such as a lesson's: written in each language by whoever wrote them. */
export type Worded = Readonly<Record<Language, string>>;

/** A message inside another is put into words in the same language. */
export type MessageValue =
  | string
  | number
  | Worded
  | { key: MessageKey; values?: Record<string, MessageValue> };

export type Language = 'en' | 'ja';
