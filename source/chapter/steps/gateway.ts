import { ingressPortForward, urlCandidates } from '../../istio/ingress.ts';
import { ingressService, systemNamespace } from '../../istio/names.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import type { Message } from '../../language/message.ts';
import { applyObjects } from '../apply-objects.ts';
import type { Ground } from '../ground.ts';
import { kubectlLines } from '../kubectl-lines.ts';
import { lookAtFacts } from '../look.ts';
import { needRelease } from '../need-release.ts';
import { planApply, planRemove } from '../plan.ts';
import { prepare } from '../prepare.ts';
import { probeProductPage, probeThroughPod } from '../probe.ts';
import { withReadiness } from '../readiness.ts';
import { removable } from '../removable.ts';
import { removeObjects } from '../remove-objects.ts';
import { type Step, StepFailed, type StepRun, type Verdict } from '../step.ts';

/** Between two rounds of trying the ways in, in milliseconds. */
const rhythm = 1000;
/** A cluster of a hundred nodes has two hundred addresses, and behind a firewall none of them answers. */
const mostCandidates = 20;
/** After so many rounds without an answer from outside, the way through the API server is offered instead. */
const patience = 15;

/** Step 7: the gateway, its URL, and the product page through it. */
export const gateway: Step = {
  id: 'gateway',
  title: { key: 'step.gateway.title' },
  undoTitle: { key: 'step.gateway.undo' },
  explain: { key: 'step.gateway.explain' },
  hint: { key: 'step.gateway.hint' },
  commands: (ground) => [
    ...kubectlLines(ground, 'apply', 'gateway'),
    `kubectl -n ${ground.namespace} get gateways.networking.istio.io,virtualservices.networking.istio.io`,
    `kubectl -n ${systemNamespace} get svc ${ingressService} -o jsonpath='{.spec.ports[?(@.name=="http2")].nodePort}'`,
    ingressPortForward.command,
  ],
  undoCommands: (ground) => kubectlLines(ground, 'delete', 'gateway'),

  async plan(ground, signal) {
    return planApply(
      ground.connection.api,
      await prepare(ground, needRelease(ground).gateway(), signal),
      signal,
    );
  },
  async planUndo(ground, signal) {
    return planRemove(ground.connection.api, await removable(ground, 'gateway', signal), signal);
  },

  async act(ground, run) {
    const objects = await prepare(ground, needRelease(ground).gateway(), run.signal);
    await withReadiness(ground, run, (readiness) =>
      applyObjects(ground.connection.api, objects, readiness, run),
    );
    return findWayIn(ground, run);
  },

  async undo(ground, run) {
    const objects = await removable(ground, 'gateway', run.signal, run);
    const { api } = ground.connection;
    const count = await withReadiness(ground, run, (readiness) =>
      removeObjects(api, objects, readiness, run),
    );
    return { key: 'step.removed', values: { count } };
  },

  reads: ['gateways', 'virtualServices'],
  verify({ objects }, ground): Verdict {
    const wanted = ground.release?.gateway().map((object) => object.metadata.name) ?? [
      'bookinfo-gateway',
      'bookinfo',
    ];
    const found = [...objects.gateways, ...objects.virtualServices].map((object) => object.metadata.name);
    const present = wanted.filter((name) => found.includes(name)).length;
    if (present === 0) return { state: 'todo', message: { key: 'step.gateway.absent' } };
    if (present < wanted.length)
      return {
        state: 'partly',
        message: { key: 'step.gateway.of', values: { present, wanted: wanted.length } },
      };
    // Which of the ways in answers is found out by a run only; the best of them is worth a look at any time.
    const [first] = urlCandidates(objects.services, objects.nodes);
    const message: Message = first
      ? { key: 'step.gateway.at', values: { url: first.url } }
      : { key: 'step.gateway.of', values: { present, wanted: wanted.length } };
    return { state: 'done', message };
  },
};

/** Tries every way in until one shows the product page. The gateway needs a moment to open its port after the Gateway came. */
async function findWayIn(ground: Ground, run: StepRun): Promise<Message> {
  const told = new Set<string>();
  for (let round = 0; ; round += 1) {
    const { objects } = await lookAtFacts(ground, run.signal, { requested: false });
    const candidates = urlCandidates(objects.services, objects.nodes).slice(0, mostCandidates);
    const answers = await Promise.all(candidates.map(({ url }) => probeProductPage(url, run.signal)));
    for (const [index, { url, why }] of candidates.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      if (answer.good) {
        run.emit({ type: 'url', url });
        return { key: 'step.gateway.done', values: { url, why } };
      }
      const line = `${url} ${answer.problem}`;
      if (told.has(line)) continue;
      told.add(line);
      const message: Message = { key: 'step.gateway.tried', values: { url, problem: answer.problem } };
      run.emit({ type: 'note', level: 'info', message });
    }
    if (round >= patience || candidates.length === 0) {
      const inside = await probeThroughPod(ground, objects.pods, run.signal);
      if (inside.good) {
        const { url, command } = ingressPortForward;
        run.emit({ type: 'command', command });
        run.emit({ type: 'url', url });
        return { key: 'step.gateway.forward', values: { url, command } };
      }
      if (round >= patience * 2)
        throw new StepFailed({ key: 'step.gateway.failed', values: { problem: inside.problem } });
    }
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}
