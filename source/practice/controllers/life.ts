import type { Cluster } from '../cluster.ts';
import { Mesh } from '../istio/mesh.ts';
import { programsOf } from '../istio/programs.ts';
import { AutoscalerController } from './autoscalers.ts';
import { CronJobController } from './cron-jobs.ts';
import { DaemonSetController } from './daemon-sets.ts';
import { DeploymentController } from './deployments.ts';
import { DisruptionBudgetController } from './disruption-budgets.ts';
import { EndpointsController } from './endpoints.ts';
import { JobController } from './jobs.ts';
import { Kubelet } from './kubelet.ts';
import { ReplicaSetController } from './replica-sets.ts';
import { Scheduler } from './scheduler.ts';
import { serviceAccountMount } from './service-account-mount.ts';
import { serviceAddresses } from './service-addresses.ts';
import { StatefulSetController } from './stateful-sets.ts';
import { webhookAdmission } from './webhooks.ts';
import { whenValid } from './when-valid.ts';

export interface Life {
  kubelet: Kubelet;
  mesh: Mesh;
  /** Node ports that somebody else on this machine has, with those that take their place. */
  nodePortsInstead: Map<number, number>;
}

/** Starts all that makes a cluster more than a store of objects: controllers, scheduler, kubelet, admission, and what runs in pods. */
export function startLife(cluster: Cluster): Life {
  const mesh = new Mesh(cluster);
  const kubelet = new Kubelet(cluster, programsOf(mesh));
  mesh.attach(kubelet);
  const nodePortsInstead = new Map<number, number>();
  // Before what asks whether a Job is whole: it gets its selector from this one.
  cluster.run((one) => new JobController(one));
  const plugins = [
    serviceAccountMount(cluster),
    serviceAddresses(cluster, nodePortsInstead),
    // After the token is mounted, as the real ones are ordered: the injector mounts it in what it adds.
    webhookAdmission(cluster, kubelet),
  ];
  cluster.api.admit(whenValid(cluster, plugins));
  cluster.run(() => kubelet);
  cluster.run((one) => new DeploymentController(one));
  cluster.run((one) => new ReplicaSetController(one));
  cluster.run((one) => new DaemonSetController(one));
  cluster.run((one) => new StatefulSetController(one));
  cluster.run((one) => new CronJobController(one));
  cluster.run((one) => new AutoscalerController(one));
  cluster.run((one) => new DisruptionBudgetController(one));
  cluster.run((one) => new EndpointsController(one));
  cluster.run((one) => new Scheduler(one));
  return { kubelet, mesh, nodePortsInstead };
}
