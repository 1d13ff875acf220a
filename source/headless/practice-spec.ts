export const profiles = ['chapter', 'current'] as const;

/** Which practice cluster is wanted. */
export interface PracticeSpec {
  profile: (typeof profiles)[number];
  /** How many seconds of its time pass in one of ours. */
  speed: number;
}

export interface RunningPractice {
  /** The path of a kubeconfig that reaches it. */
  kubeconfig: string;
  server: string;
  close(): Promise<void>;
}

/** Given to this room by whoever may load the practice cluster. */
export type StartPractice = (spec: PracticeSpec) => Promise<RunningPractice>;

/** Faster than this the timers of the machine cannot follow. */
const fastest = 1_000;

/** Undefined for what is no speed. */
export function readSpeed(text: string): number | undefined {
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return speed > 0 && speed <= fastest ? speed : undefined;
}
