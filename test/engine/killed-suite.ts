import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isNews, journalIn, killedAt, pointsOf, sentAgain } from './killed.ts';
import { type GetCluster, Stand } from './stand.ts';
import { stateOf } from './state.ts';
import { isKeeping, type WritingProxy } from './writing-proxy.ts';

/** How often the server has written each object. */
function counted(written: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of written) if (!isKeeping(name)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** An install that is killed again and again ends as one that was left alone, on whichever cluster it is. */
export function killedSuite(
  cluster: GetCluster,
  { kills, args = [] }: { kills: number; args?: readonly string[] },
): void {
  describe(`an install that is killed ${kills} times, and started again each time`, () => {
    let stand: Stand;
    let proxy: WritingProxy;
    let kubeconfig: string;
    let environment: NodeJS.ProcessEnv;
    const run = (...words: string[]) => stand.run(...words, ...args);

    beforeAll(async () => {
      stand = await Stand.on(cluster);
      ({ kubeconfig, proxy, environment } = stand);
      // What an earlier, broken-off run has left would be taken for this one's.
      await run('down', '--yes');
    }, 900_000);
    afterAll(async () => {
      await run('down', '--yes');
      await stand.close();
    }, 300_000);

    let undisturbed: { state: string[]; written: Record<string, number>; writes: number };

    it('is one that writes each object once, where nobody disturbs it', async () => {
      proxy.written.length = 0;
      const { code, stdout, stderr } = await run('up', '--yes', '-o', 'jsonl');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.split('\n').filter((line) => line && isNews(JSON.parse(line))).length).toBeGreaterThan(
        kills,
      );
      const written = counted(proxy.written);
      expect(Object.entries(written).filter(([, times]) => times !== 1)).toEqual([]);
      undisturbed = { state: await stateOf(kubeconfig), written, writes: Object.keys(written).length };
      expect((await run('down', '--yes')).code).toBe(0);
    }, 600_000);

    it('ends in the same state, with nothing applied twice', async () => {
      const before = journalIn(environment).length;
      proxy.written.length = 0;
      let killed = 0;
      for (const point of pointsOf(kills, undisturbed.writes))
        if (await killedAt(point, args, environment, proxy)) killed += 1;
      expect(killed).toBe(kills);
      const last = await run('up', '--yes');
      expect(last).toMatchObject({ code: 0, stderr: '' });
      expect(last.stdout).toMatch(/was broken off without a word\. This one goes on with it/);

      const runs = journalIn(environment).slice(before);
      // One that was killed before its first record, while it asked for the lease, is not in it.
      expect(runs.length).toBeGreaterThan(kills / 2);
      expect(sentAgain(runs)).toEqual([]);
      expect(counted(proxy.written)).toEqual(undisturbed.written);
      expect(await stateOf(kubeconfig)).toEqual(undisturbed.state);

      const again = await run('up', '--yes');
      expect(again.stdout).toContain('Nothing was written.');
    }, 1_800_000);

    it('can be taken down, with all that was kept of it', async () => {
      expect((await run('down', '--yes')).code).toBe(0);
      const kept = (apiVersion: string, kind: string, name: string) =>
        stand.connection.api.get({ apiVersion, kind, namespace: 'kube-system', name });
      expect(await kept('v1', 'ConfigMap', 'hoist-inventory')).toBeUndefined();
      expect(await kept('coordination.k8s.io/v1', 'Lease', 'hoist')).toBeUndefined();
    }, 300_000);
  });
}
