import type { Message, MessageValue } from '../language/message.ts';
import type { Cause } from './causes.ts';

/** What was seen, the one cause that it comes down to, and what to do about it. All of it in keys, for a face to put into words. */
export interface Diagnosis {
  cause: Cause;
  /** The symptom, as it was seen. */
  what: Message;
  why: Message;
  fix: Message;
  /** Lines to type that show it, or mend it. Only ever shown. */
  commands: readonly string[];
}

/** `values` fill the places of `diagnosis.CAUSE.why` and `diagnosis.CAUSE.fix`. */
export function diagnosis(
  cause: Cause,
  what: Message,
  values: Record<string, MessageValue> = {},
  commands: readonly string[] = [],
): Diagnosis {
  const said = (part: 'why' | 'fix') => ({ key: `diagnosis.${cause}.${part}`, values }) as Message;
  return { cause, what, why: said('why'), fix: said('fix'), commands };
}
