import { setTimeout as pass } from 'node:timers/promises';
import { goTool } from '../peers.ts';
import { median, percentile } from '../statistics.ts';
import type { Row } from '../table.ts';
import { Face, type Program } from './face.ts';
import { program, Served } from './served.ts';

async function programs(): Promise<Program[]> {
  const all = [{ name: 'hoist', command: process.execPath, args: [program] }];
  const k9s = await goTool('k9s');
  if (k9s) all.push({ name: `k9s ${k9s.version}`, command: k9s.path, args: ['--command', 'namespaces'] });
  return all;
}

/** What only the cluster can have said. */
const isUseful = (text: string) => text.includes('kube-system');

const idleSeconds = 20;
const events = 40;

interface Figures {
  /** Milliseconds from the start to the first frame that has a namespace in it. */
  useful: number;
  /** MiB then. */
  memory: number;
  /** Milliseconds from the answer to who made a namespace until its row is there, one for each. */
  rows: number[];
  idleBytes: number;
  idleCpu: number;
}

async function look(one: Program, served: Served, round: number): Promise<Figures> {
  const face = new Face(one, served.kubeconfig);
  try {
    const useful = (await face.until(isUseful)) - face.began;
    const memory = face.usage.now;
    await pass(3000);
    const rows: number[] = [];
    for (let count = 0; count < events; count += 1) {
      const name = `a-${round}-${count}-${one.name.slice(0, 3)}`;
      await served.makeNamespace(name);
      const made = performance.now();
      rows.push((await face.until((text) => text.includes(name))) - made);
      await served.removeNamespace(name);
    }
    await pass(5000);
    const before = { bytes: face.bytes, cpu: face.usage.cpu };
    await pass(idleSeconds * 1000);
    const idleBytes = face.bytes - before.bytes;
    return { useful, memory, rows, idleBytes, idleCpu: face.usage.cpu - before.cpu };
  } finally {
    await face.end();
  }
}

/** MiB that each holds ten seconds after the start, beside so many pods of others. */
async function memoryBeside(pods: number, all: readonly Program[]): Promise<Row> {
  const served = await Served.start('--pods', String(pods));
  try {
    const values = [];
    for (const one of all) {
      const face = new Face(one, served.kubeconfig);
      await face.until(isUseful);
      await pass(10_000);
      values.push({ name: one.name, value: face.usage.now });
      await face.end();
    }
    return { what: `memory beside ${pods.toLocaleString('en')} pods of others`, unit: 'MiB', values };
  } finally {
    await served.stop();
  }
}

/** Milliseconds from a key to the help that it opens while all containers together write so many lines a second. */
async function keysWhileLogsPour(rate: number): Promise<Row[]> {
  const served = await Served.start('--speed', '50', '--log-rate', String(rate));
  const [hoist] = await programs();
  if (!hoist) return [];
  await served.raise();
  const face = new Face(hoist, served.kubeconfig);
  try {
    await face.until((text) => text.includes('istiod'));
    // On the step of the control plane: the logs of all its pods.
    for (const key of ['5', 'j', 'j', 'm']) face.press(key);
    await face.until((text) => /6 Log: (?!run)/.test(text));
    await pass(5000);
    const times: number[] = [];
    const isHelp = (text: string) => text.includes('go to a pane');
    for (let count = 0; count < 30; count += 1) {
      const pressed = performance.now();
      face.press('?');
      times.push((await face.until(isHelp)) - pressed);
      face.press('\u001b');
      await face.until((text) => !isHelp(text));
    }
    const what = `key to paint while ${rate.toLocaleString('en')} lines a second pour`;
    return [
      { what: `${what}: median`, unit: 'ms', values: [{ name: 'hoist', value: median(times) }] },
      { what: `${what}: 95 of 100`, unit: 'ms', values: [{ name: 'hoist', value: percentile(times, 95) }] },
    ];
  } finally {
    await face.end();
    await served.stop();
  }
}

/** Start, rows, rest and memory of the screens, on a practice cluster. */
export async function benchScreen(rounds: number): Promise<Row[]> {
  const all = await programs();
  const found = new Map<string, Figures[]>(all.map(({ name }) => [name, []]));
  const served = await Served.start();
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const one of all) found.get(one.name)?.push(await look(one, served, round));
  } finally {
    await served.stop();
  }
  const of = (value: (figures: readonly Figures[]) => number) =>
    [...found].map(([name, figures]) => ({ name, value: value(figures) }));
  const middle = (value: (figures: Figures) => number) => of((figures) => median(figures.map(value)));
  const rows = (figures: readonly Figures[]) => figures.flatMap((each) => each.rows);
  const result: Row[] = [
    { what: 'start to the first useful frame', unit: 'ms', values: middle(({ useful }) => useful) },
    { what: 'memory then', unit: 'MiB', values: middle(({ memory }) => memory) },
    { what: 'watch event to painted row: median', unit: 'ms', values: of((each) => median(rows(each))) },
    {
      what: 'watch event to painted row: 95 of 100',
      unit: 'ms',
      values: of((each) => percentile(rows(each), 95)),
    },
    {
      what: `bytes to the terminal in ${idleSeconds} s of rest`,
      unit: '',
      values: middle(({ idleBytes }) => idleBytes),
    },
    { what: `CPU in ${idleSeconds} s of rest`, unit: 's', values: middle(({ idleCpu }) => idleCpu) },
  ];
  for (const pods of [100, 1000, 10_000]) result.push(await memoryBeside(pods, all));
  for (const rate of [1000, 20_000]) result.push(...(await keysWhileLogsPour(rate)));
  return result;
}
