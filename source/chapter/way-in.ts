import { ingressPortForward, type UrlCandidate, urlCandidates } from '../istio/ingress.ts';
import { pause, systemClock } from '../kubernetes/clock.ts';
import { openTunnel } from '../kubernetes/tunnel.ts';
import type { Message } from '../language/message.ts';
import type { Ground } from './ground.ts';
import { lookAtFacts } from './look.ts';
import { type Gateway, gatewayPort, type Probe, probeProductPage, probeThroughPod } from './probe.ts';
import { StepFailed, type StepRun } from './step.ts';

/** Between two rounds of trying the ways in, in milliseconds. */
const rhythm = 1000;
/** A cluster of a hundred nodes has two hundred addresses, and behind a firewall none of them answers. */
const mostCandidates = 20;
/** After so many rounds without an answer from outside, the way through the API server is taken instead. */
const patience = 15;

/** Tries every way in until one shows the product page. The gateway needs a moment to open its port after the Gateway came. */
export async function findWayIn(ground: Ground, run: StepRun): Promise<Message> {
  const told = new Set<string>();
  for (let round = 0; ; round += 1) {
    const { objects } = await lookAtFacts(ground, run.signal, { requested: false });
    const candidates = urlCandidates(objects.services, objects.nodes).slice(0, mostCandidates);
    const answers = await Promise.all(candidates.map(({ url }) => probeProductPage(url, run.signal)));
    const found = candidates.find((_, index) => answers[index]?.good);
    if (found) {
      run.emit({ type: 'url', url: found.url });
      return { key: 'step.gateway.done', values: { url: found.url, why: found.why } };
    }
    tellProblems(candidates, answers, told, run);
    if (round >= patience || candidates.length === 0) {
      const inside = await probeThroughPod(ground, objects, run.signal);
      if (inside.good) return ground.keep ? throughTunnel(ground, objects, run) : byHand(run);
      if (round >= patience * 2)
        throw new StepFailed({ key: 'step.gateway.failed', values: { problem: inside.problem } });
    }
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}

/** Each address with each of its problems once. */
function tellProblems(
  candidates: readonly UrlCandidate[],
  answers: readonly Probe[],
  told: Set<string>,
  run: StepRun,
): void {
  for (const [index, { url }] of candidates.entries()) {
    const answer = answers[index];
    if (!answer || answer.good || told.has(`${url} ${answer.problem}`)) continue;
    told.add(`${url} ${answer.problem}`);
    const message: Message = { key: 'step.gateway.tried', values: { url, problem: answer.problem } };
    run.emit({ type: 'note', level: 'info', message });
  }
}

/** A port-forward of our own, for a face that stays. */
export async function throughTunnel(ground: Ground, gateway: Gateway, run: StepRun): Promise<Message> {
  const target = gatewayPort(gateway);
  if (!target)
    throw new StepFailed({ key: 'step.gateway.failed', values: { problem: 'no gateway pod is running' } });
  const tunnel = await openTunnel(ground.connection.config, target);
  ground.keep?.(tunnel);
  const url = `http://127.0.0.1:${tunnel.port}/productpage`;
  run.emit({ type: 'url', url });
  return { key: 'step.gateway.tunnel', values: { url } };
}

/** A face that ends cannot keep a tunnel open: whoever reads this can. */
function byHand(run: StepRun): Message {
  const { url, command } = ingressPortForward;
  run.emit({ type: 'command', command });
  run.emit({ type: 'url', url });
  return { key: 'step.gateway.forward', values: { url, command } };
}
