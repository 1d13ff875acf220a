/** How bad a line says that it is. */
export type Level = 'error' | 'warn' | 'info' | 'debug';

const words: Record<string, Level> = {
  fatal: 'error',
  panic: 'error',
  critical: 'error',
  crit: 'error',
  error: 'error',
  err: 'error',
  severe: 'error',
  warning: 'warn',
  warn: 'warn',
  notice: 'info',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
};

const named = new RegExp(
  `(?:^|[^a-z0-9])"?(?:level|severity|lvl)"?\\s*[=:]\\s*"?(${Object.keys(words).join('|')})\\b`,
  'i',
);
const alone = new RegExp(`(?:^|[^a-z0-9_/.-])(${Object.keys(words).join('|')})(?![a-z0-9_/.-])`, 'i');
/** klog: `E1122 10:00:00.000000       1 file.go:12] words`. */
const klog = /^([EWIF])\d{4} \d\d:\d\d:\d\d\./;
const ofKlog: Record<string, Level> = { E: 'error', F: 'error', W: 'warn', I: 'info' };

/**
 * The level that a line names: a field of that name anywhere in its first part, klog's letter, else the first such word near its
 * beginning. Undefined where it names none.
 */
export function levelOf(text: string): Level | undefined {
  const letter = klog.exec(text)?.[1];
  if (letter) return ofKlog[letter];
  const found = named.exec(text.slice(0, 400))?.[1] ?? alone.exec(text.slice(0, 100))?.[1];
  return found ? words[found.toLowerCase()] : undefined;
}
