import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readJournal } from '../../source/chapter/journal/file.ts';
import { type JournalRun, runsOf } from '../../source/chapter/journal/runs.ts';
import { kubectlName } from '../../source/kubernetes/object.ts';
import { program, start } from '../headless/program.ts';

/** The same numbers for the same seed (mulberry32), so that a failure can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs `hoist up` and kills it, as nothing can be refused, once it has told so much that is new. False if it ended before. */
async function killedAfter(
  news: number,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  const { child, ended } = start([program, 'up', '--yes', '-o', 'jsonl', ...args], environment);
  let count = 0;
  if (!child.stdout) throw new Error('no output');
  createInterface(child.stdout).on('line', (line) => {
    const event = JSON.parse(line);
    // What is done already is told anew by each run.
    if (event.result === 'unchanged') return;
    count += 1;
    if (count === news) child.kill('SIGKILL');
  });
  return (await ended).signal === 'SIGKILL';
}

/** Kills so many runs, one after the other, at points that the seed says; each begins where the one before was ended. */
export async function killRuns(
  kills: number,
  most: number,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const random = seeded(kills);
  let killed = 0;
  for (let run = 0; run < kills; run += 1)
    if (await killedAfter(1 + Math.floor(random() * most), args, environment)) killed += 1;
  return killed;
}

export function journalIn(environment: NodeJS.ProcessEnv): JournalRun[] {
  const directory = join(environment.HOME ?? '', '.local', 'state', 'hoist');
  const file = readdirSync(directory).find((name) => name.endsWith('.jsonl'));
  return file ? runsOf(readJournal(join(directory, file)).records) : [];
}

/** Objects that were sent again although it was known that they were written. */
export function sentAgain(runs: readonly JournalRun[]): string[] {
  const known = new Set<string>();
  const again: string[] = [];
  for (const { object, end, verb } of runs.flatMap(({ writes }) => writes)) {
    const name = `${verb} ${kubectlName(object)} -n ${object.namespace}`;
    if (known.has(name)) again.push(name);
    if (end?.result === 'created' || end?.result === 'configured') known.add(name);
  }
  return again;
}
