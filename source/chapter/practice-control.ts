import { clusterExtension } from '../kubernetes/connect/cluster-extension.ts';
import { KubeConfigCredentials } from '../kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../kubernetes/connect/https-transport.ts';
import { type KubeconfigOptions, loadKubeconfig } from '../kubernetes/connect/kubeconfig.ts';
import type { FaultName } from './fault-names.ts';

export interface FaultState {
  name: FaultName;
  on: boolean;
}

/** Sets up a practice cluster while it runs, beside its Kubernetes API. */
export interface PracticeControl {
  /** The path of the kubeconfig, where one was named: other terminals have to be told of it. */
  readonly kubeconfig?: string;
  faults(signal?: AbortSignal): Promise<FaultState[]>;
  /** Resolves with all of them as they are then. */
  setFault(name: FaultName, on: boolean, signal?: AbortSignal): Promise<FaultState[]>;
  close(): void;
}

/** The token goes to this machine alone, whatever a kubeconfig says. */
const onThisMachine = /^https:\/\/127\.0\.0\.1:\d+$/;

/** Where the kubeconfig leads to a practice cluster, its control; undefined for any other cluster. Throws ConfigError. */
export function practiceControl(options: KubeconfigOptions): PracticeControl | undefined {
  const config = loadKubeconfig(options);
  const server = config.getCurrentCluster()?.server ?? '';
  const said = clusterExtension(options, server, 'hoist.practice/control') as
    | { server?: unknown }
    | undefined;
  const url = said?.server;
  if (typeof url !== 'string' || !onThisMachine.test(url)) return undefined;
  const transport = new HttpsTransport(url, new KubeConfigCredentials(config, () => loadKubeconfig(options)));
  interface Answer {
    faults: FaultState[];
  }
  return {
    ...(options.kubeconfig === undefined ? {} : { kubeconfig: options.kubeconfig }),
    faults: async (signal) =>
      (await transport.json<Answer>({ method: 'GET', path: '/faults', signal })).faults,
    setFault: async (name, on, signal) => {
      const answer = await transport.json<Answer>({
        method: 'PUT',
        path: `/faults/${name}`,
        body: { on },
        signal,
      });
      return answer.faults;
    },
    close: () => transport.close(),
  };
}
