import type { Explanation } from '../../chapter/explain.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';

/** One sentence that says what is wrong, and one that says what to do. */
export function errorText({ message, hint }: Pick<Explanation, 'message' | 'hint'>, manner: Manner): string {
  const { language, paint } = manner;
  const told = `hoist: ${translate(language, message)}`;
  return hint ? `${paint('red', told)}\n${translate(language, hint)}\n` : `${paint('red', told)}\n`;
}
