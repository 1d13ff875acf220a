import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../../source/kubernetes/connect/connection.ts';
import { eventually } from '../contract/caller.ts';
import { practiceCluster } from '../engine/practice-cluster.ts';
import { Home, hoist, program } from '../headless/program.ts';
import { Terminal } from '../screen/terminal.ts';

describe('what deletes, on a terminal and without --yes', () => {
  let home: Home;
  let cluster: Awaited<ReturnType<typeof practiceCluster>>;
  let connection: Connection;
  let environment: NodeJS.ProcessEnv;
  const productPage = () =>
    connection.api.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'default',
      name: 'productpage-v1',
    });
  const open = (...words: string[]) => new Terminal([program, ...words], 100, 40, environment);

  beforeAll(async () => {
    cluster = await practiceCluster();
    home = new Home();
    environment = { ...home.environment, KUBECONFIG: cluster.kubeconfig };
    connection = new Connection({ kubeconfig: cluster.kubeconfig });
    expect((await hoist(['up', '--yes'], environment)).code).toBe(0);
  }, 900_000);
  afterAll(async () => {
    connection.close();
    await cluster.stop();
    home.remove();
  });

  it('shows what would go, and does nothing for any other answer than the name of the context', async () => {
    const terminal = open('undo', '--step', 'bookinfo');
    await terminal.until(/Type the name of the context/, 30_000);
    expect(terminal.written).toContain('deployment.apps/productpage-v1');
    terminal.press('y', 'enter');
    expect((await terminal.exited).exitCode).toBe(3);
    expect(terminal.written).toContain('Nothing was done.');
    expect(await productPage()).toBeDefined();
  }, 60_000);

  it('takes Ctrl-C for a no', async () => {
    const terminal = open('down');
    await terminal.until(/Type the name of the context/, 30_000);
    terminal.press('ctrl-c');
    expect((await terminal.exited).exitCode).toBe(3);
    expect(await productPage()).toBeDefined();
  }, 60_000);

  it('begins once the name is typed', async () => {
    const terminal = open('undo', '--step', 'bookinfo');
    await terminal.until(/Type the name of the context/, 30_000);
    terminal.press(connection.context, 'enter');
    expect((await terminal.exited).exitCode).toBe(0);
    await eventually(async () => !(await productPage()), 'productpage is gone');
  }, 60_000);

  it('cannot be reached where hoist may only look', async () => {
    const terminal = open('down', '--read-only');
    expect((await terminal.exited).exitCode).toBe(2);
    expect(terminal.written).not.toContain('Type the name');
  }, 60_000);
});
