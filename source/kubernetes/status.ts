import type { Message } from '../language/message.ts';
import { groupOf, type KubernetesObject } from './object.ts';
import { sanitizeLine } from './sanitize.ts';

/**
 * Where an object stands on its way to what its spec asks for: kstatus (kubernetes-sigs/cli-utils pkg/kstatus) with four
 * corrections: a failed Pod is failed, a running Job is not done, a LoadBalancer without an address is not ready where the cluster
 * hands them out, and a custom resource without conditions is known only as applied.
 */
export interface ObjectStatus {
  phase: 'current' | 'applied' | 'inProgress' | 'failed' | 'terminating';
  /** Why it is not current. */
  why?: Message;
}

export interface StatusContext {
  /** Whether something in this cluster gives LoadBalancer Services an address; if nothing does, waiting for one is for ever. */
  loadBalancers?: boolean;
}

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

const current: ObjectStatus = { phase: 'current' };
const busy = (why: Message): ObjectStatus => ({ phase: 'inProgress', why });
const failed = (why: Message): ObjectStatus => ({ phase: 'failed', why });

function conditionOf(object: KubernetesObject, type: string): Condition | undefined {
  return (object.status?.conditions as Condition[] | undefined)?.find((condition) => condition.type === type);
}

const words = ({ reason = '', message = '' }: Condition): string =>
  sanitizeLine([reason, message].filter(Boolean).join(': '));
const said = (condition: Condition): Message => ({ key: 'status.said', values: { words: words(condition) } });

function deployment(object: KubernetesObject): ObjectStatus {
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return failed(said(progressing));
  const replicaFailure = conditionOf(object, 'ReplicaFailure');
  if (replicaFailure?.status === 'True') return busy(said(replicaFailure));
  const wanted = object.spec?.replicas ?? 1;
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = object.status ?? {};
  if (updatedReplicas < wanted)
    return busy({ key: 'status.updated', values: { ready: updatedReplicas, wanted } });
  if (replicas > updatedReplicas)
    return busy({ key: 'status.surplus', values: { count: replicas - updatedReplicas } });
  const ready = Math.min(readyReplicas, availableReplicas);
  if (ready < wanted) return busy({ key: 'status.ready', values: { ready, wanted } });
  return current;
}

function statefulSet(object: KubernetesObject): ObjectStatus {
  if (object.spec?.updateStrategy?.type === 'OnDelete') return current;
  const wanted = object.spec?.replicas ?? 1;
  const { updatedReplicas = 0, readyReplicas = 0, currentRevision, updateRevision } = object.status ?? {};
  const partition = object.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (readyReplicas < wanted) return busy({ key: 'status.ready', values: { ready: readyReplicas, wanted } });
  if (partition === 0 && currentRevision !== updateRevision) {
    return busy({ key: 'status.updated', values: { ready: updatedReplicas, wanted } });
  }
  return current;
}

function daemonSet(object: KubernetesObject): ObjectStatus {
  const {
    desiredNumberScheduled: wanted,
    updatedNumberScheduled = 0,
    numberReady = 0,
    observedGeneration,
  } = object.status ?? {};
  if (wanted === undefined || observedGeneration === undefined) return busy({ key: 'status.unseen' });
  if (updatedNumberScheduled < wanted)
    return busy({ key: 'status.updated', values: { ready: updatedNumberScheduled, wanted } });
  if (numberReady < wanted) return busy({ key: 'status.ready', values: { ready: numberReady, wanted } });
  return current;
}

function job(object: KubernetesObject): ObjectStatus {
  const failure = conditionOf(object, 'Failed');
  if (failure?.status === 'True') return failed(said(failure));
  if (conditionOf(object, 'Complete')?.status === 'True') return current;
  const { active = 0, failed: failures = 0 } = object.status ?? {};
  if (failures > 0) return busy({ key: 'status.job.retrying', values: { failures } });
  return busy(active > 0 ? { key: 'status.job.running' } : { key: 'status.unseen' });
}

function pod(object: KubernetesObject): ObjectStatus {
  const phase: string = object.status?.phase ?? 'Pending';
  if (phase === 'Succeeded') return current;
  if (phase === 'Failed') {
    const { reason, message } = object.status ?? {};
    return failed(said({ type: '', status: '', reason: reason ?? 'Failed', message }));
  }
  if (conditionOf(object, 'Ready')?.status === 'True') return current;
  const scheduled = conditionOf(object, 'PodScheduled');
  if (scheduled?.status === 'False') return busy(said(scheduled));
  return busy({ key: 'status.pod', values: { phase } });
}

function service(object: KubernetesObject, context: StatusContext): ObjectStatus {
  if (object.spec?.type !== 'LoadBalancer' || context.loadBalancers === false) return current;
  const address = object.status?.loadBalancer?.ingress?.[0];
  if (address?.ip || address?.hostname) return current;
  return busy({ key: 'status.load-balancer' });
}

function customResourceDefinition(object: KubernetesObject): ObjectStatus {
  const names = conditionOf(object, 'NamesAccepted');
  if (names?.status === 'False') return failed(said(names));
  const established = conditionOf(object, 'Established');
  if (established?.status === 'True') return current;
  if (established?.status === 'False' && established.reason !== 'Installing')
    return failed(said(established));
  return busy({ key: 'status.crd' });
}

function persistentVolumeClaim(object: KubernetesObject): ObjectStatus {
  const phase: string = object.status?.phase ?? 'Pending';
  return phase === 'Bound' ? current : busy({ key: 'status.said', values: { words: phase } });
}

function namespace(object: KubernetesObject): ObjectStatus {
  return object.status?.phase === 'Terminating'
    ? { phase: 'terminating', why: { key: 'status.terminating' } }
    : current;
}

/** What keeps a namespace from going, the worst first: most often an APIService that does not answer (istio/istio#7619). */
const whyNamespacesStay = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceFinalizersRemaining',
  'NamespaceContentRemaining',
];

function whyNamespaceStays(object: KubernetesObject): Condition | undefined {
  return whyNamespacesStay
    .map((type) => conditionOf(object, type))
    .find((condition) => condition?.status === 'True');
}

const byKind: Record<string, (object: KubernetesObject, context: StatusContext) => ObjectStatus> = {
  'apps/Deployment': deployment,
  // As servers before 1.16 still have them, and the chapter's official manifests ask for them.
  'extensions/Deployment': deployment,
  'extensions/DaemonSet': daemonSet,
  'apps/StatefulSet': statefulSet,
  'apps/DaemonSet': daemonSet,
  'batch/Job': job,
  '/Pod': pod,
  '/Service': service,
  '/Namespace': namespace,
  '/PersistentVolumeClaim': persistentVolumeClaim,
  'apiextensions.k8s.io/CustomResourceDefinition': customResourceDefinition,
};

/** Groups whose objects are done once they are stored, if their kind has no rule above. */
const isBuiltIn = (group: string) => !group.includes('.') || group.endsWith('.k8s.io');

function custom(object: KubernetesObject): ObjectStatus {
  const ready = conditionOf(object, 'Ready');
  if (!ready) return { phase: 'applied' };
  return ready.status === 'True' ? current : busy(said(ready));
}

export function statusOf(object: KubernetesObject, context: StatusContext = {}): ObjectStatus {
  const { deletionTimestamp, finalizers = [], generation } = object.metadata;
  if (deletionTimestamp) {
    const held = object.kind === 'Namespace' ? whyNamespaceStays(object) : undefined;
    const why: Message = held
      ? said(held)
      : finalizers.length > 0
        ? { key: 'status.finalizers', values: { finalizers: sanitizeLine(finalizers.join(', ')) } }
        : { key: 'status.terminating' };
    return { phase: 'terminating', why };
  }
  const observed = object.status?.observedGeneration;
  if (observed !== undefined && generation !== undefined && observed < generation)
    return busy({ key: 'status.unseen' });
  const stalled = conditionOf(object, 'Stalled');
  if (stalled?.status === 'True') return failed(said(stalled));
  const reconciling = conditionOf(object, 'Reconciling');
  if (reconciling?.status === 'True') return busy(said(reconciling));
  const group = groupOf(object.apiVersion);
  const rule = byKind[`${group}/${object.kind}`];
  if (rule) return rule(object, context);
  return isBuiltIn(group) ? current : custom(object);
}
