import { dirname, join } from 'node:path';
import type { ChoiceSpec } from '../istio/choices/choice-spec.ts';
import { openChosen } from '../istio/choices/open-chosen.ts';
import { Connection } from '../kubernetes/connect/connection.ts';
import type { Tunnel } from '../kubernetes/connect/tunnel.ts';
import type { Chapter } from './chapter.ts';
import { Choosing } from './choose/choosing.ts';
import { rejectWish } from './choose/fit-release.ts';
import { ClusterChapter } from './cluster-chapter.ts';
import type { Ground } from './ground.ts';
import { stateDirectory } from './journal/place.ts';
import { readLesson } from './lesson/read-lesson.ts';
import { practiceControl } from './practice-control.ts';

export interface ChapterOptions extends ChoiceSpec {
  kubeconfig?: string;
  context?: string;
  /** The namespace that gets Bookinfo. */
  namespace?: string;
  /** What one step may take. */
  timeoutSeconds?: number;
  readOnly?: boolean;
  /** The kubeconfig leads to a practice cluster inside this program, which is gone with it. */
  simulated?: boolean;
  /** The caller stays until `close`: a port-forward that is the only way in is opened, and kept for so long. */
  stays?: boolean;
  environment?: NodeJS.ProcessEnv;
  /** The file of a workshop's own steps. */
  lesson?: string;
}

/** A step that waits for pilot's readiness twice over, on a slow machine that first pulls every image. */
const defaultTimeout = 600;
/** Milliseconds for which a run waits for an API server that is away; its step's own time ends it before that. */
const longestOutage = 300_000;

/** What is kept of a practice cluster inside the program lies beside its kubeconfig, and is gone with it. */
function stateOf({ simulated, kubeconfig, environment = process.env }: ChapterOptions): string {
  return simulated && kubeconfig ? join(dirname(kubeconfig), 'state') : stateDirectory(environment);
}

/** Opens the chapter on one cluster. Throws ConfigError, and what openChosen throws; calls the cluster for nothing yet. */
export async function openChapter(options: ChapterOptions): Promise<Chapter> {
  const lesson = options.lesson === undefined ? undefined : await readLesson(options.lesson);
  const release = await openChosen(options);
  if (!release) rejectWish(options.wish);
  const connection = new Connection(options);
  const tunnels = new Set<Tunnel>();
  const ground: Ground = {
    connection,
    release,
    namespace: options.namespace ?? 'default',
    timeout: (options.timeoutSeconds ?? defaultTimeout) * 1000,
    readOnly: options.readOnly ?? false,
    patience: longestOutage,
    state: { directory: stateOf(options) },
    ...(options.stays ? { keep: (tunnel) => tunnels.add(tunnel) } : {}),
  };
  return new ClusterChapter(ground, new Choosing(ground, options), tunnels, practiceControl(options), lesson);
}
