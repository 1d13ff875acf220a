import { describe, expect, it, onTestFinished } from 'vitest';
import { leaseRef } from '../../source/chapter/keeping/lease.ts';
import { Desk, toEnd } from './desk.ts';

const signal = AbortSignal.timeout(100_000);
const sleep = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'sleep' };

async function sit() {
  const desk = await Desk.start('current');
  onTestFinished(() => desk.clear());
  const { api } = desk.connection;
  const labels = { app: 'sleep' };
  const spec = {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'sleep', image: 'sleep' }] } },
  };
  const { apiVersion, kind, namespace, name } = sleep;
  await api.apply({ apiVersion, kind, metadata: { namespace, name }, spec }, { signal });
  const told: string[] = [];
  const options = { signal, tell: (_: string, { key }: { key: string }) => void told.push(key) };
  const restartedAt = async () =>
    (await api.get(sleep))?.spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'];
  return { desk, api, options, told, restartedAt };
}

describe('the restart of a workload', () => {
  it('is in the journal with who, when and what, beside a run that is still to be gone on with', async () => {
    const { desk, api, options, told, restartedAt } = await sit();
    const chapter = await desk.chapter();
    const cancel = new AbortController();
    for await (const event of chapter.up({ signal: cancel.signal }))
      if (event.type === 'object' && event.result === 'created') cancel.abort();
    await chapter.restart(sleep, options);
    expect(await restartedAt()).toMatch(/^\d{4}-/);
    expect(told).toEqual([]);
    expect(await api.get(leaseRef)).toBeUndefined();
    const kept = await chapter.kept(signal);
    expect(kept).toMatchObject({
      brokenOff: { what: 'up', result: 'cancelled' },
      last: { what: 'up' },
      restarted: {
        object: sleep,
        sure: true,
        user: expect.any(String),
        at: expect.stringMatching(/^\d{4}-/),
      },
    });
    const status = await desk.run('status');
    expect(status.stdout).toMatch(/Restarted with R at \S+, by .*: deployment.*sleep/);
    const events = await toEnd(chapter.run('crds', { signal }));
    expect(events.at(-1)).toMatchObject({ result: 'done' });
  });

  it('is left where another hoist is at work, and where a run is under way here', async () => {
    const { desk, api, options, restartedAt } = await sit();
    const chapter = await desk.chapter();
    const tried: unknown[] = [];
    for await (const event of chapter.run('crds', { signal }))
      if (event.type === 'step-started')
        await chapter.restart(sleep, options).catch((error) => tried.push(error));
    expect(tried).toMatchObject([{ told: { key: 'restart.running' } }]);
    const renewTime = new Date(Date.now() + 60_000).toISOString().replace('Z', '000Z');
    const { apiVersion, kind, name, namespace = '' } = leaseRef;
    const spec = { holderIdentity: 'x', leaseDurationSeconds: 30, acquireTime: renewTime, renewTime };
    await api.create({
      path: `/apis/${apiVersion}/namespaces/${namespace}/leases`,
      body: { apiVersion, kind, metadata: { name, namespace }, spec },
    });
    await expect(chapter.restart(sleep, options)).rejects.toMatchObject({ told: { key: 'lease.held' } });
    expect(await restartedAt()).toBeUndefined();
  });

  it('is refused where nothing may be written, and leaves no word in the journal', async () => {
    const { desk, options, restartedAt } = await sit();
    const chapter = await desk.chapter({ readOnly: true });
    await expect(chapter.restart(sleep, options)).rejects.toMatchObject({ told: { key: 'run.read-only' } });
    expect(await restartedAt()).toBeUndefined();
    expect((await chapter.kept(signal)).restarted).toBeUndefined();
  });
});
