import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { Worker } from '../journal/record.ts';

export function thisWorker(): Worker {
  let user = 'unknown';
  try {
    user = userInfo().username;
  } catch {
    // A user without an entry in the system's list, as in many containers.
  }
  return { user, host: hostname(), pid: process.pid };
}

/** Where the number of a process means something: this boot of this machine and the PID namespace in it; empty outside of Linux. */
export function processSpace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return '';
  }
}

/** A process that this one would see and that is no more: nobody need wait for its lease to run out. */
export function isDead({ host, pid }: Pick<Worker, 'host' | 'pid'>, space: string): boolean {
  if (host !== hostname() || space !== processSpace() || pid <= 0) return false;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
