// Hours of use in one run: logs pour, objects come and go, panes and pages are opened and closed; is more and more held? Counted is what is
// left after a collection: between collections V8 lets garbage lie, and more of it the busier the machine is.
//   npm run bench:soak [-- MINUTES], ten without it, sixty for a night
// Ends with code 1 where it holds more and more: see `mostGrowth`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Face } from './face.ts';
import { program, Served } from './served.ts';

const minutes = Number(process.argv[2] ?? 10);
const rate = 2000;
/**
 * MiB that may be held more, as the line through the samples has it, from the end of the first third to the end. The command log grows
 * with each page that is opened, as it is meant to.
 */
const mostGrowth = 4;
const leave = '\u001b';

/** What somebody does who looks around: help, the checks, every pane, the guide, the way in, the merged logs of the control plane. */
const round = ['?', leave, 'c', leave, '1', '2', '3', '4', '6', '5', 'o', leave, 'E', leave, 'z', 'z', 'm'];

/** MiB a minute by which the samples, one every half minute, rise: the slope of the line that fits them best. */
function slope(samples: readonly number[]): number {
  const middle = (samples.length - 1) / 2;
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  let above = 0;
  let below = 0;
  samples.forEach((value, index) => {
    above += (index - middle) * (value - mean);
    below += (index - middle) ** 2;
  });
  return (above / below) * 2;
}

const served = await Served.start('--speed', '20', '--log-rate', String(rate));
await served.raise();
const scratch = mkdtempSync(join(tmpdir(), 'hoist-soak-'));
const file = join(scratch, 'held');
const preload = fileURLToPath(new URL('held.cjs', import.meta.url));
const face = new Face(
  {
    name: 'hoist',
    command: process.execPath,
    args: ['--expose-gc', '--require', preload, program],
    env: { HOIST_BENCH_HELD: file },
  },
  served.kubeconfig,
);

/** MiB that hoist holds and needs. */
async function held(): Promise<number> {
  rmSync(file, { force: true });
  face.signal('SIGUSR2');
  const late = performance.now() + 60_000;
  while (performance.now() < late) {
    const bytes = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (bytes > 0) return bytes / 2 ** 20;
    await pass(20);
  }
  throw new Error('hoist did not say what it holds');
}

const samples: number[] = [];
let rounds = 0;
try {
  await face.until((text) => text.includes('istiod'));
  face.press('5');
  face.press('j');
  face.press('j');
  const end = performance.now() + minutes * 60_000;
  let next = performance.now() + 30_000;
  while (performance.now() < end) {
    const name = `soak-${rounds}`;
    await served.makeNamespace(name);
    for (const key of round) {
      face.press(key);
      await pass(150);
    }
    await served.removeNamespace(name);
    rounds += 1;
    if (performance.now() < next) continue;
    next += 30_000;
    const resident = Math.round(face.usage.now);
    const now = await held();
    samples.push(now);
    console.log(
      `${(samples.length / 2).toFixed(1)} min  ${now.toFixed(1)} MiB held, ${resident} MiB resident  ${rounds} rounds`,
    );
  }
  // The way out of whatever stands open: it still answers.
  face.press('?');
  await face.until((text) => text.includes('go to a pane'));
  const steady = samples.slice(Math.floor(samples.length / 3));
  const growth = (slope(steady) * (steady.length - 1)) / 2;
  console.log(
    `${minutes} minutes, ${rounds} rounds, ${rate.toLocaleString('en')} lines a second: at most ${Math.round(face.usage.most)} MiB resident; ` +
      `held after the first third ${slope(steady).toFixed(2)} MiB more a minute, ${growth.toFixed(1)} MiB in all (at most ${mostGrowth})`,
  );
  if (!(growth <= mostGrowth)) process.exitCode = 1;
} finally {
  await face.end();
  await served.stop();
  rmSync(scratch, { recursive: true, force: true });
}
