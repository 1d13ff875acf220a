import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { scaleCommand } from '../../source/chapter/experiment/scaled-away.ts';
import { restartCommand } from '../../source/chapter/write/restart.ts';
import type { Message } from '../../source/language/message.ts';
import { translate } from '../../source/language/translate.ts';
import { type RecordEntry, SessionRecord } from '../../source/screen/export/record.ts';
import { scriptOf } from '../../source/screen/export/script.ts';
import { changesCluster } from '../../source/screen/export/writes.ts';
import { logsCommand, yamlCommand } from '../../source/screen/session/kubectl-look.ts';

const at = '2026-01-01T00:00:00Z';
const say = (message: Message) => translate('en', message);
const options = { context: 'a', namespace: 'default', release: undefined, at, say };

/** What the script makes of a shell: the words of every call of kubectl, and whether anything else was done. */
function ran(entries: readonly RecordEntry[], more = {}): { calls: string[][]; owned: boolean } {
  const directory = mkdtempSync(join(tmpdir(), 'hoist-script-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const calls = join(directory, 'calls');
  writeFileSync(calls, '');
  const recorder = `#!/bin/sh\nfor word in "$@"; do printf '%s\\037' "$word"; done >>${calls}\nprintf '\\036' >>${calls}\n`;
  writeFileSync(join(directory, 'kubectl'), recorder, { mode: 0o700 });
  const script = join(directory, 'script');
  writeFileSync(script, scriptOf(entries, { ...options, ...more }));
  execFileSync('/bin/sh', [script], {
    cwd: directory,
    env: { PATH: `${directory}:/usr/bin:/bin` },
    stdio: 'ignore',
  });
  return {
    calls: readFileSync(calls, 'utf8')
      .split('\u001e')
      .filter(Boolean)
      .map((call) => call.split('\u001f').slice(0, -1)),
    owned: existsSync(join(directory, 'owned')),
  };
}

const hostile = [
  'a; touch owned',
  'a$(touch owned)',
  'a`touch owned`',
  "a' ; touch owned; '",
  'a" ; touch owned; "',
  'a & touch owned',
  'a | kubectl delete namespace default',
  'a; do kubectl delete namespace default',
  "a'; do kubectl delete namespace default; '",
];
const broken = ['a\ntouch owned', 'a\rtouch owned\n', "a'\ntouch owned\n'"];

describe.each([...hostile, ...broken])('a name such as %j', (name) => {
  const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: name, name };

  test('is one word of what changes the cluster, or is left out', () => {
    const record = new SessionRecord();
    record.typed(at, restartCommand(ref));
    record.typed(at, scaleCommand({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name } }, 0));
    const { calls, owned } = ran(record.entries);
    expect(owned).toBe(false);
    const written = /[\r\n]/.test(name)
      ? []
      : [
          ['--context', 'a', '-n', name, 'rollout', 'restart', `deployment/${name}`],
          ['--context', 'a', '-n', 'istio-system', 'scale', `deployment/${name}`, '--replicas=0'],
        ];
    expect(calls).toEqual(written);
  });

  test('does nothing in a line that only looks', () => {
    const record = new SessionRecord();
    record.typed(at, yamlCommand(ref));
    record.typed(at, logsCommand({ namespace: name, pod: name, container: name, previous: false }));
    expect(ran(record.entries)).toEqual({ calls: [], owned: false });
  });
});

describe('what a server says of itself', () => {
  const words = "v1.14\ntouch owned\r\n'; touch owned #";

  test('stays in its comment', () => {
    const run: RecordEntry = {
      kind: 'run',
      at,
      context: words,
      server: words,
      version: words,
      release: words,
    };
    const step: RecordEntry = {
      kind: 'step',
      at,
      step: 'crds',
      title: { key: 'step.crds.title' },
      undone: false,
      commands: [`kubectl get nodes\ntouch owned`],
    };
    const choices = [{ key: 'lesson.words', values: { words: { en: words, ja: words } } }] as const;
    const chosen = { release: undefined, choice: undefined, choices };
    const { calls, owned } = ran([{ ...run, chosen }, step], { context: words, say: () => words });
    expect(owned).toBe(false);
    expect(calls).toEqual([]);
  });
});

test('a command that changes the cluster begins with the program that does it', () => {
  expect(changesCluster("helm template 'a b' --set x=y | kubectl apply -f -")).toBe(true);
  expect(changesCluster('release-1/bin/istioctl manifest generate | kubectl apply -f -')).toBe(true);
  expect(changesCluster("kubectl -n 'a b' rollout restart deployment/c")).toBe(true);
  expect(changesCluster('touch owned; kubectl apply -f x')).toBe(false);
  expect(changesCluster('kubectl apply -f x; touch owned')).toBe(false);
  expect(changesCluster('echo kubectl apply -f x')).toBe(false);
  expect(changesCluster("kubectl get pod 'x; kubectl delete namespace y'")).toBe(false);
  expect(changesCluster('kubectl apply -f x\ntouch owned')).toBe(false);
});
