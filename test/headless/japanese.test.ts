import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, type Behaviour, FakeApiServer } from '../kubernetes/fake-api-server.ts';
import { Terminal } from '../screen/terminal.ts';
import { Home, hoist, program } from './program.ts';

let home: Home;
let server: FakeApiServer;
beforeEach(async () => {
  home = new Home();
  server = await FakeApiServer.start();
});
afterEach(async () => {
  await server.close();
  home.remove();
});

/** Node has this to say of a connection that is cut, in whatever language is asked for. */
const ofNode = /socket hang up/g;
/** What is to be typed stands between quotes, and is the same in every language. */
const quoted = /"[^"]*"/g;

/** Three words of English in a row are a sentence of ours that nobody has translated; names and terms come alone or in twos. */
const englishIn = (text: string) =>
  text
    .replace(ofNode, '')
    .replace(quoted, '')
    .match(/[A-Za-z]+(?: [A-Za-z]+){2,}/g) ?? [];

const isNotJson: Behaviour = answer.text('<html>');
const servers: [string, Behaviour, RegExp][] = [
  ['that answers in HTML', isNotJson, /JSON ではありません/],
  ['that answers null', answer.json(null), /オブジェクトではありません/],
  ['that answers with another JSON', answer.json({ hello: 'there' }), /オブジェクトではありません/],
  ['that knows nothing of Kubernetes', answer.text('', 404), /404|\/api\/v1 がありません/],
  ['that gives no reason', answer.text('', 502), /理由を示さずに 502/],
  ['that forbids without a word', answer.text('', 403), /理由を示さずに 403/],
  ['that cuts before it answers', answer.cut(), /切断されました/],
  ['that cuts within its answer', answer.pieces(['{"kind":'], 'cut'), /切断されました/],
];
/** Nobody waits for these longer than they are told to. */
const silentServers: [string, Behaviour][] = [
  ['that goes half open', answer.silent()],
  ['that never answers', answer.hang()],
];

describe('a Japanese run against a server', () => {
  const run = async (args: string, kubeconfig: string, LANG = 'ja_JP.UTF-8') => {
    const words = [...args.split(' '), '--kubeconfig', kubeconfig];
    const { stdout, stderr } = await hoist(words, { ...home.environment, LANG });
    return stdout + stderr;
  };
  const misbehave = (behaviour: Behaviour) => {
    for (const verb of ['list', 'watch', 'other'] as const) server.always(verb, behaviour);
    return home.kubeconfig(server.url);
  };

  test.each(servers)('%s says what happened without an English sentence', async (_, behaviour, said) => {
    const kubeconfig = misbehave(behaviour);
    const commands = ['check', 'status', 'audit'];
    const told = await Promise.all(commands.map((command) => run(command, kubeconfig)));
    for (const [index, text] of told.entries()) {
      expect(text, commands[index]).toMatch(said);
      expect(text, commands[index]).not.toMatch(/hoist の内部で問題/);
      expect(englishIn(text), commands[index]).toEqual([]);
    }
  });

  test.each(silentServers)('%s says so without an English sentence', async (_, behaviour) => {
    const kubeconfig = misbehave(behaviour);
    const looked = await run('check --timeout 1s', kubeconfig);
    expect(looked).toMatch(/秒以内に応答がありません/);
    // Also what a run asks before its first step has that time and no more.
    const ran = await run('down --yes --timeout 1s', kubeconfig);
    expect(ran).toMatch(/への応答が 1 秒以内に届きませんでした/);
    expect(englishIn(looked + ran)).toEqual([]);
  });

  test('that is not there says so without an English sentence', async () => {
    const none = createServer();
    await new Promise<void>((resolve) => none.listen(0, '127.0.0.1', resolve));
    const { port } = none.address() as { port: number };
    await new Promise((resolve) => none.close(resolve));
    const text = await run('check', home.kubeconfig(`http://127.0.0.1:${port}`));
    expect(text).toContain('ECONNREFUSED');
    expect(englishIn(text)).toEqual([]);
  });

  test('whose kubeconfig gets its credentials from a tool with a broken answer says so', async () => {
    const exec = '{apiVersion: client.authentication.k8s.io/v1, command: echo, args: [no-json]}';
    const text = await run('check', home.kubeconfig(server.url, `{exec: ${exec}}`));
    expect(text).toContain('認証情報を取得できません: 応答が JSON ではありません');
    expect(englishIn(text)).toEqual([]);
  });

  test('is drawn without an English sentence too', async () => {
    const screen = new Terminal([program], 120, 36, {
      HOME: home.directory,
      KUBECONFIG: misbehave(isNotJson),
      LANG: 'ja_JP.UTF-8',
    });
    try {
      await screen.until(/JSON ではありません/);
      expect(englishIn(screen.text)).toEqual([]);
    } finally {
      await screen.end();
    }
  });

  test('would show an English sentence if there were one: the English run has many', async () => {
    expect(englishIn(await run('check', misbehave(isNotJson), 'C.UTF-8')).length).toBeGreaterThan(2);
  });
});
