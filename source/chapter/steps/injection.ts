import { injectionLabel, revisionLabel, systemNamespace } from '../../istio/names.ts';
import { injectorProblem, isInjectionOn, podsWithoutSidecar } from '../../istio/sidecar/injection.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import type { ObjectRef } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { PlanItem } from '../chapter.ts';
import type { Ground } from '../ground.ts';
import { endOf } from '../journal/write-end.ts';
import type { Facts } from '../observe/facts.ts';
import { lookAtFacts } from '../observe/look.ts';
import { type Step, StepFailed, type StepRun, type Verdict } from '../step.ts';
import { recordedWrite } from '../write/recorded-write.ts';

/** Milliseconds. */
const longestWait = 300_000;
const rhythm = 1000;

const injectorSelector = (release: Ground['release']) =>
  release?.era === 'istiod' ? 'app=istiod' : 'istio=sidecar-injector';

const refOfNamespace = (ground: Ground): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  name: ground.namespace,
});

/** Step 5: switch injection on for the application's namespace, once the injector can do its part. */
export const injection: Step = {
  id: 'injection',
  writes: true,
  title: { key: 'step.injection.title' },
  undoTitle: { key: 'step.injection.undo' },
  explain: { key: 'step.injection.explain' },
  hint: { key: 'step.injection.hint' },
  commands: ({ namespace, release }) => [
    `kubectl -n ${systemNamespace} get deployment -l ${injectorSelector(release)}`,
    `kubectl label namespace ${namespace} ${injectionLabel}=enabled --overwrite`,
    `kubectl get namespace -L ${injectionLabel}`,
  ],
  undoCommands: ({ namespace }) => [`kubectl label namespace ${namespace} ${injectionLabel}-`],
  plan: (ground, signal) => planLabel(ground, 'enabled', signal),
  planUndo: (ground, signal) => planLabel(ground, undefined, signal),
  act,

  async undo(ground, run) {
    const written = await label(ground, null, run);
    return {
      key: written ? 'step.injection.undone' : 'step.injection.off',
      values: { namespace: ground.namespace },
    };
  },

  reads: ['namespaces', 'deployments', 'injectors', 'endpoints'],
  verify(facts, ground): Verdict {
    const values = { namespace: ground.namespace };
    if (!isInjectionOn(labelsOf(facts, ground), facts.objects.injectors))
      return { state: 'todo', message: { key: 'step.injection.off', values } };
    const problem = injectorProblem(injectorFacts(facts, ground));
    if (problem) return { state: 'problem', message: problem };
    return { state: 'done', message: { key: 'step.injection.done', values } };
  },
};

/**
 * As the cluster is once the injector's Service has the addresses of its pods, or is not going to have them: they are written by a
 * controller that may be behind, by minutes where the API server was away.
 */
async function withAddresses(ground: Ground, run: StepRun): Promise<Facts> {
  const late = Date.now() + longestWait;
  for (let told = false; ; told = true) {
    const facts = await lookAtFacts(ground, run.signal, { requested: false });
    const why = injectorProblem(injectorFacts(facts, ground));
    const object = serviceOf(why);
    if (!why || !object || Date.now() > late) return facts;
    if (!told) run.emit({ type: 'waiting', object, why });
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}

/** The Service that has no address although its pods are available. */
const serviceOf = (why: Message | undefined): ObjectRef | undefined =>
  why?.key === 'injection.no-endpoints'
    ? { apiVersion: 'v1', kind: 'Service', namespace: systemNamespace, name: String(why.values.service) }
    : undefined;

async function act(ground: Ground, run: StepRun): Promise<Message> {
  const facts = await withAddresses(ground, run);
  const values = { namespace: ground.namespace };
  if (!namespaceOf(facts, ground)) throw new StepFailed({ key: 'step.injection.no-namespace', values });
  // Labelled without a working injector, the namespace could not create a single pod: the webhook fails closed.
  const problem = injectorProblem(injectorFacts(facts, ground));
  if (problem) throw new StepFailed(problem);
  // By the label of a revision it is on already, and both labels together would contradict each other.
  if (isInjectionOn(labelsOf(facts, ground), facts.objects.injectors))
    run.emit({ type: 'object', object: refOfNamespace(ground), result: 'unchanged' });
  else await label(ground, 'enabled', run);
  const pods = facts.objects.pods.filter((pod) => pod.metadata.namespace === ground.namespace);
  for (const { pod, why } of podsWithoutSidecar(pods)) {
    run.emit({
      type: 'note',
      level: 'warn',
      message: { key: 'step.injection.without', values: { pod: pod.metadata.name, why } },
    });
  }
  return { key: 'step.injection.done', values };
}

/** Sets or takes away the label; false, and nothing written, where it is so already. */
async function label(ground: Ground, value: 'enabled' | null, run: StepRun): Promise<boolean> {
  const { api } = ground.connection;
  const ref = refOfNamespace(ground);
  const namespace = await api.get(ref, run.signal);
  const now = namespace?.metadata.labels?.[injectionLabel] ?? null;
  // Another value is somebody's own wish, and says that nothing is to be injected.
  if (!namespace || now === value || (value === null && now !== 'enabled')) {
    if (namespace && value !== null) run.emit({ type: 'object', object: ref, result: 'unchanged' });
    return false;
  }
  const patch = { metadata: { labels: { [injectionLabel]: value } } };
  const { uid } = namespace.metadata;
  await recordedWrite(
    run,
    { verb: 'label', object: ref, existed: true, uid, before: namespace },
    (signal) => api.merge(ref, patch, { uid, signal }),
    (after) => endOf('configured', after),
  );
  run.emit({ type: 'object', object: ref, result: 'configured' });
  return true;
}

async function planLabel(
  ground: Ground,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<PlanItem[]> {
  const object = refOfNamespace(ground);
  const { api } = ground.connection;
  const labels = (await api.get(object, signal))?.metadata.labels;
  // A namespace with a revision's label may have no need of `istio-injection`.
  const webhooks = labels?.[revisionLabel]
    ? await api.listIfServed('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', { signal })
    : [];
  const changes =
    wanted === undefined ? labels?.[injectionLabel] === 'enabled' : !isInjectionOn(labels, webhooks);
  return [{ object, action: changes ? 'change' : 'keep' }];
}

const namespaceOf = (facts: Facts, ground: Ground) =>
  facts.objects.namespaces.find((namespace) => namespace.metadata.name === ground.namespace);

const labelsOf = (facts: Facts, ground: Ground) => namespaceOf(facts, ground)?.metadata.labels;

const injectorFacts = ({ objects: { deployments, injectors, endpoints } }: Facts, ground: Ground) => ({
  deployments,
  webhooks: injectors,
  endpoints,
  ...(ground.release ? { era: ground.release.era } : {}),
});
