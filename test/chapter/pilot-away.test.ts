import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import { Lease } from '../../source/chapter/keeping/lease.ts';
import type { ChapterOptions } from '../../source/chapter/open.ts';
import { refOf } from '../../source/kubernetes/object.ts';
import { Desk } from '../practice/desk.ts';

const pilot = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'istio-pilot' };
const late = () => AbortSignal.timeout(120_000);

async function all(events: AsyncIterable<ChapterEvent>, on: (event: ChapterEvent) => void = () => {}) {
  const told: ChapterEvent[] = [];
  for await (const event of events) {
    told.push(event);
    on(event);
  }
  return told;
}

describe('taking pilot away for a moment', () => {
  let desk: Desk;
  let chapter: Chapter;
  const open = (more: ChapterOptions = {}) => desk.chapter({ release: '1.1.0', simulated: true, ...more });
  const replicas = async () => (await chapter.object(pilot, late()))?.spec?.replicas;

  beforeAll(async () => {
    desk = await Desk.start('chapter');
    chapter = await open();
    const events = await all(chapter.up({ to: 'control-plane', signal: late() }));
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
  }, 180_000);
  afterAll(() => desk.clear());

  it('brings it back with as many replicas as it had, and says the lines that do the same', async () => {
    const events = await all(chapter.pilotAway({ signal: late() }));
    const commands = events.flatMap((event) => (event.type === 'command' ? [event.command] : []));
    expect(commands).toEqual([
      'kubectl -n istio-system scale deployment/istio-pilot --replicas=0',
      'kubectl -n istio-system scale deployment/istio-pilot --replicas=1',
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done', written: { configured: 2 } });
    expect(await replicas()).toBe(1);
  }, 120_000);

  it('brings it back also where it is cancelled while pilot is away', async () => {
    const cancel = new AbortController();
    const events = await all(chapter.pilotAway({ signal: cancel.signal }), (event) => {
      if (event.type === 'note' && event.message.key === 'experiment.gone') cancel.abort();
    });
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'cancelled' });
    expect(await replicas()).toBe(1);
  }, 120_000);

  it('touches nothing while another hoist is at work, and says who', async () => {
    const { connection } = desk;
    const lease = new Lease(connection.api, 'up', 'one');
    await lease.take(late());
    const events = await all(chapter.pilotAway({ signal: late() }));
    await lease.release(late());
    expect(events).toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ key: 'lease.held' }) }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'failed', written: { configured: 0 } });
  }, 60_000);

  it('does not wait for the pods of another revision, which stay', async () => {
    const { connection } = desk;
    const labels = { istio: 'pilot', app: 'canary' };
    const canary = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'istiod-canary', namespace: 'istio-system', labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'discovery', image: 'pilot:1.1.0' }] },
        },
      },
    };
    await connection.api.apply(canary, { signal: late() });
    const isReady = async () =>
      (await connection.api.get(refOf(canary), late()))?.status?.readyReplicas === 1;
    await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
    const events = await all(chapter.pilotAway({ signal: AbortSignal.timeout(60_000) }));
    await connection.api.delete(refOf(canary), { signal: late() });
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
  }, 180_000);

  it('writes nothing where hoist may only look', async () => {
    const looking = await open({ readOnly: true });
    const events = await all(looking.pilotAway({ signal: late() }));
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'failed', written: { configured: 0 } });
    expect(await replicas()).toBe(1);
  }, 60_000);
});
