import { expect, test } from 'vitest';
import { Api } from '../../../source/kubernetes/api.ts';
import { ApiError, UnreachableError } from '../../../source/kubernetes/errors.ts';
import { mergedLog } from '../../../source/kubernetes/logs/merged-log.ts';
import type { MergedLogEvent } from '../../../source/kubernetes/logs/merged-log-event.ts';
import { fastClock } from '../../sabotage/fast-clock.ts';
import { type Answer, ScriptedTransport } from '../../scripted-transport.ts';

const path = '/apis/apps/v1/namespaces/shop/deployments/web';

/** Reads the logs of a Deployment that is told of by these answers, one after another. */
async function read(...answers: Answer[]) {
  const transport = new ScriptedTransport({
    [path]: (request) => answers.shift()?.(request),
    '/api/v1/namespaces/shop/pods': () => ({ metadata: { resourceVersion: '1' }, items: [] }),
  });
  const events: MergedLogEvent[] = [];
  const query = { namespace: 'shop', workload: { resource: 'deployments', name: 'web' } } as const;
  const options = { api: new Api(transport), query, follow: false, clock: fastClock(1000) };
  for await (const batch of mergedLog({ ...options, signal: new AbortController().signal }))
    events.push(...batch);
  return { events, asked: transport.asked };
}

const selects: Answer = () => ({ spec: { selector: { matchLabels: { app: 'web' } } } });
const fails =
  (error: Error): Answer =>
  () => {
    throw error;
  };
const cut = fails(new UnreachableError('https://scripted', new Error('cut')));

test('a workload is asked for again where the answer was cut, and that is told', async () => {
  const { events, asked } = await read(cut, fails(new ApiError(503, {})), selects);
  expect(asked.filter((one) => one.endsWith(path))).toHaveLength(3);
  expect(asked.at(-1)).toContain('/pods');
  expect(events.filter((one) => one.type === 'pods' && one.state.kind === 'connecting')).toHaveLength(2);
});

test('a workload that is not there is told at once', async () => {
  await expect(read(fails(new ApiError(404, { reason: 'NotFound' })), selects)).rejects.toMatchObject({
    code: 404,
  });
});

test('a workload of which nobody ever tells is given up', async () => {
  await expect(read(...Array.from({ length: 20 }, () => cut))).rejects.toThrow('cut');
});
