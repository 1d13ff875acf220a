import type { CommandContext } from '../input/command.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import { ChoiceMenu } from './choice-menu.tsx';
import { ContainerMenu } from './container-menu.tsx';
import { FaultMenu } from './fault-menu.tsx';
import { Rows } from './rows.tsx';

/** What lies over the panes. */
export function OverlayLayer({ context }: { context: CommandContext }) {
  const { state, drawing, session } = context;
  const { overlay } = state;
  if (!overlay) return null;
  if (overlay.kind === 'containers')
    return (
      <ContainerMenu
        targets={overlay.targets}
        drawing={drawing}
        size={state.size}
        onChoose={(target) => session.logs.open(target)}
      />
    );
  if (overlay.kind === 'faults' && overlay.faults.state === 'there')
    return (
      <FaultMenu
        faults={overlay.faults.value}
        drawing={drawing}
        size={state.size}
        onToggle={({ name, on }) => void session.practice.switchFault(name, !on)}
      />
    );
  if (overlay.kind === 'choices') {
    const { choice } = state.about ?? {};
    if (!choice) return null;
    return (
      <ChoiceMenu
        key={overlay.turn}
        choice={choice}
        drawing={drawing}
        size={state.size}
        row={overlay.row}
        onChoose={(change, row) => session.choices.choose(change, row)}
      />
    );
  }
  const { lines, place } = overlayLines(overlay, context);
  return <Rows lines={lines} color={drawing.color} place={place} />;
}
