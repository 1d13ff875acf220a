import { isFaultName } from '../faults/fault-name.ts';
import type { SavedFault } from '../faults/faults.ts';
import { type Profile, profiles } from '../kinds/built-in.ts';
import { isRecord, type KubernetesObject } from '../object.ts';

export const stateKind = 'hoist practice state';
export const stateVersion = 1;

/** A whole practice cluster, as it is kept in a file. */
export interface State {
  kind: typeof stateKind;
  version: typeof stateVersion;
  profile: Profile;
  /** The cluster's own time, in milliseconds since 1970. */
  now: number;
  revision: number;
  /** Where chance goes on, so that no name or UID comes twice. */
  chance: number;
  /** What the node has pulled. */
  images: string[];
  /** What was going wrong when it was saved. */
  faults?: SavedFault[];
  objects: KubernetesObject[];
}

export type StateProblem =
  | 'unreadable'
  | 'not-json'
  | 'not-state'
  | 'other-version'
  | 'damaged'
  | 'other-profile'
  | 'unwritable';

/** A state cannot be taken, or not be saved. `words` says what exactly is wrong. */
export class StateError extends Error {
  override readonly name = 'PracticeStateError';
  readonly problem: StateProblem;
  readonly file: string;
  readonly words: string;

  constructor(problem: StateProblem, file: string, words: string, cause?: unknown) {
    super(`${file}: ${words}`, { cause });
    this.problem = problem;
    this.file = file;
    this.words = words;
  }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

function whyNoObject(value: unknown): string | undefined {
  if (!isRecord(value)) return 'it is no object';
  if (!isName(value.apiVersion) || !isName(value.kind)) return 'it has no apiVersion or no kind';
  if (!isRecord(value.metadata) || !isName(value.metadata.name)) return 'it has no name';
  if (!isName(value.metadata.uid)) return 'it has no uid';
  return undefined;
}

/** Reads a state from the text of `file`. Throws a StateError that says what is wrong with it. */
export function parseState(text: string, file: string): State {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StateError('not-json', file, (error as Error).message, error);
  }
  if (!isRecord(value) || value.kind !== stateKind)
    throw new StateError('not-state', file, `its kind is not "${stateKind}"`);
  if (value.version !== stateVersion)
    throw new StateError(
      'other-version',
      file,
      `version ${JSON.stringify(value.version)}, not ${stateVersion}`,
    );
  const damaged = (words: string) => new StateError('damaged', file, words);
  if (!(profiles as readonly unknown[]).includes(value.profile))
    throw damaged(`profile: ${JSON.stringify(value.profile)}`);
  for (const name of ['now', 'revision', 'chance'] as const)
    if (!Number.isFinite(value[name]) || value[name] < 0)
      throw damaged(`${name}: ${JSON.stringify(value[name])}`);
  if (!Array.isArray(value.images) || !value.images.every(isName)) throw damaged('images: no list of names');
  const { faults = [] } = value;
  if (!Array.isArray(faults)) throw damaged('faults: no list');
  for (const [index, fault] of faults.entries())
    if (!isRecord(fault) || !isName(fault.name) || !isFaultName(fault.name))
      throw damaged(`faults[${index}]: ${JSON.stringify(isRecord(fault) ? fault.name : fault)}`);
  if (!Array.isArray(value.objects)) throw damaged('objects: no list');
  for (const [index, object] of value.objects.entries()) {
    const why = whyNoObject(object);
    if (why) throw damaged(`objects[${index}]: ${why}`);
  }
  return value as unknown as State;
}
