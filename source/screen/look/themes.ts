import type { Tone } from './tone.ts';

export const themeNames = ['dark', 'light', 'high-contrast', 'colour-blind', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];

/** The parameters of SGR for each tone. */
export type Palette = Readonly<Record<Tone, string>>;

const contexts = {
  red: '7;31',
  yellow: '7;33',
  green: '7;32',
  cyan: '7;36',
  blue: '7;34',
  magenta: '7;35',
} as const;

/** The sixteen colours of the terminal's own theme. */
const dark: Palette = {
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
  ...contexts,
};

export const themes: Record<ThemeName, Palette> = {
  dark,
  // Yellow and faint text cannot be read on white.
  light: { ...dark, quiet: '90', off: '90', accent: '34', busy: '34', warn: '35', alarm: '7;35' },
  // Nothing faint, everything that matters bold.
  'high-contrast': {
    ...dark,
    quiet: '',
    off: '',
    accent: '1;96',
    good: '1;92',
    busy: '1;96',
    warn: '1;93',
    bad: '1;97;41',
    selected: '1;7',
  },
  // Blue and orange instead of green and red (the colours of Okabe and Ito, in the 256 colours of a terminal).
  'colour-blind': { ...dark, good: '38;5;75', busy: '38;5;117', warn: '38;5;220', bad: '1;38;5;208' },
  // Bold, faint and reversed only.
  mono: {
    ...dark,
    accent: '1',
    good: '',
    busy: '',
    warn: '1',
    bad: '1;4',
    alarm: '7;1',
    red: '7',
    yellow: '7',
    green: '7',
    cyan: '7',
    blue: '7',
    magenta: '7',
  },
};
