import { sanitizeLine } from '../sanitize.ts';
import type { Line } from './lines.ts';

/** One line of a container's log as the API sends it with `timestamps=true`. */
export interface LogLine {
  /** As sent (RFC 3339, nanoseconds); empty where there is none, which means that the kubelet speaks, not the container. */
  time: string;
  /** Safe to draw; ends with `…` when it was cut. */
  text: string;
  /** Seconds since 1970 and nanoseconds beyond them; 0 without a time. */
  second: number;
  nanos: number;
  /** Equal for lines that cannot be told apart. A number, since many are remembered: the nanoseconds, and a hash of all the rest. */
  identity: number;
}

const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/** Nearly every line carries the same second as the one before it. */
let lastSecond = { words: '', value: 0 };

/** Seconds since 1970 of `2026-11-22T10:00:00` and `Z`. */
export function secondOf(date: string, zone: string): number {
  const words = date + zone;
  if (lastSecond.words !== words) lastSecond = { words, value: Date.parse(words) / 1000 };
  return lastSecond.value;
}

/** FNV-1a. */
function hashOf(text: string, dropped: number): number {
  let hash = 0x811c9dc5 ^ dropped;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

export function parseLogLine({ text: raw, dropped }: Line): LogLine {
  const stamp = stamped.exec(raw);
  const words = stamp ? raw.slice(stamp[0].length) : raw;
  const text = sanitizeLine(words.endsWith('\r') ? words.slice(0, -1) : words) + (dropped > 0 ? '…' : '');
  if (!stamp) return { time: '', text, second: 0, nanos: 0, identity: 0 };
  const [, date = '', fraction = '', zone = ''] = stamp;
  const nanos = Number(fraction.padEnd(9, '0'));
  return {
    time: stamp[0].trimEnd(),
    text,
    second: secondOf(date, zone),
    nanos,
    identity: nanos * 2 ** 22 + (hashOf(words, dropped) >>> 10),
  };
}
