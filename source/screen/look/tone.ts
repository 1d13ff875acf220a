import type { Health } from '../../chapter/observe/view.ts';

/** How a context can be marked. */
export type ContextColour = 'red' | 'yellow' | 'green' | 'cyan' | 'blue' | 'magenta';

/** What a colour is for; the themes say which it is. */
export type Tone =
  | 'plain'
  | 'quiet'
  | 'title'
  | 'accent'
  | 'good'
  | 'busy'
  | 'warn'
  | 'bad'
  | 'off'
  | 'selected'
  | 'badge'
  | 'alarm'
  | ContextColour;

export const toneOf: Record<Health, Tone> = {
  good: 'good',
  busy: 'busy',
  warn: 'warn',
  bad: 'bad',
  off: 'off',
};
