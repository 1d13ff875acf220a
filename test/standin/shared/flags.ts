/** Reads `--name value`, `--name=value` and `-name value` as the Go programs do; the rest are positional. */
export function readFlags(args: string[]): { flags: Map<string, string>; rest: string[] } {
  const flags = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const match = /^--?([^=]+)(?:=(.*))?$/s.exec(arg);
    if (!match) {
      rest.push(arg);
      continue;
    }
    const next = args[at + 1];
    const takesNext = match[2] === undefined && next !== undefined && !/^--?\w/.test(next);
    flags.set(match[1] ?? '', match[2] ?? (takesNext ? next : 'true'));
    if (takesNext) at++;
  }
  return { flags, rest };
}
