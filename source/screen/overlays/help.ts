import { type Command, type CommandContext, sections } from '../input/command.ts';
import { keyNames } from '../input/key-table.ts';
import { commandsHere } from '../input/meaning.ts';
import { commandsWith } from '../input/remap.ts';
import { modeOf, under } from '../state/overlay.ts';
import { pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';

const keyWidth = 17;

/**
 * The keys that work where the help was asked for; those that would, with why they do not now; then all others. The help is the table of
 * commands, nothing of it written twice.
 */
export function helpLines(context: CommandContext, width: number): Line[] {
  const { say } = context.drawing;
  const { state } = context;
  const there = { ...context, state: { ...state, overlay: under(state.overlay), filtering: undefined } };
  const here = commandsHere(there).toSorted((one, other) => rank(one) - rank(other));
  const ids = new Set(here.map(({ id }) => id));
  const refusals = here.map((command) => ({ command, refusal: command.refuse?.(there) }));
  const refused = refusals.filter(({ refusal }) => refusal);
  const others = commandsWith(state.keymap).filter(({ id }) => !ids.has(id));
  return [
    [segment(say({ key: 'screen.help.here', values: { place: placeWords(there) } }), 'title')],
    ...refusals.filter(({ refusal }) => !refusal).flatMap(({ command }) => commandLines(command)),
    [],
    ...(refused.length > 0
      ? [
          [segment(say({ key: 'screen.help.not-now' }), 'title')],
          ...refused.flatMap(({ command, refusal }) => commandLines(command, refusal)),
          [],
        ]
      : []),
    ...sections.flatMap((section): Line[] => {
      const rest = others.filter((command) => command.section === section);
      if (rest.length === 0) return [];
      const heading = say({ key: `screen.help.${section}` });
      return [[segment(heading, 'title')], ...rest.flatMap((command) => commandLines(command)), []];
    }),
  ];

  /** First what belongs to the place, then what the last line offers there, then what works in most places. */
  function rank({ panes, overlays, section, hint, offered }: Command): number {
    const ofLog = section === 'log' && !there.state.overlay && state.focus === 'log';
    const ofMode = section === 'question' || section === 'menu' || section === 'typing';
    if (panes || overlays || ofLog || ofMode) return 0;
    return hint && offered?.(there) ? 1 : 2;
  }

  function commandLines({ id, keys, does }: Command, refusal?: Parameters<typeof say>[0]): Line[] {
    const names = keyNames(keys, id).join(' ');
    const words = wrap(say({ key: does } as never), width - keyWidth - 2);
    const why = refusal ? wrap(`(${say(refusal)})`, width - keyWidth - 2) : [];
    const rows = Math.max(words.length, 1);
    return [
      ...Array.from(
        { length: rows },
        (_, index): Line => [
          segment(`  ${pad(index === 0 ? names : '', keyWidth - 1)} `, 'accent'),
          segment(words[index] ?? ''),
        ],
      ),
      ...why.map((text): Line => [segment(' '.repeat(keyWidth + 2)), segment(text, 'quiet')]),
    ];
  }
}

/** Where one stands: a pane by its name, or what lies over them. */
function placeWords({ state, drawing }: CommandContext): string {
  const mode = modeOf(state);
  return mode === 'panes'
    ? drawing.say({ key: `screen.pane.${state.focus}` })
    : drawing.say({ key: `screen.help.${mode}` });
}
