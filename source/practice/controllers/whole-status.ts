import { timestamp } from '../clock.ts';
import type { Profile } from '../kinds/built-in.ts';
import type { Json, KubernetesObject } from '../object.ts';
import type { ContainerRun } from './container-run.ts';
import { containerStatus } from './container-status.ts';
import { imageIdOf } from './image-id.ts';
import { conditionsOf, phaseOf, qosClass } from './pod-status.ts';

export interface PodFacts {
  inits: ContainerRun[];
  containers: ContainerRun[];
  /** Milliseconds, as `now` is. */
  startTime: number;
  now: number;
  ip: string | undefined;
  hostIp: string;
  profile: Profile;
}

/** A pod's status as its kubelet writes it. */
export function wholeStatus(pod: KubernetesObject, facts: PodFacts): Json {
  const { inits, containers, startTime, now, ip, hostIp, profile } = facts;
  const runs = { inits, containers };
  const isCurrent = profile === 'current';
  const runtime = isCurrent ? 'containerd' : 'docker';
  const toStatus = (run: ContainerRun) => containerStatus(run, imageIdOf(run.spec.image, runtime), isCurrent);
  const byName = (left: Json, right: Json) => (left.name < right.name ? -1 : 1);
  const phase = phaseOf(pod, runs);
  return {
    phase,
    conditions: conditionsOf(pod.status?.conditions ?? [], runs, phase, now),
    hostIP: hostIp,
    ...(ip ? { podIP: ip } : {}),
    ...(ip && isCurrent ? { podIPs: [{ ip }], hostIPs: [{ ip: hostIp }] } : {}),
    startTime: timestamp(startTime),
    ...(inits.length ? { initContainerStatuses: inits.map(toStatus) } : {}),
    containerStatuses: containers.map(toStatus).sort(byName),
    qosClass: qosClass(pod),
  };
}
