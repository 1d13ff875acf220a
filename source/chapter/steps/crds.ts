import { kubectlName } from '../../kubernetes/object.ts';
import { applyObjects } from '../apply-objects.ts';
import type { PlanItem } from '../chapter.ts';
import type { Facts } from '../facts.ts';
import { kubectlLines } from '../kubectl-lines.ts';
import { needRelease } from '../need-release.ts';
import { planApply, planRemove } from '../plan.ts';
import { prepare } from '../prepare.ts';
import { withReadiness } from '../readiness.ts';
import { customResourcesOfOthers, removable } from '../removable.ts';
import { removeObjects } from '../remove-objects.ts';
import type { Step, Verdict } from '../step.ts';

/** Step 2: the custom resource definitions, each waited for until discovery serves it. */
export const crds: Step = {
  id: 'crds',
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

  async plan(ground, signal) {
    return planApply(
      ground.connection.api,
      await prepare(ground, needRelease(ground).crds(), signal),
      signal,
    );
  },
  async planUndo(ground, signal) {
    const others = await customResourcesOfOthers(ground, signal);
    const plan = await planRemove(ground.connection.api, await removable(ground, 'crds', signal), signal);
    return [
      ...others.map(({ reason, ...object }): PlanItem => ({ object, action: 'delete', why: reason })),
      ...plan,
    ];
  },

  async act(ground, run) {
    const objects = await prepare(ground, needRelease(ground).crds(), run.signal);
    await withReadiness(ground, run, (readiness) =>
      applyObjects(ground.connection.api, objects, readiness, run),
    );
    return { key: 'step.crds.done', values: { count: objects.length } };
  },

  async undo(ground, run) {
    const objects = await removable(ground, 'crds', run.signal, run);
    const others = await customResourcesOfOthers(ground, run.signal);
    if (others.length > 0) {
      const names = others.map((one) => `${kubectlName(one)} (${one.namespace})`).join(', ');
      run.emit({ type: 'note', level: 'warn', message: { key: 'step.crds.others', values: { names } } });
    }
    const { api } = ground.connection;
    const count = await withReadiness(ground, run, (readiness) =>
      removeObjects(api, objects, readiness, run),
    );
    api.discovery.forget();
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
