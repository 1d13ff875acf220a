import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { Caller } from '../contract/caller.ts';

let practice: Practice;
let caller: Caller;

beforeAll(async () => {
  practice = await startPractice({ profile: 'current', speed: 10 });
  caller = new Caller(practice.kubeconfig);
});
afterAll(async () => {
  caller.close();
  await practice.close();
});

/** Sends bytes as they are, and answers what comes back until the server has had enough. */
function raw(bytes: string): Promise<string> {
  const { port } = new URL(practice.server);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false }, () =>
      socket.end(bytes),
    );
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
    );
  });
}

it.each([
  ['what is no HTTP', 'hello\r\n\r\n'],
  ['a header without an end', `GET / HTTP/1.1\r\nX: ${'a'.repeat(100_000)}`],
  [
    'two lengths',
    'POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  ],
  ['a body that ends early', 'POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{'],
  [
    'chunks that are none',
    'POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ],
  [
    'an upgrade to nowhere',
    'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n\r\n',
  ],
])('survives %s', async (_, bytes) => {
  await raw(bytes);
  expect((await caller.get('/readyz')).body).toBe('ok');
});

it('lets nobody in without its token', async () => {
  const answer = await raw('GET /api/v1/secrets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toContain('HTTP/1.1 401 Unauthorized');
  expect(answer).toContain('"reason":"Unauthorized"');
});

it('takes no body above three megabytes', async () => {
  const data = { a: 'x'.repeat(3 * 1024 * 1024) };
  const { code, body } = await caller.post('/api/v1/namespaces/default/configmaps', {
    metadata: { name: 'big' },
    data,
  });
  expect(code).toBe(413);
  expect(body.message).toBe('Request entity too large: limit is 3145728');
});

it('reads no YAML that grows a thousandfold', async () => {
  const lines = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg'].map((pair) => [pair[0], pair[1]]))
    lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`);
  const text = `${lines.join('\n')}\nmetadata: {name: bomb}\n`;
  const { code } = await caller.call('POST', '/api/v1/namespaces/default/configmaps', {
    text,
    contentType: 'application/yaml',
  });
  expect(code).toBe(400);
});
