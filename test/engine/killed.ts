import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readJournal } from '../../source/chapter/journal/file.ts';
import { type JournalRun, runsOf } from '../../source/chapter/journal/runs.ts';
import { kubectlName } from '../../source/kubernetes/object.ts';
import { program, start } from '../headless/program.ts';
import type { Moment, WritingProxy } from './writing-proxy.ts';

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

/** When a run is killed: after so much that it told and that is new, or at a moment of its so-and-so-manieth write. */
export type Point = { news: number } | { write: number; moment: Moment };

/** What a run tells that it had not been told by the one before: progress, as its reader sees it. */
export const isNews = ({ type, result }: { type?: string; result?: string }): boolean =>
  ['object', 'ready', 'waiting', 'step-finished'].includes(type ?? '') && result !== 'unchanged';

/** Runs `hoist up` and kills it, as nothing can be refused, at the point. False if it ended before. */
export async function killedAt(
  point: Point,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  proxy: WritingProxy,
): Promise<boolean> {
  const { child, ended } = start([program, 'up', '--yes', '-o', 'jsonl', ...args], environment);
  let news = 0;
  let writes = 0;
  if ('write' in point)
    proxy.watch = (moment) => {
      if (moment !== point.moment) return;
      writes += 1;
      if (writes === point.write) child.kill('SIGKILL');
    };
  if (!child.stdout) throw new Error('no output');
  createInterface(child.stdout).on('line', (line) => {
    if (!isNews(JSON.parse(line))) return;
    news += 1;
    if ('news' in point && news === point.news) child.kill('SIGKILL');
  });
  const { signal } = await ended;
  proxy.watch = () => {};
  return signal === 'SIGKILL';
}

/** As many points as are wanted, spread by the seed over an install of so many writes; every third is by what is told. */
export function pointsOf(kills: number, writes: number): Point[] {
  const random = seeded(kills);
  // The keeping of each run writes too: the lease, and the inventory after it.
  const share = Math.max(2, Math.floor((1.6 * writes) / kills));
  return Array.from({ length: kills }, (_, index): Point => {
    const count = 1 + Math.floor(random() * share);
    if (index % 3 === 2) return { news: count };
    return { write: count, moment: index % 3 === 0 ? 'sent' : 'done' };
  });
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
