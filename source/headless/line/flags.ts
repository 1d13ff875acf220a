import type { Options } from 'meow';

/**
 * Every flag there is. None has a default and none is required here: meow would print its own sentences about that and leave at
 * once. What is missing or wrong is found by `readCommandLine`, which knows the language and the output that were asked for.
 */
export const flags = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  namespace: { type: 'string', shortFlag: 'n' },
  release: { type: 'string' },
  mtls: { type: 'string' },
  with: { type: 'string', isMultiple: true },
  without: { type: 'string', isMultiple: true },
  via: { type: 'string' },
  set: { type: 'string', isMultiple: true },
  setString: { type: 'string', isMultiple: true },
  helm: { type: 'string' },
  istioctl: { type: 'string' },
  timeout: { type: 'string' },
  readOnly: { type: 'boolean' },
  practice: { type: 'string' },
  profile: { type: 'string' },
  speed: { type: 'string' },
  practiceSpeed: { type: 'string' },
  practiceSeed: { type: 'string' },
  practiceFault: { type: 'string' },
  lesson: { type: 'string' },
  presenter: { type: 'boolean' },
  screenReader: { type: 'boolean' },
  state: { type: 'string' },
  pods: { type: 'string' },
  logRate: { type: 'string' },
  to: { type: 'string' },
  step: { type: 'string' },
  anew: { type: 'boolean' },
  take: { type: 'string', isMultiple: true },
  leave: { type: 'string', isMultiple: true },
  sidecars: { type: 'string' },
  yes: { type: 'boolean' },
  selector: { type: 'string', shortFlag: 'l' },
  allNamespaces: { type: 'boolean', shortFlag: 'A' },
  container: { type: 'string', shortFlag: 'c' },
  excludeContainer: { type: 'string' },
  containers: { type: 'string' },
  since: { type: 'string' },
  tail: { type: 'string' },
  previous: { type: 'boolean', shortFlag: 'p' },
  follow: { type: 'boolean' },
  include: { type: 'string', shortFlag: 'i' },
  exclude: { type: 'string', shortFlag: 'e' },
  highlight: { type: 'string', shortFlag: 'H' },
  timestamps: { type: 'boolean', shortFlag: 't' },
  prefix: { type: 'boolean' },
  output: { type: 'string', shortFlag: 'o' },
  color: { type: 'boolean' },
  ascii: { type: 'boolean' },
  language: { type: 'string' },
  theme: { type: 'string' },
  help: { type: 'boolean', shortFlag: 'h' },
  version: { type: 'boolean' },
} as const;

export type FlagName = keyof typeof flags;

/** `readOnly` as it is typed: `--read-only`. */
export const spelled = (name: string): string =>
  name.length === 1 ? `-${name}` : `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The spellings offered when one is not known. */
export const spellings = (Object.keys(flags) as FlagName[])
  .map((name) => (name === 'color' ? '--no-color' : spelled(name)))
  .sort();

/** `-ojson` as kubectl's users type it: the parser would read it as five flags of one letter. */
const apart = (word: string): string[] => {
  const glued = /^-([oncl])([^=-].*)$/.exec(word);
  return glued ? [`-${glued[1]}`, glued[2] as string] : [word];
};

export const meowOptions = (argv: readonly string[], version: string) =>
  ({
    importMeta: import.meta,
    argv: argv.flatMap(apart),
    // Given, so that meow does not look for a package.json: the bundle needs none beside it.
    pkg: { name: 'hoist', version },
    flags,
    autoHelp: false,
    autoVersion: false,
    booleanDefault: undefined,
  }) satisfies Options<typeof flags>;
