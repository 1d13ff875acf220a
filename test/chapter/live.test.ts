import { expect, it, onTestFinished } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { LiveFacts } from '../../source/chapter/observe/live.ts';
import type { ApiRequest, Transport } from '../../source/kubernetes/connect/transport.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { eventually } from '../kubernetes/eventually.ts';
import { listByJson } from '../list-by-json.ts';

it('calls nothing live of which it has heard nothing', () => {
  const { freshness, pilotsFreshness } = new LiveFacts({} as Ground, () => {}).facts();
  const states = new Set([...Object.values(freshness), pilotsFreshness].map(({ state }) => state));
  expect(states).toEqual(new Set(['connecting']));
});

it('takes a kind whose CRD is not served yet for one without objects, as it is', async () => {
  const gateways: ApiRequest[] = [];
  const answers = {
    json: async (request: ApiRequest) => {
      if (request.path.includes('customresourcedefinitions'))
        return {
          metadata: { resourceVersion: '1' },
          items: [{ metadata: { name: 'gateways.networking.istio.io', uid: 'u', resourceVersion: '1' } }],
        };
      if (request.path.includes('networking.istio.io')) {
        gateways.push(request);
        throw new ApiError(404, { message: '404 page not found' });
      }
      return { metadata: { resourceVersion: '1' }, items: [] };
    },
    stream: async () => ({
      async *[Symbol.asyncIterator]() {
        await new Promise(() => {});
      },
    }),
  };
  const transport = { ...answers, list: listByJson(answers as unknown as Transport) };
  const connection = { api: { transport }, transport, pin: async () => ({ uid: 'u' }) };
  const live = new LiveFacts({ connection, namespace: 'default' } as unknown as Ground, () => {});
  onTestFinished(() => live.stop());
  live.start();
  // Once in each version that the kind may be served in.
  await eventually(() => gateways.length === 3);
  await eventually(() => live.facts().freshness.crds.state === 'live');
  expect(live.facts().freshness.gateways.state).toBe('live');
});
