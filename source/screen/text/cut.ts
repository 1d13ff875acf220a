import { takeEnd, takeStart, widthOf } from './width.ts';

/** Cuts the end off where a text is too wide, and says so with the mark. */
export function cut(text: string, width: number, mark = '…'): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(mark);
  return room < 0 ? takeStart(text, width) : takeStart(text, room) + mark;
}

/** Cuts the middle out: names of pods and contexts differ at both ends. */
export function cutMiddle(text: string, width: number, mark = '…'): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(mark);
  if (room < 2) return cut(text, width, mark);
  const start = takeStart(text, Math.ceil(room / 2));
  return start + mark + takeEnd(text, room - widthOf(start));
}

/** Exactly this wide: cut, or filled with spaces. */
export function pad(text: string, width: number, mark = '…'): string {
  const fitted = cut(text, width, mark);
  return fitted + ' '.repeat(Math.max(0, width - widthOf(fitted)));
}

/** Exactly this wide, with the text at the right, as numbers stand. */
export function padStart(text: string, width: number, mark = '…'): string {
  const fitted = cut(text, width, mark);
  return ' '.repeat(Math.max(0, width - widthOf(fitted))) + fitted;
}
