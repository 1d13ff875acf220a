import { randomBytes } from 'node:crypto';
import { Cluster, type ClusterOptions } from './cluster.ts';
import { startLife } from './controllers/life.ts';
import { ApiServer } from './http/server.ts';
import { writeKubeconfig } from './kubeconfig-file.ts';
import type { Store } from './store/store.ts';
import { exec } from './streams/exec.ts';
import { logs } from './streams/log.ts';
import { NodePorts } from './streams/node-ports.ts';
import { portForward } from './streams/port-forward.ts';
import { makeCertificate } from './tls/certificate.ts';

export interface PracticeOptions extends ClusterOptions {
  /** 0, or nothing, takes a free one. */
  port?: number;
}

export interface Practice {
  /** The path of a kubeconfig that reaches this cluster; gone after `close`. */
  kubeconfig: string;
  server: string;
  cluster: Cluster;
  store: Store;
  /** For subresources that speak other protocols, and for what is to be refused. */
  api: ApiServer;
  close(): Promise<void>;
}

/** Starts a practice cluster that kubectl, helm and this program reach like any other. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const certificate = makeCertificate();
  const cluster = new Cluster({ ...options, authority: certificate.certificate });
  const { kubelet, nodePortsInstead } = startLife(cluster);
  const token = randomBytes(24).toString('hex');
  const api = new ApiServer(cluster, certificate, token);
  api.router.connect('pods', 'log', logs(kubelet));
  api.router.connect('pods', 'exec', exec(kubelet));
  api.router.connect('pods', 'portforward', portForward(kubelet));
  const server = await api.listen(options.port ?? 0);
  cluster.run(() => new NodePorts(cluster, kubelet, nodePortsInstead));
  const file = writeKubeconfig(server, certificate.certificate, token, 'practice');
  let closing: Promise<void> | undefined;
  const close = async () => {
    file.remove();
    cluster.stop();
    await api.close();
  };
  return {
    kubeconfig: file.path,
    server,
    cluster,
    store: cluster.store,
    api,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
