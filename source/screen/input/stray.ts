import type { Message } from '../../language/message.ts';
import { type Mode, modeOf } from '../state/overlay.ts';
import type { Command, CommandContext } from './command.ts';
import { keyName } from './key-table.ts';
import { commandsWith } from './remap.ts';

/** Where a key that means nothing is answered; what is typed as a line, and the first question, take letters in their own way. */
const answering: readonly Mode[] = ['panes', 'reading', 'question', 'menu'];

/**
 * What is said of a key that means nothing where it was pressed, and what to do instead. Undefined for what would only move or go back,
 * where there is nowhere to go: that is seen.
 */
export function strayed(pressed: string, { state }: CommandContext): Message | undefined {
  const mode = modeOf(state);
  if (!answering.includes(mode)) return undefined;
  const key = keyName(pressed);
  const meant = commandsWith(state.keymap).filter(({ keys }) => keys.includes(pressed));
  if (meant.some((command) => isMotion(command) && command.modes.includes(mode))) return undefined;
  if (mode === 'question') return { key: 'screen.refused.key-answer', values: { key } };
  const ofPanes = mode === 'reading' && meant.some(({ modes }) => modes.includes('panes'));
  return { key: ofPanes ? 'screen.refused.key-page' : 'screen.refused.key-here', values: { key } };
}

const isMotion = ({ id, section }: Command): boolean => section === 'panes' && id !== 'open';
