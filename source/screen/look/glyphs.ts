import type { Health } from '../../chapter/observe/view.ts';

/** Every mark that is drawn. Each stands beside a word: the glyph is for the eye, the word for everybody. */
export interface Glyphs {
  health: Record<Health, string>;
  cursor: string;
  open: string;
  closed: string;
  more: string;
  bullet: string;
  /** In the brackets of the one that holds, of several. */
  chosen: string;
  join: string;
  prompt: string;
  rule: string;
  /** Light frame, and the one around the pane that has the keys. */
  frame: Frame;
  focusedFrame: Frame;
}

export interface Frame {
  topLeft: string;
  topRight: string;
  bottomLeft: string;
  bottomRight: string;
  across: string;
  down: string;
}

export const unicodeGlyphs: Glyphs = {
  health: { good: '✔', busy: '◐', warn: '▲', bad: '✖', off: '·' },
  cursor: '▸',
  open: '▾',
  closed: '▸',
  more: '…',
  bullet: '•',
  chosen: '•',
  join: '·',
  prompt: '$',
  rule: '─',
  frame: {
    topLeft: '╭',
    topRight: '╮',
    bottomLeft: '╰',
    bottomRight: '╯',
    across: '─',
    down: '│',
  },
  focusedFrame: {
    topLeft: '┏',
    topRight: '┓',
    bottomLeft: '┗',
    bottomRight: '┛',
    across: '━',
    down: '┃',
  },
};

export const asciiGlyphs: Glyphs = {
  health: { good: '+', busy: '~', warn: '!', bad: 'x', off: '-' },
  cursor: '>',
  open: 'v',
  closed: '>',
  more: '~',
  bullet: '*',
  chosen: '*',
  join: '-',
  prompt: '$',
  rule: '-',
  frame: { topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', across: '-', down: '|' },
  focusedFrame: { topLeft: '#', topRight: '#', bottomLeft: '#', bottomRight: '#', across: '=', down: '#' },
};
