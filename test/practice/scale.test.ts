import { afterEach, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { Caller } from '../contract/caller.ts';
import { eventually } from '../kubernetes/eventually.ts';
import { web } from './living.ts';

let practice: Practice | undefined;
afterEach(() => practice?.close());

it.each(['apps/v1', 'extensions/v1beta1'])(
  'scales a Deployment as kubectl does, by %s',
  async (apiVersion) => {
    practice = await startPractice({ profile: 'chapter', speed: 500 });
    const { client } = practice.cluster;
    const metadata = { name: 'web', namespace: 'default' };
    client.create({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: web('web') });
    const read = () => client.get({ apiVersion: 'apps/v1', kind: 'Deployment', ...metadata });
    await eventually(() => read()?.status?.availableReplicas === 1);
    const caller = new Caller(practice.kubeconfig);
    try {
      const path = `/apis/${apiVersion}/namespaces/default/deployments/web/scale`;
      const contentType = 'application/merge-patch+json';
      const patched = await caller.call('PATCH', path, { body: { spec: { replicas: 3 } }, contentType });
      expect(patched).toMatchObject({ code: 200, body: { kind: 'Scale', spec: { replicas: 3 } } });
      await eventually(() => read()?.status?.availableReplicas === 3);
      const { body } = await caller.call('GET', path);
      expect(body.status).toEqual({ replicas: 3, selector: 'app=web' });
      const put = await caller.call('PUT', path, { body: { ...body, spec: { replicas: 1 } } });
      expect(put).toMatchObject({ code: 200, body: { spec: { replicas: 1 } } });
      await eventually(() => read()?.status?.replicas === 1);
    } finally {
      caller.close();
    }
  },
);
