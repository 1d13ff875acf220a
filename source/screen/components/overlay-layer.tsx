import type { CommandContext } from '../input/command.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import { ContainerMenu } from './container-menu.tsx';
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
  const { lines, place } = overlayLines(overlay, context);
  return <Rows lines={lines} color={drawing.color} place={place} />;
}
