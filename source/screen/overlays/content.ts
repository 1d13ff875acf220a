import type { Line } from '../text/line.ts';

/** What an overlay says. Short ones are dialogs in the middle; those that scroll are pages. */
export interface OverlayContent {
  title: string;
  lines: Line[];
  /** In the lower edge: the keys that work here. */
  foot: string;
  page: boolean;
  tone: 'accent' | 'warn';
}
