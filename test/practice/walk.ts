import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, Home, hoist, program, start } from '../headless/program.ts';
import { nodePortsToOneself } from './node-ports.ts';
import { servesBookinfo } from './serves-bookinfo.ts';

/** The program as it ships, up and down on the practice cluster that it ships, each in a process of its own. */
export function walkTheChapter(title: string, upOptions: string[], practiceOptions: string[] = []): void {
  describe(title, () => {
    let home: Home;
    let serving: ReturnType<typeof start>;
    let environment: NodeJS.ProcessEnv;
    let url = '';

    let letGo = () => {};

    beforeAll(async () => {
      letGo = await nodePortsToOneself();
      home = new Home();
      serving = start([program, 'practice', '--speed', '100', ...practiceOptions], home.environment);
      const stdout = serving.child.stdout;
      if (!stdout) throw new Error('no output');
      const [path] = await once(createInterface(stdout), 'line');
      environment = { ...home.environment, KUBECONFIG: path };
    }, 900_000);
    afterAll(async () => {
      serving.child.kill('SIGINT');
      await serving.ended;
      home.remove();
      letGo();
    });
    const run = (...args: string[]): Promise<Ended> => hoist(args, environment);

    it('goes up in one command, and says where Bookinfo answers', async () => {
      const { code, stdout, stderr } = await run('up', '--yes', ...upOptions);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Bookinfo runs: 6 pods');
      url = /^Bookinfo answers at (\S+)$/m.exec(stdout)?.[1] ?? '';
      expect(url).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):\d+\/productpage$/);
      expect((await fetch(url)).status).toBe(200);
      expect(await servesBookinfo(url)).toBe(true);
    });

    it('writes nothing the second time', async () => {
      const { code, stdout } = await run('up', '--yes', ...upOptions);
      expect(code).toBe(0);
      expect(stdout).toContain('Nothing was written.');
    });

    it('shows every pod as 2/2 and every proxy in sync', async () => {
      const { code, stdout } = await run('status', '-o', 'json');
      expect(code).toBe(0);
      const status = JSON.parse(stdout);
      expect(stdout.match(/"2\/2"/g)?.length).toBeGreaterThanOrEqual(6);
      expect(status.proxies.rows ?? status.proxies).toHaveLength(8);
      expect(stdout).not.toContain('STALE');
    });

    it('goes down, and leaves nothing', async () => {
      expect(await run('down', '--yes')).toMatchObject({ code: 0, stderr: '' });
      expect(await run('audit')).toMatchObject({ code: 0, stderr: '' });
      expect(await servesBookinfo(url)).toBe(false);
    });

    it('ends with Ctrl-C, kubeconfig and all', async () => {
      serving.child.kill('SIGINT');
      expect(await serving.ended).toMatchObject({ code: 0, signal: null });
      expect((await run('status')).code).not.toBe(0);
    });
  });
}
