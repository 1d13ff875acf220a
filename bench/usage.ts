import { readFileSync } from 'node:fs';

/** Seconds of a processor, and MiB that it held at most and holds now, as Linux tells them of a process that still lives. */
export interface Usage {
  cpu: number;
  most: number;
  now: number;
}

export function usage(pid: number): Usage {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mebibytes = (what: string) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return {
      cpu: (Number(fields[11]) + Number(fields[12])) / 100,
      most: mebibytes('VmHWM'),
      now: mebibytes('VmRSS'),
    };
  } catch {
    return { cpu: Number.NaN, most: Number.NaN, now: Number.NaN };
  }
}
