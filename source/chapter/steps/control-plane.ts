import { systemNamespace, validatingWebhook } from '../../istio/names.ts';
import { statusOf } from '../../kubernetes/status.ts';
import { applyObjects } from '../apply-objects.ts';
import type { Facts } from '../facts.ts';
import type { Ground } from '../ground.ts';
import { needRelease } from '../need-release.ts';
import { planApply, planRemove } from '../plan.ts';
import { prepare } from '../prepare.ts';
import { withReadiness } from '../readiness.ts';
import { removable } from '../removable.ts';
import { removeGroup, removeObjects } from '../remove-objects.ts';
import { removeRuntimeSecrets } from '../runtime-secrets.ts';
import type { Step, StepRun, Verdict } from '../step.ts';

const file = 'install/kubernetes/istio-demo.yaml';

/** Step 3: the control plane with permissive mTLS, each object as soon as what it needs is there. */
export const controlPlane: Step = {
  id: 'control-plane',
  title: { key: 'step.control-plane.title' },
  undoTitle: { key: 'step.control-plane.undo' },
  explain: { key: 'step.control-plane.explain' },
  hint: { key: 'step.control-plane.hint' },
  commands: () => [
    `kubectl apply -f ${file}`,
    'kubectl get svc -n istio-system',
    'kubectl get pod -n istio-system --watch',
  ],
  undoCommands: () => [
    `kubectl delete --ignore-not-found validatingwebhookconfiguration ${validatingWebhook}`,
    `kubectl delete --ignore-not-found -f ${file}`,
    'kubectl delete secret --all-namespaces --field-selector type=istio.io/key-and-cert',
  ],

  async plan(ground, signal) {
    return planApply(ground.connection.api, await prepare(ground, wholeManifest(ground), signal), signal);
  },
  async planUndo(ground, signal) {
    return planRemove(ground.connection.api, await removable(ground, 'control-plane', signal), signal);
  },

  async act(ground, run) {
    const objects = await prepare(ground, wholeManifest(ground), run.signal, run);
    const counts = await withReadiness(ground, run, (readiness) =>
      applyObjects(ground.connection.api, objects, readiness, run),
    );
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

/** istio-demo.yaml has the CRDs in it as well; the chapter sees kubectl call them unchanged. */
function wholeManifest(ground: Ground) {
  const release = needRelease(ground);
  return [...release.crds(), ...release.controlPlane()];
}

/**
 * Webhooks first: with failurePolicy Fail and no backend they would refuse pods and Istio's own objects. Citadel's secrets only after
 * Citadel is gone: it makes them anew.
 */
async function undo(ground: Ground, run: StepRun) {
  const { api } = ground.connection;
  const objects = await removable(ground, 'control-plane', run.signal);
  const before = await removeRuntimeWebhook(ground, run);
  const count = await withReadiness(ground, run, (readiness) => removeObjects(api, objects, readiness, run));
  // As long as galley lives it makes its webhook anew; now it is gone.
  const after = await removeRuntimeWebhook(ground, run);
  const secrets = await removeRuntimeSecrets(api, run);
  return { key: 'step.removed', values: { count: before + count + after + secrets } } as const;
}

/** Galley makes its webhook at run time, without an owner, so that nothing else ever deletes it (istio/istio#13248). */
async function removeRuntimeWebhook(ground: Ground, run: StepRun): Promise<number> {
  const { api } = ground.connection;
  const kind = 'ValidatingWebhookConfiguration';
  for (const apiVersion of ['admissionregistration.k8s.io/v1', 'admissionregistration.k8s.io/v1beta1']) {
    if (!(await api.discovery.find(apiVersion, kind, run.signal))) continue;
    return (await removeGroup(api, [{ apiVersion, kind, name: validatingWebhook }], run)).length;
  }
  return 0;
}
