import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Home, launcher } from '../headless/program.ts';
import { Terminal } from '../screen/terminal.ts';

const minute = 120_000;

const lesson = `title: { en: A lesson, ja: レッスン }
steps:
  - id: colour
    title: { en: Give it a colour, ja: 色を付ける }
    text: { en: A ConfigMap., ja: ConfigMap です。 }
    manifests: [colour.yaml]
    checks:
      - exists: { apiVersion: v1, kind: ConfigMap, name: colour }
      - equals: { apiVersion: v1, kind: ConfigMap, name: colour, field: data.colour, value: blue }
  - id: room
    title: { en: Make a room, ja: 部屋を作る }
    text: { en: By hand., ja: 手で行います。 }
    commands: [kubectl create namespace room]
    checks:
      - exists: { apiVersion: v1, kind: Namespace, name: room }
`;
const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: colour }\ndata: { colour: blue }\n';

function at(home: Home, ...more: string[]): Terminal {
  writeFileSync(join(home.directory, 'colour.yaml'), manifest);
  const file = home.file('lesson.yaml', lesson);
  const none = { KUBECONFIG: '', KUBERNETES_SERVICE_HOST: '', LC_ALL: '', LC_MESSAGES: '' };
  const screen = new Terminal([launcher, '--practice', '--lesson', file, ...more], 80, 24, {
    ...none,
    HOME: home.directory,
  });
  onTestFinished(() => screen.end());
  return screen;
}

it(
  'takes a workshop through steps of its own: applied where it is asked to, done once the cluster says so',
  async () => {
    const home = new Home();
    onTestFinished(() => home.remove());
    const screen = at(home);
    await screen.until(/┏━ A lesson.*▸ · 1 Give it a colour.*not yet: configmap\/colour is there/s, minute);
    screen.press('enter');
    await screen.until(/Run this step\?.*to create: 1/s, minute);
    screen.press('n');
    await screen.until((text) => !text.includes('Run this step?'));
    screen.press('W');
    await screen.until(/▸ · 1 Give it a colour/);
    screen.press('enter');
    await screen.until(/to create: 1/, minute);
    screen.press('y');
    // It comes back to the lesson, at the step that is next.
    const text = await screen.until(
      /✔ 1 Give it a colour.*▸ · 2 Make a room.*not yet: namespace\/room/s,
      minute,
    );
    expect(text).toContain('$ kubectl create namespace room');
    screen.press('enter');
    await screen.until(/done by hand/);
    screen.press('tab');
    screen.press('shift-tab');
    await screen.until(/▸ ✔ 1 Give it a colour.*yes: configmap\/colour: data\.colour is blue/s, minute);
    screen.press('esc');
    await screen.until(/configmap\/colour -n default/);
    // What is said of hoist's list has pushed the command out of sight.
    screen.press('6', 'g');
    await screen.until(/\$ kubectl -n default apply -f /);
  },
  minute * 2,
);

it(
  'names the line of a lesson that cannot be read, and starts nothing',
  async () => {
    const home = new Home();
    onTestFinished(() => home.remove());
    const screen = at(home, '--lesson-is-none');
    expect(await screen.exited).toMatchObject({ exitCode: 2 });
    const file = home.file(
      'broken.yaml',
      'title: T\nsteps:\n  - id: a\n    title: A\n    text: x\n    checks: nothing\n',
    );
    const broken = new Terminal([launcher, '--practice', '--lesson', file], 80, 24, { HOME: home.directory });
    onTestFinished(() => broken.end());
    await broken.until(/broken\.yaml,?\s+line\s+6:\s+steps\.checks\s+must\s+be\s+a\s+list/, minute);
    broken.press('q');
    expect((await broken.exited).exitCode).not.toBe(0);
  },
  minute,
);
