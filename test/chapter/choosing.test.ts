import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Choosing } from '../../source/chapter/choose/choosing.ts';
import { explainError } from '../../source/chapter/explain.ts';
import type { Ground } from '../../source/chapter/ground.ts';
import { saveChoices } from '../../source/chapter/keeping/remembered-choices.ts';
import type { ChoiceSpec } from '../../source/istio/choices/choice-spec.ts';
import { openChosen } from '../../source/istio/choices/open-chosen.ts';
import { translate } from '../../source/language/translate.ts';
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

describe('a remembered choice that cannot be had any more', () => {
  /** What helm was chosen for lies in a directory that has been moved since. */
  function remembering() {
    const directory = newDirectory();
    saveChoices(directory, { server: 'https://fake', uid: 'uid-1' }, { via: 'helm', release: '/moved/away' });
    return { ...start(directory), directory };
  }

  it('stays a failure however often it is asked for, and nothing else is installed in its place', async () => {
    const { choosing, ground } = remembering();
    const gone = {
      name: 'RememberedError',
      chosen: '--via helm --release /moved/away',
      cause: { problem: { key: 'render.no-charts' } },
    };
    await expect(choosing.settle(signal)).rejects.toMatchObject(gone);
    await expect(choosing.settle(signal)).rejects.toMatchObject(gone);
    expect(ground.release).toBeUndefined();
    expect(ground.unsettled).toMatchObject(gone);
  });

  it('is told as what was remembered, with why it is gone and the way out', async () => {
    const { choosing, ground } = remembering();
    await expect(choosing.settle(signal)).rejects.toThrow();
    const { message, hint } = explainError(ground.unsettled);
    expect(translate('en', message)).toBe(
      'What was chosen for this cluster the last time, --via helm --release /moved/away, cannot be opened any more: There are no charts of Istio in /moved/away.',
    );
    expect(hint && translate('en', hint)).toContain('--via manifests');
  });

  it('keeps to itself what was set for the tool', async () => {
    const directory = newDirectory();
    const choices: ChoiceSpec = { via: 'helm', release: '/moved/away', set: ['password=hush'] };
    saveChoices(directory, { server: 'https://fake', uid: 'uid-1' }, choices);
    const { choosing, ground } = start(directory);
    await expect(choosing.settle(signal)).rejects.toThrow();
    expect(JSON.stringify(explainError(ground.unsettled))).not.toContain('hush');
  });

  it('is remembered still, whatever is begun meanwhile', async () => {
    const { choosing, directory } = remembering();
    await expect(choosing.settle(signal)).rejects.toThrow();
    await choosing.remember(signal);
    const next = start(directory);
    await expect(next.choosing.settle(signal)).rejects.toMatchObject({ name: 'RememberedError' });
  });

  it('can be chosen anew by the utility, also in a menu: manifests are there, helm still has nothing', async () => {
    const { choosing, ground, directory } = remembering();
    await expect(choosing.settle(signal)).rejects.toThrow();
    expect(choosing.view).toEqual({ mtls: 'permissive', via: 'helm', components: [] });
    await expect(choosing.choose({ via: 'helm' }, signal)).rejects.toMatchObject({ name: 'RenderError' });
    await expect(choosing.choose({ mtls: 'strict' }, signal)).rejects.toMatchObject({
      name: 'RememberedError',
    });
    await choosing.choose({ via: 'manifests' }, signal);
    expect(ground.release).toMatchObject({ version: '1.1.0', source: { kind: 'own' } });
    expect(ground.unsettled).toBeUndefined();
    const next = start(directory);
    await next.choosing.settle(signal);
    expect(next.choosing.view?.via).toBe('manifests');
  });

  it('is a failure for everybody who asks at once', async () => {
    const { choosing, ground } = remembering();
    const first = choosing.settle(signal);
    const second = new Promise(setImmediate).then(() => choosing.settle(signal));
    const answers = await Promise.allSettled([first, second]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(ground.release).toBeUndefined();
  });

  it('is rendered again by istioctl, which has its release inside, also where the release has a name', async () => {
    const directory = newDirectory();
    const choices: ChoiceSpec = { via: 'istioctl', release: '1.30.3', istioctl: '/moved/istioctl' };
    saveChoices(directory, { server: 'https://fake', uid: 'uid-1' }, choices);
    await expect(start(directory).choosing.settle(signal)).rejects.toMatchObject({
      cause: { problem: { values: { tool: '/moved/istioctl' } } },
    });
  });

  it("is not what hoist's own manifests are taken for, which are no charts", async () => {
    await expect(openChosen({ via: 'istioctl', release: '1.30.3' })).rejects.toMatchObject({
      problem: { key: 'render.own-manifests', values: { release: '1.30.3' } },
    });
  });

  it('gives way to manifests where somebody says so this time', async () => {
    const { directory } = remembering();
    const said = start(directory, { via: 'manifests' });
    await said.choosing.settle(signal);
    expect(said.ground.release).toMatchObject({ version: '1.1.0', source: { kind: 'own' } });
  });
});

describe('whoever asks while somebody else does', () => {
  it('gets the answer also where the first one gives up', async () => {
    const { choosing, ground } = start(newDirectory());
    const first = new AbortController();
    const asked = choosing.settle(first.signal);
    const second = choosing.settle(signal);
    first.abort();
    await expect(asked).rejects.toThrow();
    await second;
    expect(ground.release).toMatchObject({ version: '1.1.0' });
    expect(ground.unsettled).toBeUndefined();
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
