/** When something recurs, by the minute, in UTC. */
export interface Schedule {
  /** The first time after this one, in milliseconds since 1970; undefined if there is none within five years. */
  next(after: number): number | undefined;
}

/** A schedule that is none; the message says why, as the server's library does (robfig/cron). */
export class CronError extends Error {
  override readonly name = 'CronError';
}

const minute = 60_000;
const day = 24 * 60 * minute;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  least: number;
  most: number;
  /** What the numbers are also called, from the least on. */
  names?: readonly string[];
}

const fields: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: months },
  { least: 0, most: 6, names: days },
];

const shortcuts: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

function numberIn(text: string, { least, names }: Field): number {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return least + named;
  if (!/^\d+$/.test(text)) throw new CronError(`failed to parse int from ${text}: invalid syntax`);
  return Number(text);
}

/** `1-5`, `*`, `9`, `0-30/10`, `x/2`: one part of a list. */
function rangeOf(text: string, field: Field): number[] {
  const [span = '', step, ...more] = text.split('/');
  const [from = '', to, ...rest] = span.split('-');
  if (more.length) throw new CronError(`too many slashes: ${text}`);
  if (rest.length) throw new CronError(`too many hyphens: ${text}`);
  const isAny = span === '*' || span === '?';
  const first = isAny ? field.least : numberIn(from, field);
  const by = step === undefined ? 1 : numberIn(step, { least: 0, most: 0 });
  const open = step === undefined ? first : field.most;
  const last = isAny ? field.most : to === undefined ? open : numberIn(to, field);
  if (first < field.least)
    throw new CronError(`beginning of range (${first}) below minimum (${field.least}): ${text}`);
  if (last > field.most) throw new CronError(`end of range (${last}) above maximum (${field.most}): ${text}`);
  if (first > last)
    throw new CronError(`beginning of range (${first}) beyond end of range (${last}): ${text}`);
  if (by === 0) throw new CronError(`step of range should be a positive number: ${text}`);
  return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, index) => first + index * by);
}

/** The five fields of a crontab, or one of its shortcuts. Throws a CronError. */
export function parseCron(text: string): Schedule {
  const line = Object.hasOwn(shortcuts, text) ? (shortcuts[text] as string) : text;
  if (line.startsWith('@')) throw new CronError(`unrecognized descriptor: ${line}`);
  const parts = line.split(/\s+/).filter(Boolean);
  if (parts.length !== fields.length)
    throw new CronError(`expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`);
  const [minutes, hours, dates, monthsOf, weekdays] = fields.map(
    (field, index) => new Set((parts[index] ?? '').split(',').flatMap((one) => rangeOf(one, field))),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  const isAny = (index: number) => /^[*?]/.test(parts[index] ?? '');
  const isDay = (time: Date): boolean => {
    if (!monthsOf.has(time.getUTCMonth() + 1)) return false;
    const isDate = dates.has(time.getUTCDate());
    const isWeekday = weekdays.has(time.getUTCDay());
    // Where both are said, either will do.
    return isAny(2) || isAny(4) ? isDate && isWeekday : isDate || isWeekday;
  };
  return {
    next(after) {
      const first = Math.floor(after / minute) * minute + minute;
      for (let start = Math.floor(first / day) * day; start < first + 5 * 366 * day; start += day) {
        if (!isDay(new Date(start))) continue;
        for (const hour of [...hours].sort((left, right) => left - right))
          for (const one of [...minutes].sort((left, right) => left - right)) {
            const time = start + (hour * 60 + one) * minute;
            if (time >= first) return time;
          }
      }
      return undefined;
    },
  };
}
