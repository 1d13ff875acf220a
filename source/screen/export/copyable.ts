import type { CommandContext } from '../input/command.ts';
import { selectedRowOf } from '../input/selection.ts';
import { layoutOf, placeOf } from '../layout.ts';
import { forAnotherTerminal } from '../overlays/by-hand.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import { logOptions } from '../panes/log-pane.ts';
import { logWindow } from '../panes/log-window.ts';
import { isMenu } from '../state/overlay.ts';
import { lineText } from '../text/line.ts';

/** In the steps: the commands of the selected one. In the log: the last command in sight, or the last line of a container. Commands are for another terminal. */
export function copyable(context: CommandContext): string {
  return context.state.focus === 'log'
    ? fromLog(context)
    : commandsOf(context, selectedRowOf(context, 'steps')?.id);
}

function commandsOf({ state }: CommandContext, step: string | undefined): string {
  const commands = state.about?.texts.find(({ id }) => id === step)?.commands ?? [];
  return forAnotherTerminal(commands, state.about).join('\n');
}

function fromLog({ state, log, drawing }: CommandContext): string {
  const place = placeOf('log', layoutOf(state)) ?? { width: 80, height: 10 };
  const { last } = logWindow(log, logOptions(state, log, place), drawing);
  if (last === undefined) return '';
  if (state.log.source.type !== 'events') {
    const line = log.at(last, drawing);
    return line ? lineText(line.line) : '';
  }
  for (let number = last; number >= log.first; number -= 1) {
    const command = log.at(number, drawing)?.command;
    if (command) return forAnotherTerminal([command], state.about).join('\n');
  }
  return '';
}

/** What a page is about: an object's YAML, a step's commands; of any other its words. */
export function copyablePage(context: CommandContext): string {
  const { overlay } = context.state;
  if (!overlay || isMenu(overlay)) return '';
  if (overlay.kind === 'yaml' && overlay.text.state === 'there') return overlay.text.value ?? '';
  if (overlay.kind === 'step') return commandsOf(context, overlay.run);
  return overlayLines(overlay, context)
    .content.map((line) => lineText(line).trimEnd())
    .join('\n');
}
