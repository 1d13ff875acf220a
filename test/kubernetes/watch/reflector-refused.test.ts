import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import {
  api,
  clock,
  live,
  reflector,
  reflectorForEachTest,
  retry,
  start,
  told,
  tryAgain,
} from './reflector-bench.ts';

reflectorForEachTest();

describe('a reflector that is refused', () => {
  test('waits as long as a 429 asks', async () => {
    api.next('list', answer.tooMany(7));
    start();
    expect(await tryAgain()).toBeGreaterThanOrEqual(7000);
    await live();
    expect(api.lists).toHaveLength(2);
  });

  test('waits as long as a 429 asks when it watches, and then goes on without a list', async () => {
    api.next('watch', answer.tooMany(7));
    start();
    expect(await tryAgain()).toBeGreaterThanOrEqual(7000);
    await live();
    expect(api.lists).toHaveLength(1);
  });

  test('says which verb on which resource is forbidden, in the words of the server, and asks again slowly', async () => {
    const words = 'configmaps is forbidden: User "reader" cannot list resource "configmaps"';
    api.next('list', answer.refuse(403, 'Forbidden', words));
    start({ namespace: 'shop', slowRetry: 60_000 });
    const wait = await retry();
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(reflector.state).toEqual({
      kind: 'forbidden',
      verb: 'list',
      resource: 'configmaps',
      namespace: 'shop',
      reason: expect.objectContaining({ code: 403, message: words }),
      retryAt: clock.now() + wait,
    });
    clock.advance(wait);
    await live();
  });

  test('says when it may list but not watch', async () => {
    api.put('a');
    api.always('watch', answer.refuse(403, 'Forbidden', 'no'));
    start();
    await eventually(() => reflector.state.kind === 'forbidden');
    expect(reflector.state).toMatchObject({ verb: 'watch' });
    expect(reflector.snapshot.size).toBe(1);
  });

  test('has failed while the kind is not served, and starts to work once it is', async () => {
    api.next('list', answer.text('404 page not found\n', 404));
    start();
    const wait = await retry();
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(reflector.state).toMatchObject({ kind: 'failed', reason: { code: 404 } });
    api.put('a');
    clock.advance(wait);
    await live();
    expect(reflector.snapshot.size).toBe(1);
  });

  test('knows that no object is left when the kind is no longer served', async () => {
    api.put('a');
    start();
    await live();
    api.always('watch', answer.gone());
    api.always('list', answer.refuse(404, 'NotFound', 'the server could not find the requested resource'));
    api.cutAll();
    await tryAgain();
    await tryAgain();
    await eventually(() => reflector.state.kind === 'failed');
    expect(reflector.snapshot.size).toBe(0);
    expect(told()).toContain('deleted a');
  });

  test('forgets nothing because of a 404 from a load balancer', async () => {
    api.put('a');
    start();
    await live();
    api.always('watch', answer.gone());
    api.always('list', answer.text('<h1>Not here</h1>', 404));
    api.cutAll();
    await tryAgain();
    await tryAgain();
    await eventually(() => reflector.state.kind === 'failed');
    expect(reflector.snapshot.size).toBe(1);
  });

  test('is still connecting, and says why, while nothing has ever answered', async () => {
    api.next('list', answer.cut());
    start();
    const wait = await retry();
    expect(reflector.state).toMatchObject({
      kind: 'connecting',
      retryAt: clock.now() + wait,
      reason: { name: 'UnreachableError' },
    });
  });

  test('does not take a page of HTML for a list', async () => {
    api.next('list', answer.text('<html>please log in</html>'), answer.json({ hello: 'world' }));
    start();
    await tryAgain();
    await tryAgain();
    await live();
    expect(api.lists).toHaveLength(3);
  });
});
