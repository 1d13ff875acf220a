import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chapter } from '../../source/chapter/chapter.ts';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import { type ChapterOptions, openChapter } from '../../source/chapter/open.ts';
import { Connection } from '../../source/kubernetes/connect/connection.ts';
import { type Practice, type PracticeOptions, startPractice } from '../../source/practice/start-practice.ts';
import { type Ended, hoist } from '../headless/program.ts';

/** A practice cluster, a place for files, and chapters that are opened on it; all of it in this process, and gone with `clear`. */
export class Desk {
  readonly home = mkdtempSync(join(tmpdir(), 'hoist-desk-'));
  readonly practice: Practice;
  readonly connection: Connection;
  readonly #chapters: Chapter[] = [];

  private constructor(practice: Practice) {
    this.practice = practice;
    this.connection = new Connection({ kubeconfig: practice.kubeconfig });
  }

  static async start(profile: PracticeOptions['profile']): Promise<Desk> {
    return new Desk(await startPractice({ profile, speed: 60, seed: 7 }));
  }

  /** Where the chapters keep what they keep on disk. */
  get state(): string {
    return join(this.home, 'hoist');
  }

  async chapter(options: ChapterOptions = {}): Promise<Chapter> {
    const { kubeconfig } = this.practice;
    const environment = { XDG_STATE_HOME: this.home };
    const chapter = await openChapter({ kubeconfig, environment, ...options });
    this.#chapters.push(chapter);
    return chapter;
  }

  /** hoist as it ships, on this cluster, with the same place on disk. */
  run(...words: string[]): Promise<Ended> {
    const { kubeconfig } = this.practice;
    const environment = { PATH: process.env.PATH, HOME: this.home, LANG: 'C.UTF-8', KUBECONFIG: kubeconfig };
    return hoist(words, { ...environment, XDG_STATE_HOME: this.home });
  }

  file(name: string, text: string): string {
    const path = join(this.home, name);
    writeFileSync(path, text);
    return path;
  }

  /** A ConfigMap that somebody else made. */
  byOthers(name: string, namespace: string, data: Record<string, string>): Promise<unknown> {
    return this.connection.transport.json({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      query: { fieldManager: 'somebody' },
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
    });
  }

  async clear(): Promise<void> {
    for (const chapter of this.#chapters) chapter.close();
    this.connection.close();
    await this.practice.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** All events of a run. */
export async function toEnd(events: AsyncIterable<ChapterEvent>): Promise<ChapterEvent[]> {
  const all: ChapterEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The YAML of a ConfigMap, as a lesson brings one. */
export const blueMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { colour: blue }\n`;
