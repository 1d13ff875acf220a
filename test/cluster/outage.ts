import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, type Ended, hoist, type Line, lines, part, start, traces } from './program.ts';

const seconds = 20;

/** How an install fares that loses its API server in the middle, on whichever cluster it is. */
export function outageSuite(args: readonly string[]): void {
  const clear = async () => {
    if ((await traces()).length > 0) await hoist('down', '--yes', ...args);
  };
  beforeAll(clear);
  afterAll(async () => {
    await part('start', 'apiserver');
    await clear();
  });

  /** Takes the server away once so many objects of the control plane are written, and brings it back. */
  async function upWithoutServer(objects: number): Promise<Ended> {
    const { child, ended } = start(process.execPath, [bundle, 'up', '--yes', '-o', 'jsonl', ...args]);
    let seen = 0;
    let outage: Promise<void> | undefined;
    if (!child.stdout) throw new Error('no output');
    createInterface(child.stdout).on('line', (line) => {
      const { type, step, result } = JSON.parse(line);
      if (type !== 'object' || step !== 'control-plane' || result === 'unchanged') return;
      seen += 1;
      if (seen === objects) outage = away();
    });
    const result = await ended;
    if (!outage) throw new Error('the run ended before the server was taken away');
    await outage;
    return result;
  }

  async function away(): Promise<void> {
    await part('stop', 'apiserver');
    // As long as it is away: that is the fault itself.
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    await part('start', 'apiserver');
  }

  describe(`an API server that is away for ${seconds} seconds in the middle of an install`, () => {
    let events: Line[];

    it('costs nothing but the time', async () => {
      const up = await upWithoutServer(10);
      events = lines(up);
      const failed = events.filter(({ result }) => result === 'failed' || result === 'conflict');
      expect(failed).toEqual([]);
      expect(up).toMatchObject({ code: 0, stderr: '' });
      expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
    });

    it('is told, and so is its end', () => {
      const said = events.filter(({ type }) => type === 'note').map(({ messageKey }) => messageKey);
      expect(said).toContain('run.lost');
      expect(said).toContain('run.back');
    });

    it('leaves nothing undone: a second run writes nothing', async () => {
      const again = await hoist('up', '--yes', '-o', 'jsonl', ...args);
      expect(lines(again).at(-1)).toMatchObject({
        type: 'finished',
        result: 'done',
        written: { created: 0, configured: 0, deleted: 0 },
      });
    });
  });
}
