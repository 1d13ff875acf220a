const units: Record<string, number> = { h: 3600, m: 60, s: 1 };

/** Seconds in `90`, `90s`, `5m`, `1h30m`; undefined for anything else and for nothing at all. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return positive(Number(text));
  if (!/^(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([hms])/g)) {
    seconds += Number(amount) * (units[unit as string] as number);
  }
  return positive(seconds);
}

/** A day is more than any cluster needs, and keeps timers within what Node can count. */
const positive = (seconds: number) => (seconds > 0 && seconds <= 86_400 ? seconds : undefined);

/** `0.4 s`, `12 s`, `3 min 05 s`: short enough to read at the end of a line. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
