import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { quoted } from '../../source/chapter/shell-line.ts';
import type { Message } from '../../source/language/message.ts';
import { translate } from '../../source/language/translate.ts';
import { type Chosen, SessionRecord } from '../../source/screen/export/record.ts';
import { scriptOf } from '../../source/screen/export/script.ts';
import { changesCluster } from '../../source/screen/export/writes.ts';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'hoist-session-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What the program asked the terminal to put into its clipboard, last. */
const clipboard = (written: string): string => {
  const found = [...written.matchAll(/\u001b\]52;c;([^\u0007]*)\u0007/g)].at(-1);
  return Buffer.from(found?.[1] ?? '', 'base64').toString('utf8');
};

describe('the command log', () => {
  test('has the line of what is looked at, as it happens, and y copies it', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    screen.press('3', 'j', 'y');
    await screen.until(/apiVersion/);
    screen.press('esc');
    await screen.until(/\$ kubectl -n istio-system get deployment grafana -o yaml/);
    screen.press('6', 'y');
    await screen.until(/Copied, if the terminal allows it: kubectl -n istio-system get/);
    expect(clipboard(screen.written)).toBe('kubectl -n istio-system get deployment grafana -o yaml');
  });

  test('y on a step copies its commands, and on a page what it is about', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('5', 'y');
    await screen.until(/Copied/);
    expect(clipboard(screen.written)).toContain('kubectl');
    screen.press('3', 'j', 'y');
    await screen.until(/apiVersion/);
    screen.press('y');
    await screen.until(/Copied, if the terminal allows it: \d+ lines/);
    expect(clipboard(screen.written)).toMatch(/^apiVersion: /);
  });

  test('is written as a file that only its owner may read, and never over another unasked', async () => {
    const path = join(directory(), 'session.sh');
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('n');
    await screen.until(/Run this step\?/);
    screen.press('y');
    await screen.until(/7\/7/);
    await screen.until(/Bookinfo answers at/);
    screen.press('S');
    await screen.until(/Write the session as a shell script/);
    screen.press('\u0015');
    screen.paste(path);
    screen.press('enter');
    await screen.until(/Written: /);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain(`context=\${CONTEXT:-'docker-desktop'}`);

    writeFileSync(path, 'mine');
    screen.press('S', '\u0015');
    screen.paste(path);
    screen.press('enter');
    await screen.until(/replaces/);
    expect(readFileSync(path, 'utf8')).toBe('mine');
    screen.press('esc');
    await screen.until((text) => !text.includes('replaces'));
    expect(readFileSync(path, 'utf8')).toBe('mine');
    screen.press('S', '\u0015');
    screen.paste(path);
    screen.press('enter');
    await screen.until(/replaces/);
    screen.press('enter');
    await screen.until(/Written: /);
    expect(readFileSync(path, 'utf8')).not.toBe('mine');
  });

  test('is written as a report, and says where it cannot be written', async () => {
    const path = join(directory(), 'report.md');
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press(':', 'report', 'enter');
    await screen.until(/Write the session as a report/);
    screen.press('\u0015');
    screen.paste(join(path, 'no', 'such', 'place'));
    screen.press('enter');
    await screen.until(/It cannot be written: ENOENT/);
    screen.press('\u0015');
    screen.paste(path);
    screen.press('enter');
    await screen.until(/Written: /);
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('# A session with hoist');
    expect(text).toMatch(/\| Install the control plane \| done \|/);
  });
});

describe('a script', () => {
  test('does what changed the cluster, and has the rest as comments', () => {
    expect(changesCluster('kubectl -n default apply -f x.yaml')).toBe(true);
    expect(changesCluster('for i in a/crd*yaml; do kubectl apply -f $i; done')).toBe(true);
    expect(changesCluster('kubectl --namespace=a scale deployment b --replicas=0')).toBe(true);
    expect(changesCluster('kubectl get pod -n istio-system --watch')).toBe(false);
    expect(changesCluster('kubectl -n apply get pods')).toBe(false);
    expect(changesCluster('istioctl proxy-status')).toBe(false);
  });

  /** A run with one step in it. */
  function ran(
    record: SessionRecord,
    {
      run = 'up',
      result = 'done',
      chosen,
    }: { run?: 'up' | 'rollback'; result?: 'done' | 'failed'; chosen?: Chosen },
  ): void {
    const at = '2026-01-01T00:00:00Z';
    const cluster = { context: 'a', server: 'b', version: 'c', uid: 'd' };
    const step = 'control-plane' as const;
    const title = { key: 'step.control-plane.title' } as const;
    record.take({ type: 'started', at, run, cluster, release: '1.1.0', steps: [step] }, chosen);
    record.take({ type: 'step-started', at, step, title, index: 1, of: 1 });
    if (run === 'up') record.take({ type: 'command', at, step, command: 'kubectl apply -f one' });
    record.take({ type: 'step-finished', at, step, result, message: title, seconds: 1 });
    record.take({
      type: 'finished',
      at,
      result,
      written: { created: 1, configured: 0, deleted: 0 },
      seconds: 1,
    });
  }
  const chosen = (directory: string): Chosen => ({
    release: { version: '1.1.0', directory },
    choice: { mtls: 'permissive', via: 'manifests', components: [], flags: ['--mtls', 'permissive'] },
    choices: [{ key: 'choice.mtls.permissive' }],
  });
  const say = (message: Message) => translate('en', message);
  const options = { context: 'a', namespace: 'default', release: undefined, at: '', say };

  test('says of each run what was chosen for it, for its files are the release as it comes', () => {
    const record = new SessionRecord();
    ran(record, { chosen: chosen('/one') });
    const words = (message: Message) =>
      message.key === 'choice.mtls.permissive' ? 'mutual TLS:\nstrict' : say(message);
    const script = scriptOf(record.entries, { ...options, say: words });
    expect(script).toContain('Istio 1.1.0\n# Choice: mutual TLS: strict\n');
    expect(script).toContain(`\nfiles=\${HOIST_FILES:-'/one'}\ncd "$files"\n`);
    expect(script).toContain('\nkubectl apply -f one\n');
  });

  test('goes to the files of each run, and lets hoist change from one release to another', () => {
    const record = new SessionRecord();
    for (const directory of ['/one', '/two', '/one']) ran(record, { chosen: chosen(directory) });
    const script = scriptOf(record.entries, options);
    expect(script.match(/^files=.*$/gm)).toEqual([
      `files=\${HOIST_FILES:-'/one'}`,
      `files=\${HOIST_FILES_2:-'/two'}`,
      `files=\${HOIST_FILES:-'/one'}`,
    ]);
    expect(script.match(/^hoist .*$/gm)?.[1]).toBe(
      'hoist up --context "$context" --namespace default --release /two --mtls permissive --to control-plane --yes',
    );
    expect(script).not.toMatch(/^kubectl apply/m);
  });

  test('leaves out what a rollback took back, and tries what had failed', () => {
    const back = new SessionRecord();
    ran(back, { result: 'failed', chosen: chosen('/one') });
    ran(back, { run: 'rollback', chosen: chosen('/one') });
    expect(scriptOf(back.entries, options)).toContain(
      'control-plane: failed, taken back\n# kubectl apply -f one\n',
    );

    const failed = new SessionRecord();
    ran(failed, { result: 'failed', chosen: chosen('/one') });
    ran(failed, { chosen: chosen('/two') });
    expect(scriptOf(failed.entries, options).match(/^hoist .*$/gm)).toEqual([
      expect.stringMatching(/--release \/one .* \|\| :$/),
      expect.stringMatching(/--release \/two .* --yes$/),
    ]);
  });

  test('tells in the language of the screen what it does', () => {
    const record = new SessionRecord();
    ran(record, { chosen: chosen('/one') });
    const japanese = (message: Message) => translate('ja', message);
    const script = scriptOf(record.entries, { ...options, say: japanese });
    const comments = script.match(/^# .*$/gm)?.join('\n');
    expect(comments).toContain('control-plane: 完了');
    expect(comments).not.toMatch(/[a-z]+ [a-z]+ [a-z]+ [a-z]+/);
  });

  test('cannot be broken by a name', () => {
    const record = new SessionRecord();
    record.typed('2026-01-01T00:00:00Z', 'kubectl get pods --watch');
    const context = "it's $(rm -rf /)";
    const text = scriptOf(record.entries, { ...options, context });
    expect(text).toContain(`context=\${CONTEXT:-${quoted(context)}}`);
    expect(quoted(context)).toBe("'it'\\''s $(rm -rf /)'");
    expect(text).toContain('\n# kubectl get pods --watch\n');
    expect(text.split('\n').filter((line) => line.includes('rm -rf') && !line.startsWith('#'))).toHaveLength(
      1,
    );
  });
});
