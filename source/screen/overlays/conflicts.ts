import type { ConflictChoices, FieldConflict } from '../../chapter/event.ts';
import { conflictRow } from '../../chapter/write/conflict-row.ts';
import type { Drawing } from '../look/drawing.ts';
import { nameOf } from '../look/names.ts';
import type { Fetched, Overlay, Plan } from '../state/overlay.ts';
import { pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { prose } from './diagnosis.ts';

export interface ConflictRow extends FieldConflict {
  /** As the choice is told to the engine: `deployment.apps/istio-pilot:.spec.replicas`. */
  id: string;
  object: string;
}

/** Every field that somebody else owns, in the order of the plan. */
export const conflictRows = (plan: Fetched<Plan>): ConflictRow[] =>
  plan.state !== 'there'
    ? []
    : plan.value.flatMap(({ object, conflicts = [] }) =>
        conflicts.map((one) => ({ ...one, object: nameOf(object), id: conflictRow(object, one.field) })),
      );

const choiceOf = ({ id }: ConflictRow, { take, leave }: ConflictChoices): 'take' | 'leave' | undefined =>
  take.includes(id) ? 'take' : leave.includes(id) ? 'leave' : undefined;

export const none: ConflictChoices = { take: [], leave: [] };

/** Lines that each row takes. */
export const rowHeight = 4;
export const linesAbove = 2;

/** Row by row: the field, who owns it, their value and ours, and what is decided. */
export function conflictLines(
  { plan, choices, index }: Extract<Overlay, { kind: 'conflicts' }>,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, glyphs } = drawing;
  const rows = conflictRows(plan);
  const row = (words: string) => pad(words, width, glyphs.more);
  return [
    ...prose(say({ key: 'screen.conflicts.keys' }), width, 'quiet').slice(0, 1),
    [],
    ...rows.flatMap((one, at): Line[] => {
      const choice = choiceOf(one, choices) ?? 'open';
      const values = { owner: one.owner, theirs: one.theirs, ours: one.ours };
      return [
        [
          segment(
            row(`${at === index ? glyphs.cursor : ' '} ${one.object} ${one.field}`),
            at === index ? 'selected' : 'title',
          ),
        ],
        [segment(row(`    ${say({ key: 'screen.conflicts.values', values })}`))],
        [
          segment(
            row(`    ${say({ key: `screen.conflicts.${choice}` })}`),
            choice === 'open' ? 'warn' : 'good',
          ),
        ],
        [],
      ];
    }),
  ];
}

/** In the question before a run: how many there are, and whether all are decided on. */
export function conflictSummary(
  { plan, choices = none }: Extract<Overlay, { kind: 'ask-run' }>,
  { say }: Drawing,
  width: number,
): Line[] {
  const rows = conflictRows(plan);
  if (rows.length === 0) return [];
  const decided = rows.filter((row) => choiceOf(row, choices) !== undefined).length;
  const values = { count: rows.length, decided };
  return [
    [],
    ...prose(
      say({ key: 'screen.conflicts.summary', values }),
      width,
      decided < rows.length ? 'warn' : 'good',
    ),
  ];
}
