import type { ObjectRef } from '../../kubernetes/object.ts';
import { unlessForbidden } from '../../kubernetes/unless-forbidden.ts';
import type { Explanation } from '../explain.ts';
import type { Ground } from '../ground.ts';
import { Journal } from '../journal/journal.ts';
import { hasWritten, isUnsure, type JournalRun, type JournalWrite, unfinished } from '../journal/runs.ts';
import { type Baseline, loadBaseline } from './baseline.ts';
import { readInventory } from './inventory.ts';
import { type HeldLease, readLease } from './lease.ts';
import { resumed } from './resumed.ts';
import { UnreadableInventory } from './stored-inventory.ts';

/** What is known of earlier runs on a cluster, without any of them being there to ask. */
export interface Kept {
  /** The last run of this user on this machine, if it is not over and done. */
  brokenOff?: Omit<ReturnType<typeof resumed>, 'type'> & { what: string; step?: string };
  /** The last run, however it ended. */
  last?: { what: string; began: string; until: string; result?: string; written: number };
  /** The last restart of a workload by itself; `sure` unless it was broken off, so that nobody knows whether it was done. */
  restarted?: { object: ObjectRef; at: string; user: string; host: string; sure: boolean };
  /** Who is at work now. */
  heldBy?: HeldLease['holder'];
  /** How many objects the inventory in the cluster names, and of which release. */
  inventory?: { release: string; count: number };
  /** Why the inventory that is there cannot be read, and what to do about it: nothing is written as long as that is so. */
  unreadable?: Pick<Explanation, 'message' | 'hint'>;
}

/** Looks in the journal and in the cluster. What may not be read is left out; other errors of the Api are thrown. */
export async function whatIsKept(ground: Ground, signal: AbortSignal): Promise<Kept> {
  const { api } = ground.connection;
  const cluster = await ground.connection.pin(signal);
  const { directory } = ground.state ?? {};
  const runs = directory === undefined ? [] : new Journal(directory, cluster).runs();
  const last = runs.findLast(({ what }) => what !== 'restart');
  const restarted = lastRestart(runs);
  const [lease, inventory] = await Promise.all([
    readLease(api, signal),
    orUnreadable(unlessForbidden(readInventory(api, signal))),
  ]);
  const isAtWork = lease !== undefined && lease.freeIn > 0;
  const open = isAtWork ? undefined : unfinished(runs);
  const { type: _, ...rest } = open ? resumed(open, open.steps) : { type: '' };
  return {
    ...(open
      ? {
          brokenOff: {
            ...(rest as Omit<ReturnType<typeof resumed>, 'type'>),
            what: open.what,
            step: open.broken?.step,
          },
        }
      : {}),
    ...(last
      ? {
          last: {
            what: last.what,
            began: last.began,
            until: last.until,
            result: last.result,
            written: last.writes.filter((write) => hasWritten(write) || isUnsure(write)).length,
          },
        }
      : {}),
    ...(restarted ? { restarted } : {}),
    ...(isAtWork ? { heldBy: lease.holder } : {}),
    ...(inventory instanceof UnreadableInventory
      ? { unreadable: { message: inventory.told, hint: inventory.hint } }
      : inventory && { inventory: { release: inventory.release, count: inventory.items.length } }),
  };
}

function lastRestart(runs: readonly JournalRun[]): Kept['restarted'] {
  const mayHaveWritten = (write: JournalWrite) => hasWritten(write) || isUnsure(write);
  const run = runs.findLast(({ what, writes }) => what === 'restart' && writes.some(mayHaveWritten));
  const write = run?.writes.find(mayHaveWritten);
  if (!run || !write) return undefined;
  const { object, at } = write;
  return { object, at, user: run.user, host: run.host, sure: !isUnsure(write) };
}

/** An unreadable inventory is an answer here, where hoist only looks; before a write it is an error. */
async function orUnreadable<T>(reading: Promise<T>): Promise<T | UnreadableInventory> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnreadableInventory) return error;
    throw error;
  }
}

/** What the cluster was like before the first write: as the cluster itself keeps it, else as this machine does. */
export async function baselineOf(ground: Ground, signal: AbortSignal): Promise<Baseline | undefined> {
  if (!ground.state) return undefined;
  const inventory = await orUnreadable(unlessForbidden(readInventory(ground.connection.api, signal)));
  if (inventory && 'baseline' in inventory && inventory.baseline) return inventory.baseline;
  const { directory } = ground.state;
  return directory === undefined ? undefined : loadBaseline(directory, await ground.connection.pin(signal));
}
