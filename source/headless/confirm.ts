import { createInterface } from 'node:readline';
import type { Chapter } from '../chapter/chapter.ts';
import { goingAlong, planCounts } from '../chapter/plan/plan-counts.ts';
import type { RepairWrite } from '../chapter/repair/hanging.ts';
import { translate } from '../language/translate.ts';
import type { RunWishes } from './line/command-line.ts';
import type { ClusterCommand } from './line/commands.ts';
import type { Manner } from './line/manner.ts';
import type { Printer } from './print/printer.ts';
import { itemLines } from './text/plan-text.ts';
import { repairText } from './text/repair-text.ts';

/** Reads one line from whoever sits there; undefined where there is none to come. */
export type Ask = (question: string, signal: AbortSignal) => Promise<string | undefined>;

export const askOnTerminal: Ask = (question, signal) =>
  new Promise((resolve) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const end = (answer?: string) => {
      resolve(answer);
      terminal.close();
    };
    terminal.once('close', () => resolve(undefined));
    // readline takes Ctrl-C for itself; here it is a no, as everything is but the name.
    terminal.once('SIGINT', () => end());
    signal.addEventListener('abort', () => end(), { once: true });
    terminal.question(question, end);
  });

interface Means {
  manner: Manner;
  out: Printer;
  signal: AbortSignal;
  ask: Ask;
}

/** What was said yes to. */
export interface Confirmed {
  repair?: readonly RepairWrite[];
}

/** Shows what would be written and wants the name of the context typed: only the name itself is a yes. Undefined is a no. */
export async function confirmed(
  chapter: Chapter,
  command: ClusterCommand,
  wishes: RunWishes,
  { manner, out, signal, ask }: Means,
): Promise<Confirmed | undefined> {
  const { context } = chapter;
  const { language } = manner;
  let repair: readonly RepairWrite[] | undefined;
  if (wishes.repair === undefined) {
    const plan = await planOf(chapter, command, wishes, signal);
    const values = planCounts(plan);
    const along = goingAlong(plan);
    const lines = plan.filter(({ action }) => action !== 'keep').flatMap((item) => itemLines(item, manner));
    const counts = [
      translate(language, { key: 'print.confirm.counts', values }),
      ...(along ? [translate(language, along)] : []),
    ];
    await out.print([...lines, '', ...counts, ''].join('\n'));
  } else {
    const found = (await chapter.hanging(signal)).filter(({ id }) => id === wishes.repair);
    repair = found.flatMap(({ writes }) => writes);
    // The run itself says what is not there, or not safe: nothing is asked that nothing follows from.
    if (repair.length === 0) return { repair };
    await out.print(repairText(found, context, manner));
  }
  const question = translate(language, { key: 'print.confirm.type', values: { context } });
  const answer = await ask(question, signal);
  if (answer?.trim() === context) return repair ? { repair } : {};
  await out.print(`\n${translate(language, { key: 'print.confirm.differs' })}\n`);
  return undefined;
}

function planOf(chapter: Chapter, command: ClusterCommand, { step }: RunWishes, signal: AbortSignal) {
  if (command === 'undo') return chapter.planUndo(step ?? 'check', signal);
  return command === 'rollback' ? chapter.planRollback(signal) : chapter.plan('uninstall', signal);
}
