import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { ApiServer } from '../../source/practice/http/server.ts';
import { makeCertificate } from '../../source/practice/tls/certificate.ts';
import { Living } from './living.ts';

let server: ApiServer | undefined;
afterEach(() => server?.close());

it('closes a connection on which no request came, without a word: an answer to nothing confuses clients', async () => {
  const certificate = makeCertificate();
  server = new ApiServer(new Living().cluster, certificate, 'token', 50);
  const { port } = new URL(await server.listen(0));
  const socket = connect({ host: '127.0.0.1', port: Number(port), ca: certificate.certificate });
  let said = '';
  socket.setEncoding('latin1').on('data', (text) => {
    said += text;
  });
  await once(socket, 'close');
  expect(said).toBe('');
});
