import type { Cluster } from '../cluster.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { Fault } from './fault.ts';

/** The server behind the injection webhook ends whenever it is started, so nobody listens where the API server asks. */
export const deadWebhook = (cluster: Cluster, kubelet: Kubelet): Fault => ({
  on: () => {
    cluster.trouble.injectorFails = true;
    for (const { program } of [...kubelet.programs()]) program.breakInjector?.();
  },
  off: () => {
    cluster.trouble.injectorFails = false;
  },
});
