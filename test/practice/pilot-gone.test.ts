import { expect, it, onTestFinished } from 'vitest';
import { Journal } from '../../source/chapter/journal/journal.ts';
import { endOf } from '../../source/chapter/journal/write-end.ts';
import { Desk, toEnd } from './desk.ts';

const signal = AbortSignal.timeout(100_000);
const pilot = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'istiod' };
const command = 'kubectl -n istio-system scale deployment/istiod --replicas=1';

/** A control plane whose pilot is at zero, as after a SIGKILL while an experiment had it away. */
async function pilotLeftAway() {
  const desk = await Desk.start('current');
  onTestFinished(() => desk.clear());
  const { api } = desk.connection;
  const replicas = async () => (await api.get(pilot))?.spec.replicas;
  const chapter = await desk.chapter();
  expect((await toEnd(chapter.up({ signal, to: 'control-plane' }))).at(-1)).toMatchObject({ result: 'done' });

  const cluster = await desk.connection.pin(signal);
  const before = await api.get(pilot);
  const journal = new Journal(desk.state, cluster);
  const who = { user: 'ada', host: 'analytical', pid: 1, release: '1.30.3', context: 'x' };
  journal.begin({ what: 'proxies', steps: ['proxies'], ...who, ...cluster });
  journal.note({ type: 'step', step: 'proxies', way: 'act' });
  const intent = { verb: 'scale', object: pilot, existed: true, uid: before?.metadata.uid, before } as const;
  const did = journal.will('proxies', intent);
  did(endOf('configured', await api.merge(pilot, { spec: { replicas: 0 } }, { signal })));
  expect(await replicas()).toBe(0);
  return { desk, chapter, replicas };
}

it('names a pilot that an experiment has left at zero wherever it matters, and a rollback brings it back', async () => {
  const { desk, chapter, replicas } = await pilotLeftAway();
  const away = { key: 'experiment.away-already', values: { name: 'istiod', command } };
  const { steps } = await chapter.look(signal);
  expect(steps.find(({ id }) => id === 'proxies')).toMatchObject({ state: 'problem', message: away });
  const again = await toEnd(chapter.run('proxies', { signal }));
  expect(again).toContainEqual(
    expect.objectContaining({ type: 'step-finished', result: 'failed', message: away }),
  );
  expect((await desk.run('status')).stdout).toMatch(/Pilot may still be scaled to zero/);
  // A run that fails before it writes does not hide it.
  expect(await chapter.kept(signal)).toMatchObject({ brokenOff: { what: 'proxies' } });

  expect((await toEnd(chapter.rollback({ signal }))).at(-1)).toMatchObject({ result: 'done' });
  expect(await replicas()).toBe(1);
});

it('brings a pilot back that an experiment has left at zero with the next install, without asking whose it is', async () => {
  const { chapter, replicas } = await pilotLeftAway();
  const up = await toEnd(chapter.up({ signal, to: 'proxies' }));
  expect(up.at(-1)).toMatchObject({ result: 'done', written: { created: 0, configured: 1, deleted: 0 } });
  expect(await replicas()).toBe(1);
  expect((await chapter.kept(signal)).brokenOff).toBeUndefined();
});

it('leaves nothing to be gone on with where a cancelled experiment has given pilot back', async () => {
  const desk = await Desk.start('current');
  onTestFinished(() => desk.clear());
  const chapter = await desk.chapter();
  await toEnd(chapter.up({ signal, to: 'control-plane' }));
  const cancel = new AbortController();
  for await (const event of chapter.pilotAway({ signal: cancel.signal }))
    if (event.type === 'object') cancel.abort();
  expect((await desk.connection.api.get(pilot))?.spec.replicas).toBe(1);
  expect((await chapter.kept(signal)).brokenOff).toBeUndefined();
});
