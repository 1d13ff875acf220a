import { fileURLToPath } from 'node:url';
import { goTool, kubectl } from '../peers.ts';
import { median } from '../statistics.ts';
import type { Row } from '../table.ts';
import { type Reader, type Reading, read } from './reader.ts';
import { serve } from './served.ts';

const program = fileURLToPath(new URL('../../dist/hoist.js', import.meta.url));

async function readers(): Promise<Reader[]> {
  const all: Reader[] = [
    { name: 'hoist', command: process.execPath, args: () => [program, 'logs', '-n', 'shop'] },
  ];
  const kube = await kubectl();
  if (kube)
    all.push({
      name: `kubectl ${kube.version}`,
      command: kube.path,
      args: (pods) =>
        pods === 1
          ? ['logs', '-f', '-n', 'shop', 'pod-0']
          : [
              'logs',
              '-f',
              '-n',
              'shop',
              '-l',
              'app=pod',
              '--tail=-1',
              '--prefix',
              `--max-log-requests=${pods}`,
            ],
    });
  const stern = await goTool('stern');
  if (stern)
    all.push({
      name: `stern ${stern.version}`,
      command: stern.path,
      args: () => ['-n', 'shop', '.', '--color', 'never', '--since', '99999h'],
    });
  return all;
}

/** Alternating, so that whatever else the machine does falls on all of them alike. */
async function rounds(
  all: Reader[],
  count: number,
  one: (reader: Reader, round: number) => Promise<Reading>,
) {
  const figures = new Map<string, Reading[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1)
    for (const reader of all) figures.get(reader.name)?.push(await one(reader, round));
  return figures;
}

/** Lines a second, the processor's time for them, and what fifty cuts cost. */
export async function benchLogs(count: number): Promise<Row[]> {
  const all = await readers();
  const rows: Row[] = [];
  for (const [pods, lines] of [
    [1, 200_000],
    [20, 10_000],
  ] as const) {
    const served = await serve({ pods, lines, gap: 20_000 });
    try {
      const found = await rounds(all, count, (reader) =>
        read(reader, served.kubeconfig, { pods, lines }, 20_000),
      );
      const of = (value: (reading: Reading) => number) =>
        [...found].map(([name, readings]) => ({ name, value: median(readings.map(value)) }));
      const title = `logs, ${pods} ${pods === 1 ? 'pod' : 'pods'}`;
      rows.push(
        {
          what: `${title}: lines a second`,
          unit: '/s',
          more: true,
          values: of(({ lines: n, seconds }) => n / seconds),
        },
        {
          what: `${title}: CPU for 100,000 lines`,
          unit: 's',
          values: of(({ lines: n, cpu }) => (cpu / n) * 1e5),
        },
        { what: `${title}: memory at most`, unit: 'MiB', values: of(({ memory }) => memory) },
        { what: `${title}: lines lost`, unit: '', values: of(({ lost }) => lost) },
      );
    } finally {
      served.close();
    }
  }
  const [pods, lines] = [20, 5000];
  let cuts = 0;
  const found = await rounds(all, 1, async (reader, round) => {
    const served = await serve({ pods, lines, gap: 2_000_000, cuts: 50, seed: round + 1 });
    try {
      const reading = await read(reader, served.kubeconfig, { pods, lines }, 45_000);
      cuts = await served.cuts();
      console.error(`${reader.name}: ${cuts} cuts, ${reading.lost} lost, ${reading.repeated} repeated`);
      return reading;
    } finally {
      served.close();
    }
  });
  const sum = (value: (reading: Reading) => number) =>
    [...found].map(([name, readings]) => ({
      name,
      value: readings.reduce((all, one) => all + value(one), 0),
    }));
  rows.push(
    { what: '50 cuts, 20 pods, 100,000 lines: lost', unit: '', values: sum(({ lost }) => lost) },
    { what: '50 cuts, 20 pods, 100,000 lines: repeated', unit: '', values: sum(({ repeated }) => repeated) },
  );
  return rows;
}
