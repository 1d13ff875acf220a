import { describe, expect, it } from 'vitest';
import { refOf } from '../../source/practice/client.ts';
import type { Cluster } from '../../source/practice/cluster.ts';
import type { Json } from '../../source/practice/object.ts';
import { StatusError } from '../../source/practice/status-error.ts';
import { named, refusal, start } from './bare-cluster.ts';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image: 'web:1' }] },
};

describe('what a cluster has from the start', () => {
  it('is the chapter’s world, or today’s', () => {
    const names = (cluster: Cluster) =>
      cluster.client.list('v1', 'Namespace').map(({ metadata }) => metadata.name);
    expect(names(start().cluster)).toEqual([
      'default',
      'docker',
      'kube-node-lease',
      'kube-public',
      'kube-system',
      'squash-debugger',
    ]);
    const { cluster } = start({ profile: 'current' });
    expect(names(cluster)).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
    const [node] = cluster.client.list('v1', 'Node');
    expect(node).toMatchObject({
      metadata: { name: 'docker-desktop' },
      status: { nodeInfo: { kubeletVersion: 'v1.34.0' } },
    });
  });

  it('gives service accounts a token where the version does, and every namespace the certificate where it does', () => {
    const old = start({ authority: 'PEM' }).cluster.client;
    const [account] = old.list('v1', 'ServiceAccount', { namespace: 'default' });
    const [token] = old.list('v1', 'Secret', { namespace: 'default' });
    expect(account?.secrets).toEqual([{ name: token?.metadata.name }]);
    expect(token).toMatchObject({
      type: 'kubernetes.io/service-account-token',
      data: { 'ca.crt': 'UEVN', namespace: 'ZGVmYXVsdA==' },
    });
    const { client } = start({ profile: 'current', authority: 'PEM' }).cluster;
    expect(client.list('v1', 'Secret')).toEqual([]);
    const root = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'kube-root-ca.crt' };
    client.delete(root);
    expect(client.get(root)?.data).toEqual({ 'ca.crt': 'PEM' });
  });

  it('is the same for the same seed, and another for another', () => {
    const uids = (seed: number) =>
      start({ seed })
        .cluster.client.list('v1', 'Namespace')
        .map(({ metadata }) => metadata.uid);
    expect(uids(1)).toEqual(uids(1));
    expect(uids(1)).not.toEqual(uids(2));
  });
});

describe('admission', () => {
  it('sees a write after defaulting, may change it, and may refuse it', () => {
    const { cluster } = start();
    cluster.api.admit(({ operation, resource, object }) => {
      if (operation !== 'CREATE' || resource.key !== 'configmaps') return;
      if (object.metadata.name === 'no') throw new StatusError(403, 'Forbidden', 'not this one');
      object.data = { ...object.data, admitted: 'yes' };
    });
    expect(cluster.client.create(named('v1', 'ConfigMap', 'yes')).data).toEqual({ admitted: 'yes' });
    expect(refusal(() => cluster.client.create(named('v1', 'ConfigMap', 'no'))).message).toBe('not this one');
  });
});

describe('pods', () => {
  it('that a kubelet has are given time to go; others go at once', () => {
    const { cluster } = start();
    const pod = (name: string, more: object = {}) =>
      named('v1', 'Pod', name, { spec: { ...template.spec, ...more } });
    cluster.client.create(pod('waiting'));
    cluster.client.create(pod('running', { nodeName: 'docker-desktop' }));
    const [waiting, running] = [pod('waiting'), pod('running')].map(refOf) as [Json, Json];
    cluster.client.delete(waiting);
    cluster.client.delete(running);
    expect(cluster.client.get(waiting)).toBeUndefined();
    expect(cluster.client.get(running)?.metadata).toMatchObject({
      deletionGracePeriodSeconds: 30,
      deletionTimestamp: '2026-11-22T10:00:30Z',
    });
    cluster.client.delete(running, { gracePeriodSeconds: 0 });
    expect(cluster.client.get(running)).toBeUndefined();
  });
});
