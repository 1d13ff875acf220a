import { type FaultName, faultNames } from '../../chapter/fault-names.ts';
import { spelled } from './flags.ts';
import { type PracticeSpec, profiles, readCount, readSpeed } from './practice-spec.ts';
import { oneOf, text, Wrong } from './wrong.ts';

type Given = Readonly<Record<string, unknown>>;

/** What `hoist practice fault` was asked: all of them, or one to be switched. */
export interface FaultRequest {
  kubeconfig?: string;
  context?: string;
  set?: { name: FaultName; on: boolean };
}

/** Flags of every practice cluster, inside or alone. */
const common = ['speed', 'practiceSpeed', 'practiceSeed', 'practiceFault'] as const;
/** Flags of one that serves other programs. */
const alone = ['profile', 'state', 'pods', 'logRate'] as const;

function speedOf(given: Given): number {
  const flag = given.practiceSpeed === undefined ? 'speed' : 'practiceSpeed';
  const value = text(given[flag]);
  const speed = value === undefined ? 1 : readSpeed(value);
  if (speed === undefined)
    throw new Wrong({ key: 'usage.bad-speed', values: { flag: spelled(flag), value: value ?? '' } });
  return speed;
}

function countOf(given: Given, name: string, most: number): number | undefined {
  const value = text(given[name]);
  if (value === undefined) return undefined;
  const count = readCount(value, most);
  if (count === undefined)
    throw new Wrong({ key: 'usage.bad-count', values: { flag: spelled(name), value, most } });
  return count;
}

function faultsOf(given: Given): readonly FaultName[] | undefined {
  const value = text(given.practiceFault);
  return value?.split(',').map((name) => oneOf('--practice-fault', name.trim(), faultNames));
}

/** Without what was not said. */
function specOf(given: Given, profile: PracticeSpec['profile']): PracticeSpec {
  const seed = countOf(given, 'practiceSeed', 2 ** 32 - 1);
  const faults = faultsOf(given);
  return {
    profile,
    speed: speedOf(given),
    ...(seed === undefined ? {} : { seed }),
    ...(faults ? { faults } : {}),
  };
}

/** `--practice` brings a cluster with it, and then no other can be meant. */
export function practiceInside(given: Given): PracticeSpec | undefined {
  const misplaced = alone.find((name) => given[name] !== undefined);
  if (misplaced) throw new Wrong({ key: 'usage.only-practice', values: { flag: spelled(misplaced) } });
  const value = text(given.practice);
  if (value === undefined) {
    const useless = common.find((name) => given[name] !== undefined);
    if (useless) throw new Wrong({ key: 'usage.only-practice', values: { flag: spelled(useless) } });
    return undefined;
  }
  const other = (['kubeconfig', 'context'] as const).find((name) => given[name] !== undefined);
  if (other) throw new Wrong({ key: 'usage.practice-alone', values: { flag: spelled(other) } });
  return specOf(given, oneOf('--practice', value === '' ? 'chapter' : value, profiles));
}

function rejectOthers(given: Given, command: string, known: readonly string[]): void {
  const misplaced = Object.keys(given).find((name) => given[name] !== undefined && !known.includes(name));
  if (misplaced)
    throw new Wrong({ key: 'usage.flag-not-here', values: { flag: spelled(misplaced), command } });
}

const look = ['language', 'color', 'ascii'];

/** Of `hoist practice`: a cluster of its own, for other programs. */
export function practiceAlone(given: Given): PracticeSpec {
  rejectOthers(given, 'practice', [...look, ...common, ...alone]);
  const profile = text(given.profile);
  const spec = specOf(given, oneOf('--profile', profile ?? 'chapter', profiles));
  const state = text(given.state);
  const pods = countOf(given, 'pods', 100_000);
  const logRate = countOf(given, 'logRate', 50_000);
  return {
    ...spec,
    ...(state === undefined ? {} : { state, profileIsSaid: profile !== undefined }),
    ...(pods === undefined ? {} : { pods }),
    ...(logRate === undefined ? {} : { logRate }),
  };
}

/** The words after `hoist practice`; undefined when there are none and a cluster is to be started. */
export function faultRequest(words: readonly string[], given: Given): FaultRequest | undefined {
  const [what, name, state, extra] = words;
  if (what === undefined) return undefined;
  if (what !== 'fault') throw new Wrong({ key: 'usage.extra', values: { command: 'practice', word: what } });
  rejectOthers(given, 'practice fault', [...look, 'kubeconfig', 'context']);
  const where = { kubeconfig: text(given.kubeconfig), context: text(given.context) };
  if (extra !== undefined)
    throw new Wrong({ key: 'usage.extra', values: { command: 'practice fault', word: extra } });
  if (name === undefined) return where;
  const fault = oneOf('practice fault', name, faultNames);
  return {
    ...where,
    set: { name: fault, on: oneOf(`practice fault ${name}`, state ?? '', ['on', 'off']) === 'on' },
  };
}
