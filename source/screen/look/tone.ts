import type { Health } from '../../chapter/view.ts';

/** What a colour is for. Only the sixteen colours of the terminal's own theme are used, so that light ones stay legible. */
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
  | 'alarm';

/** The parameters of SGR for each tone. */
export const sgr: Record<Tone, string> = {
  plain: '',
  quiet: '2',
  title: '1',
  accent: '36',
  good: '32',
  busy: '36',
  warn: '33',
  bad: '31',
  off: '2',
  selected: '7',
  badge: '7;1',
  alarm: '7;33',
};

export const toneOf: Record<Health, Tone> = {
  good: 'good',
  busy: 'busy',
  warn: 'warn',
  bad: 'bad',
  off: 'off',
};
