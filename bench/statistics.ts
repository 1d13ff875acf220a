/** The middle of the values; of an even number of them, the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * of) / 100) - 1)] ?? Number.NaN;
}

/** `1.2 s (1.1-1.6)`: the median, and the whole spread, since few runs say little by themselves. */
export function summary(values: readonly number[], unit: string): string {
  const figure = (value: number) => (unit === 's' ? value.toFixed(2) : String(Math.round(value)));
  return `${figure(median(values))} ${unit} (${figure(Math.min(...values))}-${figure(Math.max(...values))})`;
}

/** How much of the peer's figure ours is: 0.5 is half. */
export function ratio(ours: readonly number[], theirs: readonly number[]): string {
  return (median(ours) / median(theirs)).toFixed(2);
}
