import { styleText } from 'node:util';

export type Style =
  | 'bold'
  | 'dim'
  | 'green'
  | 'yellow'
  | 'red'
  | 'cyan'
  | 'underline'
  | 'inverse'
  | 'magenta'
  | 'blue';

/** Colours text, or leaves it alone. */
export type Paint = (style: Style | Style[], text: string) => string;

export const makePaint = (coloured: boolean): Paint =>
  // The decision is made already (colour.ts); Node must not make it again by looking at its own stdout.
  coloured ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
