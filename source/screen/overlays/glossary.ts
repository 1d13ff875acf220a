import { glossary } from '../../language/en/glossary.ts';
import type { PlainKey } from '../../language/message.ts';
import type { CommandContext } from '../input/command.ts';
import { layoutOf } from '../layout.ts';
import { paneContent } from '../panes/pane-content.ts';
import { isMenu, under } from '../state/overlay.ts';
import { type Line, lineText, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { overlayLines } from './overlay-lines.ts';

type Term = keyof typeof glossary extends `term.${infer Name}` ? Name : never;
const terms = Object.keys(glossary).map((key) => key.slice('term.'.length) as Term);

/** The terms that stand on the screen now, then all others. */
export function glossaryLines(context: CommandContext, width: number): Line[] {
  const { say } = context.drawing;
  const seen = wordsInSight(context);
  const here = terms.filter((term) => namesOf(say(message(term))).some((name) => seen.includes(name)));
  const others = terms.filter((term) => !here.includes(term));
  const block = (term: Term): Line[] => {
    const text = say(message(term));
    const end = text.indexOf(':') + 1;
    return [
      ...wrap(text, width).map(
        (row, index): Line =>
          index === 0 ? [segment(row.slice(0, end), 'accent'), segment(row.slice(end))] : [segment(row)],
      ),
    ];
  };
  return [
    ...(here.length > 0 ? [[segment(say({ key: 'screen.glossary.here' }), 'title')]] : []),
    ...here.flatMap(block),
    ...(here.length > 0 ? [[]] : []),
    [segment(say({ key: 'screen.glossary.others' }), 'title')],
    ...others.flatMap(block),
  ];
}

const message = (term: Term): { key: PlainKey } => ({ key: `term.${term}` });

/** What a term is called on the screen: all that stands before its colon. */
function namesOf(text: string): string[] {
  const [names = ''] = text.split(':');
  return names
    .split(/[,、()]/)
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
}

/** All that can be read on the screen, in small letters. */
function wordsInSight(context: CommandContext): string {
  const { state, drawing } = context;
  const over = under(state.overlay);
  if (over && !isMenu(over))
    return overlayLines(over, { ...context, state: { ...state, overlay: over } })
      .content.map(lineText)
      .join('\n')
      .toLowerCase();
  return layoutOf(state)
    .panes.flatMap(({ pane, width }) => {
      if (pane === 'log') return [];
      const { columns, rows } = paneContent(pane, state, drawing, width - 2);
      return [
        drawing.say({ key: `screen.pane.${pane}` }),
        ...columns.map(({ title }) => title),
        ...rows.flatMap(({ cells, search }) => [
          search,
          ...cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)),
        ]),
      ];
    })
    .join('\n')
    .toLowerCase();
}
