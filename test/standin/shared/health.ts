import { writeFileSync } from 'node:fs';

/** Istio's exec probes look at the age of a file, so a healthy program writes it again and again. */
export function keepHealthFile(path: string, seconds: number): void {
  const touch = () => writeFileSync(path, '');
  touch();
  setInterval(touch, seconds * 1000);
}

/** `2s` or `1m0s` in seconds. */
export function seconds(duration: string): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1 };
  return [...duration.matchAll(/([\d.]+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? 's'] ?? 1),
    0,
  );
}
