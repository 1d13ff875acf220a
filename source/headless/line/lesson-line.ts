import type { Parsed } from './command-line.ts';
import { text, Wrong } from './wrong.ts';

/** `hoist lesson FILE`: shown, or done. */
export interface LessonWish {
  /** As it was named. */
  file: string;
  /** The step to go to, by its id or number; held against the lesson when that is read. */
  to?: string;
  apply: boolean;
  /** What was reached before is forgotten first. */
  anew?: boolean;
}

/** Throws Wrong. */
export function lessonWish(file: string | undefined, given: Parsed['flags']): LessonWish {
  if (file === undefined || !file.trim()) throw new Wrong({ key: 'usage.lesson-what' });
  const to = text(given.step);
  return {
    file,
    ...(to === undefined ? {} : { to }),
    apply: given.yes === true,
    ...(given.anew === true ? { anew: true } : {}),
  };
}
