import { headerLine } from '../header.ts';
import type { CommandContext } from '../input/command.ts';
import { layoutOf } from '../layout.ts';
import { foldedLine } from '../panes/folded.ts';
import { guideLines } from '../panes/guide.ts';
import { logPaneLines } from '../panes/log-pane.ts';
import { paneContent } from '../panes/pane-content.ts';
import { tablePaneLines } from '../panes/table-pane.ts';
import { Rows } from './rows.tsx';

/** The header, and the panes where the layout puts them. */
export function Panes({ context }: { context: CommandContext }) {
  const { state, drawing, log } = context;
  const { columns } = state.size;
  const { color } = drawing;
  const layout = layoutOf(state);
  const header = headerLine(state, drawing, columns);
  return (
    <>
      <Rows lines={[header]} color={color} place={{ left: 0, top: 0, width: columns, height: 1 }} />
      {layout.folded.map(({ pane, ...place }) => (
        <Rows
          key={pane}
          lines={[foldedLine(pane, state, drawing, place.width)]}
          color={color}
          place={place}
        />
      ))}
      {layout.panes.map(({ pane, ...place }) => (
        <Rows
          key={pane}
          lines={
            pane === 'log'
              ? logPaneLines(log, state, drawing, place)
              : tablePaneLines(
                  pane,
                  paneContent(pane, state, drawing, place.width - 2),
                  state,
                  drawing,
                  place,
                )
          }
          color={color}
          place={place}
        />
      ))}
      {layout.guide && (
        <Rows lines={guideLines(state, drawing, layout.guide)} color={color} place={layout.guide} />
      )}
    </>
  );
}
