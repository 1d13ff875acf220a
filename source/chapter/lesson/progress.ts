import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusterName } from '../journal/place.ts';
import { replaceFile } from '../write/replace-file.ts';

/** When each step was first seen done, in ISO time, by its id. */
export type Reached = Readonly<Record<string, string>>;

/** With an uninstall goes what lessons brought: each begins anew then. */
export function forgetProgress(directory: string, cluster: { server: string; uid: string }): void {
  const beginning = `${clusterName(cluster)}.lesson-`;
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    // Nothing was ever kept.
    return;
  }
  for (const name of names) if (name.startsWith(beginning)) rmSync(join(directory, name), { force: true });
}

/** How far somebody has come with one lesson on one cluster: on disk, or in memory alone where nothing is kept. */
export class Progress {
  readonly #path: string | undefined;
  #reached: Reached;

  constructor(directory: string | undefined, cluster: { server: string; uid: string }, lesson: string) {
    const name = createHash('sha256').update(lesson).digest('hex').slice(0, 12);
    this.#path = directory && join(directory, `${clusterName(cluster)}.lesson-${name}.json`);
    this.#reached = this.#read();
  }

  get reached(): Reached {
    return this.#reached;
  }

  /** What was reached before keeps its time. */
  reach(id: string, at: string): void {
    if (Object.hasOwn(this.#reached, id)) return;
    this.#reached = { ...this.#reached, [id]: at };
    this.#write();
  }

  reset(): void {
    this.#reached = {};
    if (this.#path) rmSync(this.#path, { force: true });
  }

  #read(): Reached {
    try {
      const { v, reached } = JSON.parse(readFileSync(this.#path ?? '', 'utf8'));
      if (v !== 1 || typeof reached !== 'object' || reached === null) return {};
      return Object.fromEntries(
        Object.entries(reached).filter(([, at]) => typeof at === 'string'),
      ) as Reached;
    } catch {
      return {};
    }
  }

  #write(): void {
    if (!this.#path) return;
    try {
      replaceFile(this.#path, JSON.stringify({ v: 1, reached: this.#reached }));
    } catch {
      // Then it is known for as long as this program runs.
    }
  }
}
