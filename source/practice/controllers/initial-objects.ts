import { timestamp } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import { versions } from '../http/version.ts';
import type { Profile } from '../kinds/built-in.ts';
import type { Json, KubernetesObject } from '../object.ts';

const day = 24 * 60 * 60 * 1_000;

const namespaces: Record<Profile, string[]> = {
  // As Docker Desktop of that time has them, with what the chapter's author had installed.
  chapter: ['default', 'docker', 'kube-node-lease', 'kube-public', 'kube-system', 'squash-debugger'],
  current: ['default', 'kube-node-lease', 'kube-public', 'kube-system'],
};

const nodeName = 'docker-desktop';

function nodeLabels(profile: Profile): Record<string, string> {
  const common = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': nodeName,
    'kubernetes.io/os': 'linux',
  };
  return profile === 'chapter'
    ? { ...common, 'node-role.kubernetes.io/master': '' }
    : {
        ...common,
        'node-role.kubernetes.io/control-plane': '',
        'node.kubernetes.io/exclude-from-external-load-balancers': '',
      };
}

function nodeInfo(profile: Profile): Json {
  const { gitVersion } = versions[profile];
  const chapter = profile === 'chapter';
  return {
    machineID: '',
    systemUUID: '6a3b4f0e-0000-0000-8e1f-3a6c5c9d7b20',
    bootID: '0c6f4f7e-2f6a-4b55-9a53-6f1f3a1e9d11',
    kernelVersion: chapter ? '4.9.184-linuxkit' : '6.10.14-linuxkit',
    osImage: 'Docker Desktop',
    containerRuntimeVersion: chapter ? 'docker://19.3.2' : 'docker://28.3.2',
    kubeletVersion: gitVersion,
    kubeProxyVersion: chapter ? gitVersion : '',
    operatingSystem: 'linux',
    architecture: 'amd64',
  };
}

const conditions: [type: string, status: string, reason: string, message: string][] = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
];

function node(profile: Profile, since: string, now: string): KubernetesObject {
  // What the chapter asks of Docker Desktop is 2 CPUs and 4 GiB; Istio's demo fits into 8 GiB with room for Bookinfo.
  const resources = {
    cpu: '4',
    'ephemeral-storage': '61255492Ki',
    'hugepages-2Mi': '0',
    memory: '8148424Ki',
    pods: '110',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: nodeName,
      labels: nodeLabels(profile),
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: profile === 'chapter' ? {} : { podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24'] },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: conditions.map(([type, status, reason, message]) => ({
        type,
        status,
        lastHeartbeatTime: now,
        lastTransitionTime: since,
        reason,
        message,
      })),
      addresses: [
        // What listens on a node port of this cluster listens on this machine.
        { type: 'InternalIP', address: '127.0.0.1' },
        { type: 'Hostname', address: nodeName },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(profile),
    },
  };
}

/** What a cluster has before its user has done anything; 14 days old, as the chapter's. */
export function makeInitialObjects(cluster: Cluster): void {
  const { store, profile, clock, random } = cluster;
  const now = clock.now();
  const since = timestamp(now - 14 * day);
  const put = (resource: string, object: KubernetesObject) =>
    store.put(resource, {
      ...object,
      metadata: { ...object.metadata, uid: random.uuid(), creationTimestamp: since },
    });
  for (const name of namespaces[profile])
    put('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        ...(profile === 'current' ? { labels: { 'kubernetes.io/metadata.name': name } } : {}),
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  put('nodes', node(profile, since, timestamp(now)));
  put('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      clusterIP: '10.96.0.1',
      ...(profile === 'current'
        ? {
            clusterIPs: ['10.96.0.1'],
            internalTrafficPolicy: 'Cluster',
            ipFamilies: ['IPv4'],
            ipFamilyPolicy: 'SingleStack',
          }
        : {}),
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  });
  put('endpoints', {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'kubernetes', namespace: 'default' },
    subsets: [
      { addresses: [{ ip: '192.168.65.3' }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] },
    ],
  });
  put('storageclasses.storage.k8s.io', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'hostpath', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'docker.io/hostpath',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  });
}
