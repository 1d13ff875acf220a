import { spawn } from 'node:child_process';
import { usage } from '../usage.ts';

/** How a tool reads the logs of some pods. */
export interface Reader {
  name: string;
  command: string;
  args(pods: number): string[];
}

export interface Reading {
  /** Seconds from the first line to the last. */
  seconds: number;
  /** Seconds of a processor that the tool used, from its start. */
  cpu: number;
  /** MiB that it held at most. */
  memory: number;
  lines: number;
  lost: number;
  repeated: number;
}

/**
 * Starts the tool and counts its lines until all have come, it has ended, or nothing has come for so long that nothing more will. Each
 * line of each pod is counted for itself.
 */
export function read(
  reader: Reader,
  kubeconfig: string,
  { pods, lines }: { pods: number; lines: number },
  patience: number,
): Promise<Reading> {
  const counts = Array.from({ length: pods }, () => new Uint8Array(lines));
  const wanted = pods * lines;
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const child = spawn(reader.command, reader.args(pods), { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let rest = '';
  let seen = 0;
  let repeated = 0;
  let first = 0;
  let last = 0;
  let used = { cpu: Number.NaN, most: Number.NaN };
  return new Promise((resolve) => {
    let timer = setTimeout(stop, patience);
    function stop() {
      if (child.pid) used = usage(child.pid);
      child.kill('SIGKILL');
    }
    child.stdout.setEncoding('latin1').on('data', (text: string) => {
      first ||= performance.now();
      last = performance.now();
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const at = part.lastIndexOf('pod-');
        const space = part.indexOf(' ', at);
        const counter = counts[Number(part.slice(at + 4, space))];
        const line = Number(part.slice(space + 6, space + 13));
        if (at < 0 || !counter || !(line < lines)) continue;
        if (counter[line] === 0) seen += 1;
        else repeated += 1;
        counter[line] = 1;
      }
      clearTimeout(timer);
      // A little longer, for lines that come again.
      timer = setTimeout(stop, seen === wanted ? 300 : patience);
    });
    child.once('close', () => {
      clearTimeout(timer);
      const { cpu, most: memory } = used;
      resolve({ seconds: (last - first) / 1000, cpu, memory, lines: seen, lost: wanted - seen, repeated });
    });
  });
}
