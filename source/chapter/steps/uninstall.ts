import { rootCertificateSelector, systemNamespace } from '../../istio/names.ts';
import { kubectlName, refOf } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import { baselineOf } from '../keeping/kept.ts';
import { survey } from '../observe/survey.ts';
import { type Step, StepFailed, type StepRun, type Verdict } from '../step.ts';
import { certify } from '../uninstall/certificate.ts';
import { withReadiness } from '../wait/readiness.ts';
import { untilGone } from '../write/remove-objects.ts';

/** Step 8, after the others are undone: whether anything of Istio is still there. Writes nothing itself. */
export const uninstall: Step = {
  id: 'uninstall',
  writes: false,
  title: { key: 'step.uninstall.title' },
  undoTitle: { key: 'step.uninstall.undo' },
  explain: { key: 'step.uninstall.explain' },
  hint: { key: 'step.uninstall.hint' },
  commands: ({ release }) => [
    'kubectl get crd,clusterrole,clusterrolebinding,mutatingwebhookconfiguration,validatingwebhookconfiguration,ns',
    release?.era === 'istiod'
      ? `kubectl get configmap --all-namespaces -l ${rootCertificateSelector}`
      : 'kubectl get secret --all-namespaces --field-selector type=istio.io/key-and-cert',
  ],
  undoCommands: () => [],
  plan: async () => [],
  planUndo: async () => [],

  async act(ground, run) {
    await untilWorkloadsAreGone(ground, run);
    const found = await survey(ground, run.signal);
    const { leftovers, unread } = found;
    const certificate = certify(found, await baselineOf(ground, run.signal), ground.namespace);
    run.emit({ type: 'certificate', certificate });
    for (const { reason, ...ref } of leftovers) {
      const values = { name: kubectlName(ref), reason };
      run.emit({ type: 'note', level: 'warn', message: { key: 'step.uninstall.leftover', values } });
    }
    if (leftovers.length > 0)
      throw new StepFailed({ key: 'step.uninstall.left', values: { count: leftovers.length } });
    if (unread.length > 0) {
      const kinds = unread.map(({ kind }) => kind).join(', ');
      return { key: 'certificate.clean-but', values: { kinds } };
    }
    return { key: 'step.uninstall.clean' };
  },

  undo: async () => ({ key: 'step.uninstall.nothing' }),

  reads: ['crds', 'namespaces'],
  verify({ objects }): Verdict {
    const here =
      objects.crds.some((crd) => crd.metadata.name.endsWith('.istio.io')) ||
      objects.namespaces.some((namespace) => namespace.metadata.name === systemNamespace);
    if (here) return { state: 'todo', message: { key: 'step.uninstall.there' } };
    return { state: 'done', message: { key: 'step.uninstall.nothing' } };
  },
};

/** What was told to end takes its time, and is no leftover as long as it does. */
async function untilWorkloadsAreGone(ground: Ground, run: StepRun): Promise<void> {
  const { api } = ground.connection;
  const type = await api.type('apps/v1', 'Deployment', run.signal);
  const deployments = await api.list(type, {
    namespace: ground.namespace,
    metadataOnly: true,
    signal: run.signal,
  });
  const ending = deployments.filter(({ metadata }) => metadata.deletionTimestamp);
  await withReadiness(ground, run, (readiness) => untilGone(ending.map(refOf), readiness, run));
}
