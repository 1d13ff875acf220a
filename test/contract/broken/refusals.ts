import { beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from '../bench.ts';
import { deployment } from '../objects.ts';
import { configMaps, deployments, namespace, root } from '../places.ts';
import answers from './answers.json' with { type: 'json' };
import { bodies } from './bodies.ts';
import { names } from './names.ts';
import { objects } from './objects.ts';
import { paths } from './paths.ts';
import { queries } from './queries.ts';
import type { Broken } from './request.ts';
import { writes } from './writes.ts';

const parts: Record<string, Broken[]> = { bodies, names, objects, paths, queries, writes };
/** What 1.20.2 said, and what 1.34.4 says where that is something else. */
const known: Record<string, string | [then: string, now: string]> = answers as never;

/** Every broken request gets the code and the reason that a real server was seen to give. */
export function refusals({ caller, traits }: Bench): void {
  const setUp = async () => {
    await caller.post(configMaps, { metadata: { name: 'whole' }, data: { a: '1' } });
    await caller.post(deployments, deployment('whole'));
  };
  const answerTo = async ({ path, apps, ...request }: Broken): Promise<string> => {
    const above = apps ? `/apis/apps/v1/namespaces/${namespace}` : root;
    const { method } = request;
    const { code, body } = await caller.call(
      method,
      path.startsWith('//') ? path.slice(1) : above + path,
      request,
    );
    // What was taken after all is taken back.
    if (method === 'POST' && code === 201 && body.kind === 'ConfigMap' && body.metadata.name !== 'whole')
      await caller.delete(`${configMaps}/${body.metadata.name}`);
    if (method === 'DELETE' && code === 200) await setUp();
    return `${code} ${body?.reason ?? ''}`.trim();
  };
  const expected = (words: string) => {
    const answer = known[words];
    return typeof answer === 'object' ? answer[traits.minor < 33 ? 0 : 1] : answer;
  };

  describe('broken requests', () => {
    beforeAll(setUp);
    it.each(Object.entries(parts))('are refused as they should be: %s', async (_, requests) => {
      const given: Record<string, string> = {};
      for (const request of requests) given[request.words] = await answerTo(request);
      expect(given).toEqual(Object.fromEntries(requests.map(({ words }) => [words, expected(words)])));
    });
  });
}
