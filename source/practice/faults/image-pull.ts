import type { Cluster } from '../cluster.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { Fault } from './fault.ts';

/** The registry answers that too much was pulled, and the node, short of disk, has thrown away the images it had. */
export const imagePull = (cluster: Cluster, kubelet: Kubelet): Fault => ({
  on: () => {
    cluster.trouble.pullsFail = true;
    kubelet.images.clear();
  },
  off: () => {
    cluster.trouble.pullsFail = false;
  },
});
