import { timestamp } from './clock.ts';
import type { Cluster } from './cluster.ts';
import type { Json } from './object.ts';

const podsOfNode = 110;
const podsOfNamespace = 200;
const numbered = (word: string, number: number): string => `${word}-${String(number + 1).padStart(3, '0')}`;
const taint = { key: 'dedicated', value: 'others', effect: 'NoSchedule' };

/**
 * Pods of other people: on nodes of their own that take nothing else, in namespaces of their own. They run and nothing happens to
 * them; they are there to be listed, watched and kept out of the way.
 */
export function loadOthers({ store, clock, random, client }: Cluster, count: number): void {
  const ours = client.list('v1', 'Node')[0];
  const since = timestamp(clock.now() - 60 * 60 * 1_000);
  const meta = (name: string, more: Json = {}) => ({
    name,
    uid: random.uuid(),
    creationTimestamp: since,
    ...more,
  });
  for (let node = 0; node * podsOfNode < count; node += 1) {
    const name = numbered('worker', node);
    const labels: Record<string, string> = { ...ours?.metadata.labels, 'kubernetes.io/hostname': name };
    delete labels['node-role.kubernetes.io/master'];
    delete labels['node-role.kubernetes.io/control-plane'];
    const addresses = [
      { type: 'InternalIP', address: `10.2.${node >> 8}.${node & 255}` },
      { type: 'Hostname', address: name },
    ];
    store.put('nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: meta(name, { labels }),
      spec: { taints: [taint] },
      status: { ...ours?.status, addresses },
    });
  }
  for (let space = 0; space * podsOfNamespace < count; space += 1)
    client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: numbered('team', space) } });
  for (let index = 0; index < count; index += 1) {
    const namespace = numbered('team', Math.floor(index / podsOfNamespace));
    const app = `service-${index % 20}`;
    const node = Math.floor(index / podsOfNode);
    const ip = `10.${64 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
    const condition = (type: string) => ({
      type,
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: since,
    });
    const image = `registry.example/${app}:1.${index % 7}`;
    const running = { name: 'main', state: { running: { startedAt: since } }, lastState: {}, ready: true };
    store.put('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: meta(`${app}-${random.hex(9)}-${random.suffix()}`, { namespace, labels: { app } }),
      spec: {
        containers: [{ name: 'main', image, resources: { requests: { cpu: '10m', memory: '16Mi' } } }],
        nodeName: numbered('worker', node),
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        serviceAccountName: 'default',
        tolerations: [{ ...taint, operator: 'Equal' }],
      },
      status: {
        phase: 'Running',
        conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(condition),
        hostIP: `10.2.${node >> 8}.${node & 255}`,
        podIP: ip,
        startTime: since,
        qosClass: 'Burstable',
        containerStatuses: [
          {
            ...running,
            restartCount: 0,
            image,
            imageID: `docker-pullable://${image}`,
            containerID: `docker://${random.hex(64)}`,
          },
        ],
      },
    });
  }
  // Nobody was there to watch it happen.
  store.compact();
}
