import { describe, expect, it } from 'vitest';
import { pilotAway } from '../../source/chapter/experiment/pilot-away.ts';
import { scaledAway } from '../../source/chapter/experiment/scaled-away.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { eventually } from '../kubernetes/eventually.ts';
import { deployment, FakeCluster, standOn } from './fake-cluster.ts';

const labels = { istio: 'pilot' };
const pilot = (replicas: number, name = 'istio-pilot', namespace = 'istio-system'): KubernetesObject => ({
  ...deployment(name),
  metadata: { name, namespace, labels, uid: `uid-${name}` },
  spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels } } },
});
const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'istio-pilot-1-a',
    namespace: 'istio-system',
    labels: { ...labels, 'pod-template-hash': '1' },
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'istio-pilot-1', uid: 'r', controller: true },
    ],
  },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
};

function stand() {
  const cluster = new FakeCluster();
  cluster.put(pilot(2));
  cluster.put(pod);
  const made = standOn(cluster);
  const { ground, run, news } = made;
  const replicas = () => cluster.get(refOf(pilot(2)))?.spec.replicas;
  const keys = () =>
    news.flatMap((one) =>
      one.type === 'waiting' ? [one.why.key] : one.type === 'note' ? [one.message.key] : [],
    );
  const done = pilotAway.act(ground, run);
  done.catch(() => {});
  return { ...made, cluster, done, replicas, keys };
}

describe('pilot, while it is taken away', () => {
  it('is waited for in words, and given back as it was after a cancel', async () => {
    const { cancel, done, keys, replicas } = stand();
    await eventually(() => keys().includes('experiment.going'));
    expect(replicas()).toBe(0);
    cancel.abort();
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
    expect(replicas()).toBe(2);
    expect(keys()).toEqual(['experiment.going']);
  });

  it('that cannot be given back is told, with the line that does it', async () => {
    const { cluster, cancel, done, keys, news } = stand();
    await eventually(() => keys().includes('experiment.going'));
    cluster.before = ({ method }) => {
      if (method === 'PATCH') throw new Error('refused');
      return undefined;
    };
    cancel.abort();
    await expect(done).rejects.toThrow('refused');
    const command = 'kubectl -n istio-system scale deployment/istio-pilot --replicas=2';
    expect(news.at(-1)).toMatchObject({
      type: 'note',
      level: 'warn',
      message: { key: 'experiment.stuck', values: { command } },
    });
  });
});

describe('a pilot that is scaled to zero', () => {
  it('is named, unless another one is asked for', () => {
    expect(scaledAway([pilot(0)])?.metadata.name).toBe('istio-pilot');
    expect(scaledAway([pilot(0), pilot(1, 'istiod-canary')])).toBeUndefined();
    expect(scaledAway([pilot(1)])).toBeUndefined();
    expect(scaledAway([pilot(0, 'istio-pilot', 'mesh')])).toBeUndefined();
    expect(scaledAway([])).toBeUndefined();
  });
});
