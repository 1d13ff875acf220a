import { once } from 'node:events';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultNames as names } from '../../source/chapter/fault-names.ts';
import { practiceControl } from '../../source/chapter/practice-control.ts';
import { faultNames } from '../../source/practice/faults/fault-name.ts';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { Home, hoist, program, start } from '../headless/program.ts';
import { web } from './living.ts';

it('is known by the same names to those who ask for faults and to those who make them', () => {
  expect(names).toEqual(faultNames);
});

describe('hoist practice fault, in another terminal', () => {
  let home: Home;
  let serving: ReturnType<typeof start>;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    home = new Home();
    serving = start([program, 'practice', '--practice-fault', 'forbidden'], home.environment);
    const stdout = serving.child.stdout;
    if (!stdout) throw new Error('no output');
    const [path] = await once(createInterface(stdout), 'line');
    environment = { ...home.environment, KUBECONFIG: path };
  });
  afterAll(async () => {
    serving.child.kill('SIGINT');
    await serving.ended;
    home.remove();
  });
  const run = (...args: string[]) => hoist(args, environment);

  it('lists what can go wrong, and what does', async () => {
    const { code, stdout } = await run('practice', 'fault');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^image-pull +off {2}/m);
    expect(stdout).toMatch(/^forbidden +ON {3}/m);
  });

  it('is in effect: check says what may not be written, and not once it is off', async () => {
    const refused = await run('check');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('customresourcedefinitions');
    expect(await run('practice', 'fault', 'forbidden', 'off')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('check')).toMatchObject({ code: 0 });
  });

  it('can end what made the API server unreachable', async () => {
    await run('practice', 'fault', 'api-down', 'on');
    expect(await run('check')).toMatchObject({ code: 4, stderr: expect.stringContaining('ECONNREFUSED') });
    await run('practice', 'fault', 'api-down', 'off');
    expect(await run('check')).toMatchObject({ code: 0 });
  });

  it('says of any other cluster that it is none to be broken', async () => {
    const other = home.kubeconfig('https://127.0.0.1:1');
    const { code, stderr } = await run('practice', 'fault', 'forbidden', 'on', '--kubeconfig', other);
    expect(code).toBe(2);
    expect(stderr).toContain('does not lead to a practice cluster');
  });
});

describe('the control server', () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await startPractice({ profile: 'chapter', logRate: 100, speed: 20 });
  });
  afterAll(() => practice.close());

  const ask = (method: string, path: string, body?: unknown, token = practice.token) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const url = new URL(path, practice.control);
      const headers = { authorization: `Bearer ${token}` };
      const asking = request(url, { method, headers, ca: practice.certificate }, async (answer) => {
        let text = '';
        for await (const chunk of answer.setEncoding('utf8')) text += chunk;
        resolve({ status: answer.statusCode ?? 0, body: text });
      });
      asking.on('error', reject);
      asking.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    });

  it.each([
    ['GET', '/faults', undefined, 401, 'wrong'],
    ['GET', '/', undefined, 404],
    ['GET', '/__proto__', undefined, 404],
    ['POST', '/faults', undefined, 405],
    ['PUT', '/faults/none', { on: true }, 400],
    ['PUT', '/faults/conflict', { on: 'yes' }, 400],
    ['PUT', '/faults/conflict', '{"on":', 400],
    ['PUT', '/faults/conflict', '[]', 400],
    ['PUT', '/log-rate', { linesPerSecond: 50_001 }, 400],
    ['PUT', '/log-rate', { linesPerSecond: -1 }, 400],
    ['PUT', '/log-rate/default/nobody', { linesPerSecond: 1 }, 404],
  ])('answers %s %s with %j by %i', async (method, path, body, status, token = practice.token) => {
    expect((await ask(method, path, body, token)).status).toBe(status);
  });

  it('sets the rate of all logs, and that of one pod by its annotation', async () => {
    expect(JSON.parse((await ask('GET', '/log-rate')).body)).toEqual({ linesPerSecond: 100 });
    practice.cluster.client.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'talker', namespace: 'default' },
      spec: web('talker').template.spec,
    });
    await ask('PUT', '/log-rate', { linesPerSecond: 0 });
    await ask('PUT', '/log-rate/default/talker', { linesPerSecond: 20_000 });
    const pod = () =>
      practice.cluster.client.get({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'talker' });
    expect(pod()?.metadata.annotations).toEqual({ 'practice.hoist/log-lines-per-second': '20000' });
    const lines = await follow('/api/v1/namespaces/default/pods/talker/log?follow=true', 5_000);
    const numbers = lines.map((line) => Number(/request (\d+) /.exec(line)?.[1]));
    // Every line, in its order: none lost, none twice.
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  /** As many lines as are wanted; asked again until the container has begun. */
  const follow = (path: string, wanted: number): Promise<string[]> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${practice.token}` };
      const attempt = () =>
        request(new URL(path, practice.server), { headers, ca: practice.certificate }, (answer) => {
          if (answer.statusCode !== 200) {
            answer.resume().on('end', () => setTimeout(attempt, 20));
            return;
          }
          const lines: string[] = [];
          createInterface(answer).on('line', (line) => {
            lines.push(line);
            if (lines.length === wanted) {
              answer.destroy();
              resolve(lines);
            }
          });
        })
          .on('error', reject)
          .end();
      attempt();
    });

  it('is found by the kubeconfig alone, and by none that points elsewhere', async () => {
    const control = practiceControl({ kubeconfig: practice.kubeconfig });
    expect((await control?.faults())?.map(({ name }) => name)).toEqual(faultNames);
    control?.close();
    const home = new Home();
    expect(practiceControl({ kubeconfig: home.kubeconfig('https://127.0.0.1:1') })).toBeUndefined();
    home.remove();
  });
});
