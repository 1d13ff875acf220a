import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../source/kubernetes/connect/connection.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { eventually } from '../contract/caller.ts';
import { type Ended, program, start } from '../headless/program.ts';
import { lookalikes, planted, restored } from './lookalikes.ts';
import { type GetCluster, Stand } from './stand.ts';
import { isKeeping, type WritingProxy } from './writing-proxy.ts';

// biome-ignore lint/suspicious/noExplicitAny: events are read as scripts would read them
type Line = Record<string, any>;

const lines = ({ stdout }: Ended): Line[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const results = (events: Line[], result: string): string[] =>
  events
    .filter((event) => event.type === 'object' && event.result === result)
    .map(({ object }) => `${object.kind}/${object.name}`);

export interface EngineTraits {
  /** Deployment of istio-system that the conflict is about, and one that a choice leaves out. */
  contended: string;
  leftOut: string;
  /** Whom the server names as the owner of a field: it can since 1.16. */
  owner: string;
  args?: readonly string[];
}

/**
 * What the engine promises, on whichever cluster: a plan that writes nothing, a cancel that says what was written, rollback, resume,
 * conflicts row by row, undo, prune, sidecars, and a clean room in which all that is others' still stands.
 */
export function engineSuite(
  cluster: GetCluster,
  { contended, leftOut, owner, args = [] }: EngineTraits,
): void {
  describe('the engine', () => {
    let stand: Stand;
    let proxy: WritingProxy;
    let connection: Connection;
    let environment: NodeJS.ProcessEnv;
    const run = (...words: string[]) => stand.run(...words, ...args);
    const events = (...words: string[]) => run(...words, '-o', 'jsonl').then(lines);
    const get = (apiVersion: string, kind: string, name: string, namespace?: string) =>
      connection.api.get<KubernetesObject>({ apiVersion, kind, name, ...(namespace ? { namespace } : {}) });
    const inSystem = (name: string) => get('apps/v1', 'Deployment', name, 'istio-system');

    /** Workloads are not waited for: they stay, marked, until their pods are gone. */
    const isGone = (name: string, namespace: string) =>
      eventually(async () => !(await get('apps/v1', 'Deployment', name, namespace)), `${name} is gone`);

    beforeAll(async () => {
      stand = await Stand.on(cluster);
      ({ connection, proxy, environment } = stand);
      // What an earlier, broken-off run has left would be taken for this one's.
      await run('down', '--yes', '--sidecars', 'leave');
      await restored(connection);
      await planted(connection);
    }, 900_000);
    afterAll(async () => {
      await run('down', '--yes', '--sidecars', 'leave');
      await restored(connection);
      await stand.close();
    }, 600_000);

    it('plans without writing', async () => {
      proxy.written.length = 0;
      const plan = await run('plan', '-o', 'json');
      const { steps } = JSON.parse(plan.stdout);
      const actions = steps.flatMap(({ items }: Line) => items.map(({ action }: Line) => action));
      expect(new Set(actions)).toEqual(new Set(['create', 'change']));
      expect(proxy.written).toEqual([]);
      expect(plan).toMatchObject({ code: 0, stderr: '' });
    }, 120_000);

    it('says on a cancel exactly what was written', async () => {
      proxy.written.length = 0;
      const { child, ended } = start([program, 'up', '--yes', '-o', 'jsonl', ...args], environment);
      if (!child.stdout) throw new Error('no output');
      let seen = 0;
      createInterface(child.stdout).on('line', (line) => {
        const { type, step, result } = JSON.parse(line);
        if (type === 'object' && step === 'control-plane' && result === 'created') seen += 1;
        if (seen === 12) child.kill('SIGINT');
      });
      const cancelled = await ended;
      expect(cancelled.code).toBe(3);
      const { result, written } = lines(cancelled).at(-1) ?? {};
      expect(result).toBe('cancelled');
      const own = proxy.written.filter((name) => !isKeeping(name));
      expect(written.created + written.configured).toBe(own.length);
    }, 300_000);

    it('takes back what the cancelled step wrote, and that alone', async () => {
      const told = await events('rollback', '--yes', '--sidecars', 'leave');
      expect(told.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
      expect(results(told, 'deleted').length).toBeGreaterThan(0);
      expect(results(told, 'deleted').filter((name) => name.startsWith('CustomResourceDefinition/'))).toEqual(
        [],
      );
      expect(await get('v1', 'Namespace', 'istio-system')).toBeUndefined();
      const crds = await connection.api.listIfServed('networking.istio.io/v1alpha3', 'Gateway');
      expect(crds).toEqual([]);
    }, 300_000);

    it('goes on from there to the end', async () => {
      expect(await run('up', '--yes')).toMatchObject({ code: 0, stderr: '' });
    }, 600_000);

    it('stops at a field that somebody else owns, and does what is said of it row by row', async () => {
      const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: contended, namespace: 'istio-system' };
      const label = async () => (await connection.api.get(ref))?.metadata.labels?.app;
      const ours = await label();
      const by = async (manager: string, app: string) =>
        connection.transport.json({
          method: 'PATCH',
          path: `/apis/apps/v1/namespaces/istio-system/deployments/${contended}`,
          query: { fieldManager: manager },
          body: { metadata: { labels: { app } } },
          contentType: 'application/merge-patch+json',
        });
      await by('somebody', 'theirs');
      const stopped = await events('up', '--yes', '--to', 'control-plane');
      const written = { created: 0, configured: 0, deleted: 0 };
      expect(stopped.at(-1)).toMatchObject({ result: 'failed', written });
      const rows = stopped.flatMap(({ conflicts = [] }) => conflicts);
      expect(rows).toMatchObject([
        { field: '.metadata.labels.app', owner, theirs: '"theirs"', ours: JSON.stringify(ours) },
      ]);

      const row = `deployment.apps/${contended}:.metadata.labels.app`;
      expect((await run('up', '--yes', '--to', 'control-plane', '--leave', row)).code).toBe(0);
      expect(await label()).toBe('theirs');
      expect((await run('up', '--yes', '--to', 'control-plane', '--take', row)).code).toBe(0);
      expect(await label()).toBe(ours);
    }, 600_000);

    it('undoes one step, and leaves what it stands on', async () => {
      const told = await events('undo', '--step', 'bookinfo', '--yes');
      expect(told.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
      expect(results(told, 'deleted')).toContain('Deployment/reviews-v1');
      expect(results(told, 'deleted')).toContain('Gateway/bookinfo-gateway');
      await isGone('productpage-v1', 'default');
      expect(await inSystem(contended)).toBeDefined();
    }, 300_000);

    it('takes away what is no longer chosen, and nothing else', async () => {
      const without = ['--without', leftOut];
      const planned = JSON.parse(
        (await run('plan', '--to', 'control-plane', ...without, '-o', 'json')).stdout,
      );
      const going = planned.steps
        .flatMap(({ items }: Line) => items)
        .filter(({ action }: Line) => action === 'delete')
        .map(({ kind, name }: Line) => `${kind}/${name}`);
      expect(going).toContain(`Deployment/istio-${leftOut}`);
      const told = await events('up', '--yes', '--to', 'control-plane', ...without);
      expect(told.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
      expect(results(told, 'deleted').sort()).toEqual(going.sort());
      await isGone(`istio-${leftOut}`, 'istio-system');
    }, 300_000);

    it('does not pull the mesh from under others’ sidecars unless it is said what becomes of them', async () => {
      const refused = await run('down', '--yes');
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain('hoist-others/cart-');
      expect(await inSystem(contended)).toBeDefined();
    }, 300_000);

    it('starts them anew where that is said, goes down without a trace, and touches nothing of others', async () => {
      const before = await get('apps/v1', 'Deployment', 'cart', 'hoist-others');
      const told = await events('down', '--yes', '--sidecars', 'restart');
      expect(told.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
      expect(results(told, 'configured')).toContain('Deployment/cart');
      const after = await get('apps/v1', 'Deployment', 'cart', 'hoist-others');
      expect(after?.metadata.generation).toBe((before?.metadata.generation ?? 0) + 1);

      const audit = JSON.parse((await run('audit', '-o', 'json')).stdout);
      const others = audit.leftovers.filter(({ kind }: Line) => kind !== 'Pod');
      expect(others).toEqual([]);
      for (const one of lookalikes)
        expect(await connection.api.get(refWithout(one)), one.metadata.name).toBeDefined();
      expect(await get('v1', 'ConfigMap', 'hoist-inventory', 'kube-system')).toBeUndefined();
    }, 600_000);
  });
}

const refWithout = ({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject) => ({
  apiVersion,
  kind,
  name,
  ...(namespace ? { namespace } : {}),
});
