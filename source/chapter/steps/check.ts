import { supportOf } from '../../istio/release/supported.ts';
import { gather } from '../check/gather.ts';
import { reportOn } from '../check/report.ts';
import { type Step, StepFailed, type Verdict } from '../step.ts';

/** Step 1: whether this cluster can carry Istio at all. Writes nothing. */
export const check: Step = {
  id: 'check',
  writes: false,
  title: { key: 'step.check.title' },
  undoTitle: { key: 'step.check.undo' },
  explain: { key: 'step.check.explain' },
  hint: { key: 'step.check.hint' },
  commands: () => [
    'kubectl version',
    'kubectl get nodes',
    'kubectl auth can-i --list',
    'kubectl describe nodes',
  ],
  undoCommands: () => [],
  plan: async () => [],
  planUndo: async () => [],

  async act(ground, run) {
    const report = reportOn(await gather(ground, run.signal));
    for (const category of report.categories) {
      for (const one of category.checks) run.emit({ type: 'check', category: category.title, check: one });
    }
    const results = report.categories.flatMap((category) => category.checks.map((one) => one.result));
    const count = (result: string) => results.filter((one) => one === result).length;
    if (!report.success) throw new StepFailed({ key: 'step.check.failed', values: { count: count('fail') } });
    return { key: 'step.check.done', values: { passed: count('pass'), warned: count('warn') } };
  },

  undo: async () => ({ key: 'step.check.undone' }),

  /** What the watches alone can tell; the whole list of checks takes questions of its own. */
  reads: ['nodes'],
  verify(facts, ground): Verdict {
    const nodes = facts.objects.nodes;
    const ready = nodes.filter(({ status }) =>
      status?.conditions?.some(
        (one: { type: string; status: string }) => one.type === 'Ready' && one.status === 'True',
      ),
    ).length;
    if (ready === 0) return { state: 'problem', message: { key: 'step.check.no-node' } };
    const support = ground.release && supportOf(ground.release.version, facts.version);
    if (support?.support === 'refused') return { state: 'problem', message: support.message };
    return { state: 'done', message: { key: 'step.check.ready', values: { ready, nodes: nodes.length } } };
  },
};
