import {
  galleyName,
  rootCertificateSelector,
  systemNamespace,
  validatingWebhook,
} from '../../istio/names.ts';
import { keyOf, kubectlName, type ObjectRef } from '../../kubernetes/object.ts';
import { statusOf } from '../../kubernetes/status.ts';
import type { Message } from '../../language/message.ts';
import type { PlanItem } from '../chapter.ts';
import { choiceMessages } from '../choose/choices.ts';
import { notChosen } from '../choose/not-chosen.ts';
import type { Ground } from '../ground.ts';
import { kubectlLines } from '../kubectl-lines.ts';
import type { Facts } from '../observe/facts.ts';
import { refuseBroken } from '../plan/lint.ts';
import { manifestPart } from '../plan/manifest-part.ts';
import { planRemove } from '../plan/plan.ts';
import { refuseOverOther } from '../plan/refuse-over-other.ts';
import type { Step, StepRun, Verdict } from '../step.ts';
import { othersInSystem } from '../uninstall/in-system.ts';
import { runtimeObjects, runtimeWebhooks } from '../uninstall/runtime-objects.ts';
import { restartWithoutSidecar } from '../uninstall/sidecars.ts';
import { withReadiness } from '../wait/readiness.ts';
import { removeGroup, removeObjects } from '../write/remove-objects.ts';

/** istio-demo.yaml has the CRDs in it as well; the chapter sees kubectl call them unchanged. */
const part = manifestPart('control-plane', (release) => [...release.crds(), ...release.controlPlane()]);

/** Step 3: the control plane as it was chosen, each object as soon as what it needs is there. */
export const controlPlane: Step = {
  id: 'control-plane',
  writes: true,
  title: { key: 'step.control-plane.title' },
  undoTitle: { key: 'step.control-plane.undo' },
  explain: { key: 'step.control-plane.explain' },
  hint: { key: 'step.control-plane.hint' },
  commands: (ground) => [
    ...kubectlLines(ground, 'apply', 'control-plane'),
    'kubectl get svc -n istio-system',
    'kubectl get pod -n istio-system --watch',
  ],
  undoCommands: (ground) =>
    ground.release?.era === 'istiod'
      ? [
          ...kubectlLines(ground, 'delete', 'control-plane'),
          `kubectl delete configmap --all-namespaces -l ${rootCertificateSelector}`,
        ]
      : [
          `kubectl delete --ignore-not-found validatingwebhookconfiguration ${validatingWebhook}`,
          ...kubectlLines(ground, 'delete', 'control-plane'),
          'kubectl delete secret --all-namespaces --field-selector type=istio.io/key-and-cert',
        ],

  async plan(ground, signal) {
    const plan = await part.plan(ground, signal);
    const beyond = await planRemove(ground.connection.api, await notChosen(ground, signal), signal);
    return [...plan, ...beyond.map((item): PlanItem => ({ ...item, why: { key: 'choice.not-chosen' } }))];
  },
  async planUndo(ground, signal) {
    const plan = await part.planUndo(ground, signal);
    const named = new Set(plan.map(({ object }) => keyOf(object)));
    const webhooks = await runtimeWebhooks(ground, signal);
    const made = await runtimeObjects(ground, signal);
    const beside = (object: ObjectRef, why: Message): PlanItem[] =>
      named.has(keyOf(object)) ? [] : [{ object, action: 'delete', why }];
    return [
      ...webhooks.flatMap(({ reason, uid: _, ...one }) => beside(one, reason)),
      ...plan,
      ...made.flatMap(({ reason, uid: _, ...one }) => beside(one, reason)),
      ...(await othersInSystem(ground, signal)).flatMap((one) =>
        beside(one, { key: 'step.control-plane.other' }),
      ),
    ];
  },

  async warn(ground, run) {
    const others = await othersInSystem(ground, run.signal);
    if (others.length === 0) return;
    const names = others.map(kubectlName).join(', ');
    run.emit({
      type: 'note',
      level: 'warn',
      message: { key: 'step.control-plane.others', values: { names } },
    });
  },

  async act(ground, run) {
    const { release } = ground;
    await refuseOverOther(ground, run.signal);
    await refuseBroken(ground, run, true);
    for (const message of release ? choiceMessages(release) : [])
      run.emit({ type: 'note', level: 'info', message });
    const { objects, counts } = await part.apply(ground, run);
    await removeNotChosen(ground, run);
    return { key: 'step.control-plane.done', values: { count: objects.length, ...counts } };
  },

  undo,

  reads: ['deployments'],
  verify(facts: Facts, ground): Verdict {
    const wanted = ground.release?.controlPlane().filter((object) => object.kind === 'Deployment');
    const live = facts.objects.deployments.filter((object) => object.metadata.namespace === systemNamespace);
    const names = new Set((wanted ?? live).map((object) => object.metadata.name));
    const ours = live.filter((object) => names.has(object.metadata.name));
    const ready = ours.filter((object) => statusOf(object).phase === 'current').length;
    const values = { ready, wanted: names.size };
    if (ours.length === 0) return { state: 'todo', message: { key: 'step.control-plane.absent' } };
    return {
      state: ready === names.size ? 'done' : 'partly',
      message: { key: 'step.control-plane.ready', values },
    };
  },
};

/** Once the rest no longer needs it. A galley that is left out takes the webhook along that it made by itself. */
async function removeNotChosen(ground: Ground, run: StepRun): Promise<void> {
  const { api } = ground.connection;
  const beyond = await notChosen(ground, run.signal);
  if (beyond.length === 0) return;
  const galley = beyond.some(({ kind, metadata }) => kind === 'Deployment' && metadata.name === galleyName);
  if (galley) await removeGroup(api, await runtimeWebhooks(ground, run.signal), run);
  await withReadiness(ground, run, (readiness) => removeObjects(api, beyond, readiness, run));
  if (!galley) return;
  await removeGroup(api, await runtimeWebhooks(ground, run.signal), run);
  run.emit({ type: 'note', level: 'warn', message: { key: 'choice.restart-pilot' } });
}

/**
 * Webhooks first: with failurePolicy Fail and no backend they would refuse pods and Istio's own objects. What citadel and istiod made in
 * other namespaces only after they are gone, and their namespace with them: they make it anew.
 */
async function undo(ground: Ground, run: StepRun) {
  const { api } = ground.connection;
  const before = await removeGroup(api, await runtimeWebhooks(ground, run.signal), run);
  const count = await part.remove(ground, run);
  // As long as galley lives it makes its webhook anew; now it is gone.
  const after = await removeGroup(api, await runtimeWebhooks(ground, run.signal), run);
  if (run.sidecars === 'restart') await restartWithoutSidecar(ground, run);
  const made = await removeGroup(api, await runtimeObjects(ground, run.signal), run);
  const runtime = [...before, ...after, ...made];
  return { key: 'step.removed', values: { count: count + runtime.length } } as const;
}
