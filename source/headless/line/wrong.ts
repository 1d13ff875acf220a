import type { Message } from '../../language/message.ts';
import { nearest } from './nearest.ts';

/** What was typed cannot be meant. */
export class Wrong extends Error {
  readonly told: Message;
  readonly hint: Message;

  constructor(told: Message, hint: Message = { key: 'usage.see-help' }) {
    super(told.key);
    this.told = told;
    this.hint = hint;
  }
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The value if it is one of those; else throws Wrong with the one that was probably meant. */
export function oneOf<Value extends string>(flag: string, value: string, known: readonly Value[]): Value {
  if ((known as readonly string[]).includes(value)) return value as Value;
  const meant = nearest(value, known);
  throw new Wrong(
    { key: 'usage.bad-choice', values: { flag, value, known: known.join(', ') } },
    meant ? { key: 'usage.did-you-mean', values: { meant } } : { key: 'usage.see-help' },
  );
}
