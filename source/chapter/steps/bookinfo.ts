import { injectionLabel } from '../../istio/names.ts';
import { describeSidecar, isInjected } from '../../istio/sidecar/injection.ts';
import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { statusOf } from '../../kubernetes/status.ts';
import type { Ground } from '../ground.ts';
import { kubectlLines } from '../kubectl-lines.ts';
import { manifestPart } from '../plan/manifest-part.ts';
import { type Step, StepFailed, type StepRun, type Verdict } from '../step.ts';

const part = manifestPart('bookinfo', (release) => release.bookinfo());

/** Step 6: the sample application, whose pods come up as 2/2 because each gets a sidecar. */
export const bookinfo: Step = {
  id: 'bookinfo',
  writes: true,
  title: { key: 'step.bookinfo.title' },
  undoTitle: { key: 'step.bookinfo.undo' },
  explain: { key: 'step.bookinfo.explain' },
  hint: { key: 'step.bookinfo.hint' },
  commands: (ground) => [
    ...kubectlLines(ground, 'apply', 'bookinfo'),
    `kubectl -n ${ground.namespace} get pods`,
    `kubectl -n ${ground.namespace} describe pod -l app=productpage`,
  ],
  undoCommands: (ground) => kubectlLines(ground, 'delete', 'bookinfo'),

  plan: part.plan,
  planUndo: part.planUndo,

  async act(ground, run) {
    const { objects } = await part.apply(ground, run);
    const pods = await podsOf(ground, run, objects);
    const without = pods.filter((pod) => !isInjected(pod));
    if (without.length > 0) {
      const values = { pods: without.map((pod) => pod.metadata.name).join(', '), label: injectionLabel };
      throw new StepFailed({ key: 'step.bookinfo.without', values });
    }
    const shown = pods.find((pod) => pod.metadata.labels?.app === 'productpage');
    if (shown) {
      run.emit({ type: 'shown', object: refOf(shown), lines: describeSidecar(shown).map(sanitizeLine) });
    }
    return { key: 'step.bookinfo.done', values: { count: pods.length } };
  },

  async undo(ground, run) {
    return { key: 'step.removed', values: { count: await part.remove(ground, run) } };
  },

  reads: ['deployments'],
  verify(facts, ground): Verdict {
    const wanted = new Set(
      ground.release
        ?.bookinfo()
        .filter(isDeployment)
        .map((object) => object.metadata.name) ?? sample,
    );
    const live = facts.objects.deployments.filter(
      ({ metadata }) => metadata.namespace === ground.namespace && wanted.has(metadata.name),
    );
    if (live.length === 0) return { state: 'todo', message: { key: 'step.bookinfo.absent' } };
    const ready = live.filter((object) => statusOf(object).phase === 'current').length;
    const values = { ready, wanted: wanted.size };
    return {
      state: ready === wanted.size ? 'done' : 'partly',
      message: { key: 'step.bookinfo.ready', values },
    };
  },
};

/** The sample's workloads, the same in every release so far. */
const sample = ['details-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3', 'productpage-v1'];

const isDeployment = (object: KubernetesObject) => object.kind === 'Deployment';

/** The pods that the Deployments among these objects run now. */
async function podsOf(
  ground: Ground,
  run: StepRun,
  objects: readonly KubernetesObject[],
): Promise<KubernetesObject[]> {
  const { api } = ground.connection;
  const type = await api.type('v1', 'Pod', run.signal);
  const lists = await Promise.all(
    objects.filter(isDeployment).map((object) => {
      // Before 1.16 the sample leaves its selectors to the server, which takes the template's labels.
      const { selector, template } = object.spec;
      const labels: Record<string, string> = selector?.matchLabels ?? template.metadata.labels;
      const labelSelector = Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(',');
      return api.list(type, { namespace: object.metadata.namespace, labelSelector, signal: run.signal });
    }),
  );
  return lists.flat().filter((pod) => !pod.metadata.deletionTimestamp);
}
