import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { diagnoseNamespace } from '../../diagnosis/namespace.ts';
import { diagnoseProxy } from '../../diagnosis/proxy.ts';
import { diagnoseSymptom } from '../../diagnosis/symptom.ts';
import { belongsTo } from '../../istio/clean-up/ownership.ts';
import { whyPod, whyWorkload } from '../../istio/pods/why.ts';
import { type InjectionRow, injectionRows } from '../../istio/sidecar/injection-rows.ts';
import { type EventRow, eventRows } from '../../kubernetes/event-row.ts';
import type { KubernetesObject, ObjectRef } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Facts } from './facts.ts';
import { rowsOfProxies } from './proxy-rows.ts';
import type { ProxyRow } from './view.ts';

/** All that is known of how one object is doing, and why. */
export interface Insight {
  ref: ObjectRef;
  /** What it says of itself; undefined where all is well. */
  why?: Message;
  diagnoses: readonly Diagnosis[];
  proxy?: ProxyRow;
  injection?: InjectionRow;
  /** Its own and its pods', the newest last. */
  events: readonly EventRow[];
}

/** The insight into an object, by the facts alone. */
export function insightInto(ref: ObjectRef, facts: Facts, now: number): Insight {
  const { objects } = facts;
  const is = ({ metadata }: KubernetesObject) =>
    metadata.name === ref.name && (metadata.namespace ?? '') === (ref.namespace ?? '');
  const workload = [...objects.deployments, ...objects.jobs].find((one) => one.kind === ref.kind && is(one));
  const pods =
    ref.kind === 'Pod'
      ? objects.pods.filter(is)
      : workload
        ? objects.pods.filter((one) => belongsTo(one, workload))
        : [];
  const [pod] = ref.kind === 'Pod' ? pods : [];
  const why = pod
    ? whyPod(pod, objects.events)?.message
    : workload && whyWorkload(workload, pods, objects.events)?.message;
  const rows = rowsOfProxies(facts);
  const proxy =
    ref.kind === 'Pod'
      ? rows.find(({ name, namespace }) => name === ref.name && namespace === ref.namespace)
      : undefined;
  const namespace = ref.kind === 'Namespace' ? objects.namespaces.find(is) : undefined;
  const context = { pods: objects.pods, nodes: objects.nodes, events: objects.events, rows, now };
  const found = [
    why && diagnoseSymptom(why, ref),
    proxy && diagnoseProxy(proxy, context),
    namespace && diagnoseNamespace(namespace),
  ];
  const [injection] = pod ? injectionRows({ ...injectionFacts(facts), pods: [pod] }) : [];
  return {
    ref,
    ...(why ? { why } : {}),
    diagnoses: found.filter((one): one is Diagnosis => one !== undefined),
    ...(proxy ? { proxy } : {}),
    ...(injection ? { injection } : {}),
    events: eventRows(
      objects.events.filter((event) => [ref, ...pods.map(refOfPod)].some((one) => isAbout(event, one))),
    ),
  };
}

export const injectionFacts = ({
  objects: { namespaces, injectors, deployments },
}: Pick<Facts, 'objects'>) => ({
  namespaces,
  webhooks: injectors,
  deployments,
});

const refOfPod = ({ metadata }: KubernetesObject): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: metadata.namespace,
  name: metadata.name,
});

function isAbout(event: KubernetesObject, ref: ObjectRef): boolean {
  const about = event.involvedObject ?? event.regarding;
  if (about?.name !== ref.name && ref.kind === 'Deployment')
    // Events about pods that could not be created name the ReplicaSet, not its Deployment.
    return (
      about?.kind === 'ReplicaSet' &&
      about.namespace === ref.namespace &&
      about.name?.startsWith(`${ref.name}-`)
    );
  return (
    about?.kind === ref.kind && about?.name === ref.name && (about?.namespace ?? '') === (ref.namespace ?? '')
  );
}
