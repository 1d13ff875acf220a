import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Choosing } from '../../source/chapter/choosing.ts';
import type { Ground } from '../../source/chapter/ground.ts';
import type { ChoiceSpec } from '../../source/istio/choices/choice-spec.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const { signal } = new AbortController();
const newDirectory = () => mkdtempSync(join(tmpdir(), 'hoist-choices-'));

/** One start of hoist on a cluster with this UID; what is kept of it is in the directory. */
function start(directory: string, given: ChoiceSpec = {}, { uid = 'uid-1', readOnly = false } = {}) {
  const { ground } = standOn(new FakeCluster(), { state: { directory }, readOnly });
  const connection = { ...ground.connection, pin: async () => ({ server: 'https://fake', uid }) };
  const whole = { ...ground, connection } as unknown as Ground;
  return { ground: whole, choosing: new Choosing(whole, given) };
}

const leftOut = ({ ground }: { ground: Ground }) => ground.release?.selection.leftOut.map(({ id }) => id);

describe('what is chosen', () => {
  it('is remembered for this cluster, readable for this user alone, and for no other', async () => {
    const directory = newDirectory();
    const first = start(directory);
    await first.choosing.choose({ mtls: 'strict' }, signal);
    await first.choosing.choose({ component: 'kiali' }, signal);
    const [file = ''] = readdirSync(directory);
    expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);

    const again = start(directory);
    await again.choosing.settle(signal);
    expect(again.ground.release?.selection.mtls).toBe('strict');
    expect(leftOut(again)).toEqual(['kiali']);

    const elsewhere = start(directory, {}, { uid: 'uid-2' });
    await elsewhere.choosing.settle(signal);
    expect(elsewhere.ground.release?.selection.mtls).toBe('permissive');
  });

  it('gives way to what somebody says this time', async () => {
    const directory = newDirectory();
    await start(directory).choosing.choose({ mtls: 'strict' }, signal);
    const said = start(directory, { wish: { without: ['grafana'] } });
    await said.choosing.settle(signal);
    expect(said.ground.release?.selection.mtls).toBe('permissive');
    expect(leftOut(said)).toEqual(['grafana']);
  });

  it('is forgotten with what it was installed for', async () => {
    const directory = newDirectory();
    const { choosing } = start(directory);
    await choosing.choose({ mtls: 'strict' }, signal);
    await choosing.forget(signal);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is not kept where nothing is to be written, and a broken file is none', async () => {
    const directory = newDirectory();
    await start(directory, {}, { readOnly: true }).choosing.choose({ mtls: 'strict' }, signal);
    expect(readdirSync(directory)).toEqual([]);
    writeFileSync(join(directory, 'uid-1.choices.json'), '{"v":1,"choices":');
    const { choosing, ground } = start(directory);
    await choosing.settle(signal);
    expect(ground.release?.selection.mtls).toBe('permissive');
  });
});

describe('a component turned out and in again', () => {
  it('takes along what needs it, and brings it back', async () => {
    const one = start(newDirectory());
    await one.choosing.choose({ component: 'citadel' }, signal);
    expect(leftOut(one)).toEqual(['citadel', 'galley', 'sidecar-injector']);
    const galley = one.choosing.view?.components.find(({ id }) => id === 'galley');
    expect(galley).toMatchObject({ included: false, because: 'citadel' });
    await one.choosing.choose({ component: 'citadel' }, signal);
    expect(leftOut(one)).toEqual([]);
  });

  it('changes nothing where that cannot be had', async () => {
    const one = start(newDirectory());
    await one.choosing.choose({ mtls: 'strict' }, signal);
    await expect(one.choosing.choose({ component: 'citadel' }, signal)).rejects.toMatchObject({
      problem: { key: 'choice.strict-needs' },
    });
    await expect(one.choosing.choose({ via: 'helm' }, signal)).rejects.toMatchObject({
      problem: { key: 'render.no-directory' },
    });
    expect(one.choosing.view).toMatchObject({ mtls: 'strict', via: 'manifests' });
    expect(leftOut(one)).toEqual([]);
  });
});
