import type { CommandContext } from '../input/command.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
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
  const { lines, place } = overlayLines(overlay, context);
  return <Rows lines={lines} color={drawing.color} place={place} />;
}
