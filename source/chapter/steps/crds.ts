import { kubectlName } from '../../kubernetes/object.ts';
import type { PlanItem } from '../chapter.ts';
import { kubectlLines } from '../kubectl-lines.ts';
import type { Facts } from '../observe/facts.ts';
import { refuseBroken } from '../plan/lint.ts';
import { manifestPart } from '../plan/manifest-part.ts';
import { refuseOverOther } from '../plan/refuse-over-other.ts';
import type { Step, Verdict } from '../step.ts';
import { customResourcesLost, customResourcesOfOthers } from '../uninstall/removable.ts';

const part = manifestPart('crds', (release) => release.crds());

/** Step 2: the custom resource definitions, each waited for until discovery serves it. */
export const crds: Step = {
  id: 'crds',
  writes: true,
  title: { key: 'step.crds.title' },
  undoTitle: { key: 'step.crds.undo' },
  explain: { key: 'step.crds.explain' },
  hint: { key: 'step.crds.hint' },
  commands: (ground) => [
    ...kubectlLines(ground, 'apply', 'crds'),
    'kubectl get crd | grep istio',
    'kubectl api-resources | grep istio',
  ],
  undoCommands: (ground) => kubectlLines(ground, 'delete', 'crds'),

  plan: part.plan,
  async planUndo(ground, signal) {
    const others = await customResourcesOfOthers(ground, signal);
    const plan = await part.planUndo(ground, signal);
    return [
      ...others.map(({ reason, uid: _, ...object }): PlanItem => ({ object, action: 'delete', why: reason })),
      ...plan,
    ];
  },

  async warn(ground, run) {
    const others = await customResourcesLost(ground, run.signal);
    if (others.length === 0) return;
    const names = others
      .map((one) => kubectlName(one) + (one.namespace ? ` (${one.namespace})` : ''))
      .join(', ');
    run.emit({ type: 'note', level: 'warn', message: { key: 'step.crds.others', values: { names } } });
  },

  async act(ground, run) {
    await refuseOverOther(ground, run.signal);
    await refuseBroken(ground, run);
    const { objects } = await part.apply(ground, run);
    return { key: 'step.crds.done', values: { count: objects.length } };
  },

  async undo(ground, run) {
    const count = await part.remove(ground, run);
    ground.connection.api.discovery.forget();
    return { key: 'step.removed', values: { count } };
  },

  reads: ['crds'],
  verify(facts: Facts, ground): Verdict {
    const found = new Set(facts.objects.crds.map((crd) => crd.metadata.name));
    const wanted = ground.release?.crds().map((object) => object.metadata.name);
    if (!wanted) {
      const count = [...found].filter((name) => name.endsWith('.istio.io')).length;
      return {
        state: count > 0 ? 'unknown' : 'todo',
        message: { key: 'step.crds.found', values: { count } },
      };
    }
    const present = wanted.filter((name) => found.has(name)).length;
    const state = present === wanted.length ? 'done' : present > 0 ? 'partly' : 'todo';
    return { state, message: { key: 'step.crds.of', values: { present, wanted: wanted.length } } };
  },
};
