import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blueMap, Desk } from './desk.ts';

const steps = `title: { en: A lesson, ja: レッスン }
steps:
  - id: colour
    title: { en: Give it a colour, ja: 色を付ける }
    text: { en: It becomes blue., ja: 青になります。 }
    manifests: [colour.yaml]
    checks:
      - equals: { apiVersion: v1, kind: ConfigMap, name: colour, field: data.colour, value: blue }
  - id: shape
    title: { en: Give it a shape, ja: 形を付ける }
    text: { en: By hand., ja: 手で行います。 }
    hint: { en: Any shape will do., ja: 形は何でも構いません。 }
    commands: [kubectl create configmap shape]
    checks:
      - exists: { apiVersion: v1, kind: ConfigMap, name: shape }
  - id: sound
    title: { en: Give it a sound, ja: 音を付ける }
    text: { en: It is loud., ja: 音がします。 }
    manifests: [sound.yaml]
    checks:
      - exists: { apiVersion: v1, kind: ConfigMap, name: sound }
`;

describe('hoist lesson', () => {
  let desk: Desk;
  let file: string;
  beforeAll(async () => {
    desk = await Desk.start('current');
    desk.file('colour.yaml', blueMap('colour'));
    desk.file('sound.yaml', blueMap('sound'));
    file = desk.file('lesson.yaml', steps);
  });
  afterAll(() => desk.clear());
  const lesson = (...words: string[]) => desk.run('lesson', file, ...words);
  const standings = async () => {
    const { code, stdout } = await lesson('-o', 'json');
    const read = JSON.parse(stdout);
    return { code, done: read.done, steps: read.steps.map(({ standing }: { standing: string }) => standing) };
  };
  const lines = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it('says what of each step is so, and how to go on, and writes nothing', async () => {
    const { code, stdout, stderr } = await lesson();
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('1 Give it a colour (colour): to do\n');
    expect(stdout).toContain('not yet: configmap/colour: data.colour is blue. It is not there.');
    expect(stdout).toMatch(
      /Next, 1 of 3: Give it a colour\n {2}It becomes blue\.\n {2}\$ hoist lesson .* --step colour --yes\n$/,
    );
    expect(
      (await desk.connection.api.listIfServed('v1', 'ConfigMap', { namespace: 'default' })).map(
        ({ metadata }) => metadata.name,
      ),
    ).toEqual(['kube-root-ca.crt']);
    expect((await lesson('--language', 'ja')).stdout).toContain('次は 3 段階中の 1: 色を付ける');
  });

  it('does the steps up to the one that is named, and no other', async () => {
    const { code, stdout } = await lesson('--step', 'colour', '--yes', '-o', 'jsonl');
    expect(code).toBe(0);
    const events = lines(stdout);
    expect(events[0]).toMatchObject({ type: 'started', run: 'lesson', steps: ['lesson'] });
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done', written: { created: 1 } });
    expect(await standings()).toEqual({ code: 1, done: false, steps: ['reached', 'todo', 'todo'] });
    expect((await lesson('--step', '1')).code).toBe(0);
  });

  it('stops at a step by hand and says how to do it; a later one whose checks are met waits for it', async () => {
    await desk.byOthers('sound', 'default', { of: 'others' });
    expect(await standings()).toEqual({ code: 1, done: false, steps: ['reached', 'todo', 'early'] });
    expect((await lesson()).stdout).toContain('3 Give it a sound (sound): met already, counts after step 2');
    const { code, stdout } = await lesson('--yes');
    expect(code).toBe(1);
    expect(stdout).toContain('Stopped: a step is not done yet.');
    expect(stdout).toContain('[1/2] Give it a shape');
    expect(stdout).toContain('Next, 2 of 3: Give it a shape');
    expect(stdout).toContain('$ kubectl create configmap shape');
    expect(stdout).toContain('Nothing was written.');
  });

  it('goes on from there once that is done, whoever did it, to the end', async () => {
    await desk.byOthers('shape', 'default', { of: 'others' });
    expect(await standings()).toEqual({ code: 0, done: true, steps: ['reached', 'reached', 'reached'] });
    const { code, stdout } = await lesson('--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('Done: every step that was asked for is done.');
    expect((await lesson()).stdout).toContain('Every step of the lesson is done.');
  });

  it('begins anew where that is said, and after an uninstall', async () => {
    const anew = JSON.parse((await lesson('--anew', '--step', '2', '-o', 'json')).stdout);
    expect(anew.done).toBe(true);
    await desk.connection.api.delete(
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'sound', namespace: 'default' },
      {},
    );
    expect((await standings()).done).toBe(true);
    await lesson('--anew');
    expect(await standings()).toEqual({ code: 1, done: false, steps: ['reached', 'reached', 'todo'] });
    expect((await lesson('--yes')).code).toBe(0);
    const down = await desk.run('down', '--yes', '-o', 'jsonl');
    expect(lines(down.stdout).at(-1)).toMatchObject({ result: 'done', written: { deleted: 2 } });
    expect(await standings()).toEqual({ code: 1, done: false, steps: ['todo', 'early', 'todo'] });
  });

  it('takes what cannot be meant for wrong usage, in words and as JSON', async () => {
    expect(await lesson('--step', 'smell')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/has no step smell\. It has: colour, shape, sound\./),
    });
    const { code, stdout } = await desk.run('lesson', desk.file('none.yaml', 'title: T\n'), '-o', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({ exitCode: 2, messageKey: 'lesson.wrong' });
    expect(await desk.run('lesson')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('hoist lesson FILE'),
    });
    expect((await lesson('--yes', '--read-only')).code).toBe(2);
  });

  it('comes to a cluster that is gone, and says so', async () => {
    const gone = desk.file(
      'gone.yaml',
      'apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts: [{name: a, context: {cluster: a, user: a}}]\nclusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]\nusers: [{name: a, user: {}}]\n',
    );
    expect((await lesson('--kubeconfig', gone)).code).toBe(4);
    expect((await lesson('--kubeconfig', gone, '--yes')).code).toBe(4);
  });
});
