import { isFilter, type LineFilter, lineFilter } from '../../chapter/logs/line-filter.ts';
import type { LogsOf, LogsRequest } from '../../chapter/logs/logs-request.ts';
import { isPattern, type Pattern, pattern } from '../../chapter/logs/pattern.ts';
import { readLogsOf, roleNames } from '../../chapter/logs/read-logs-of.ts';
import type { Message } from '../../language/message.ts';
import { parseDuration } from './duration.ts';

/** What `hoist logs` was asked for. */
export interface LogsSpec extends Omit<LogsRequest, 'signal' | 'patient'> {
  of: LogsOf;
  filter: LineFilter;
  timestamps: boolean;
  /** Name the pod and the container before each line. */
  prefix: boolean;
}

/** Flags that only mean something with `logs`. */
export const logsFlags = [
  'selector',
  'allNamespaces',
  'container',
  'excludeContainer',
  'containers',
  'since',
  'tail',
  'previous',
  'follow',
  'include',
  'exclude',
  'highlight',
  'timestamps',
  'prefix',
] as const;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads the word after `logs` and its flags, or says what is wrong with them. */
export function readLogsLine(
  word: string | undefined,
  given: Readonly<Record<string, unknown>>,
  namespace: string,
): LogsSpec | Message {
  const patterns: Partial<Record<'container' | 'excludeContainer', Pattern>> = {};
  for (const flag of ['container', 'excludeContainer'] as const) {
    const source = text(given[flag]);
    if (source === undefined) continue;
    const one = pattern(source);
    if (!isPattern(one)) return badPattern(source, one);
    patterns[flag] = one;
  }
  const list = (value: unknown) => (text(value) === undefined ? [] : [text(value) as string]);
  const filter = lineFilter({
    include: list(given.include),
    exclude: list(given.exclude),
    highlight: list(given.highlight),
  });
  if (!isFilter(filter)) return badPattern(filter.source, filter);
  const of = readLogsOf(word, {
    ...patterns,
    labelSelector: text(given.selector),
    ...(given.allNamespaces === true ? {} : { namespace }),
  });
  if ('key' in of) return of;
  const roles = text(given.containers)?.split(',');
  const strange = roles?.find((role) => !(roleNames as readonly string[]).includes(role));
  if (strange !== undefined)
    return {
      key: 'usage.bad-choice',
      values: { flag: '--containers', value: strange, known: roleNames.join(', ') },
    };
  const since = text(given.since);
  const sinceSeconds = since === undefined ? undefined : parseDuration(since);
  if (since !== undefined && sinceSeconds === undefined)
    return { key: 'usage.bad-since', values: { value: since } };
  const tail = text(given.tail);
  if (tail !== undefined && !/^\d{1,9}$/.test(tail))
    return { key: 'usage.bad-tail', values: { value: tail } };
  return {
    of,
    filter,
    // The API takes whole seconds.
    ...(sinceSeconds === undefined ? {} : { sinceSeconds: Math.ceil(sinceSeconds) }),
    ...(tail === undefined ? {} : { tailLines: Number(tail) }),
    ...(roles ? { roles: roles as LogsSpec['roles'] } : {}),
    ...(given.previous === true ? { previous: true } : {}),
    ...(given.follow === false ? { follow: false } : {}),
    timestamps: given.timestamps === true,
    prefix: given.prefix !== false,
  };
}

const badPattern = (
  value: string,
  { problem, words }: { problem: 'syntax' | 'unbounded'; words: string },
): Message =>
  problem === 'syntax'
    ? { key: 'usage.bad-pattern', values: { value, words } }
    : { key: 'usage.slow-pattern', values: { value } };
