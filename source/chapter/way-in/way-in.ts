import { ingressPortForward } from '../../istio/gateway/ingress.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import { openTunnel } from '../../kubernetes/connect/tunnel.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import type { Facts } from '../observe/facts.ts';
import { lookAtFacts } from '../observe/look.ts';
import { StepFailed, type StepRun } from '../step.ts';
import { gatewayTarget, tryWaysIn, type WaysIn } from './ways-in.ts';

/** Between two rounds of trying the ways in, in milliseconds. */
const rhythm = 1000;
/** After so many rounds without an answer from outside, the way through the API server is taken instead. */
const patience = 15;
/** What a gateway needs from its Gateway to its open port takes this many rounds; a reason told sooner is none. */
const settling = 5;

/** Tries every way in until one shows the product page. The gateway needs a moment to open its port after the Gateway came. */
export async function findWayIn(ground: Ground, run: StepRun): Promise<Message> {
  const told = new Set<string>();
  for (let round = 0; ; round += 1) {
    const facts = await lookAtFacts(ground, run.signal, { requested: false });
    const found = await tryWaysIn(ground, facts, run.signal);
    const good = found.ways.find(({ works }) => works);
    if (good) {
      run.emit({ type: 'url', url: good.url });
      return { key: 'step.gateway.done', values: { url: good.url, why: good.why } };
    }
    tellProblems(found, round, told, run);
    if (round >= patience || found.ways.length === 0) {
      if (found.forward.works) return ground.keep ? throughTunnel(ground, facts, run) : byHand(run);
      if (round >= patience * 2) throw failure(found);
    }
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}

function failure({ diagnosis, inside, ways }: WaysIn): StepFailed {
  const problem = inside.find(({ state }) => state === 'bad')?.found ??
    ways[0]?.result ?? { key: 'way.none' };
  const hint: Message | undefined = diagnosis && {
    key: 'diagnosis.told',
    values: { why: diagnosis.why, fix: diagnosis.fix },
  };
  return new StepFailed({ key: 'step.gateway.failed', values: { problem } }, hint);
}

/** Each address with each of its problems once, and what they come down to. */
function tellProblems({ ways, diagnosis }: WaysIn, round: number, told: Set<string>, run: StepRun): void {
  const tell = (level: 'info' | 'warn', message: Message) => {
    const text = JSON.stringify(message);
    if (told.has(text)) return;
    told.add(text);
    run.emit({ type: 'note', level, message });
  };
  for (const { url, result } of ways)
    tell('info', { key: 'step.gateway.tried', values: { url, problem: result } });
  if (diagnosis && round >= settling) {
    const { why, fix } = diagnosis;
    tell('warn', { key: 'diagnosis.told', values: { why, fix } });
  }
}

/** A port-forward of our own, for a face that stays. */
async function throughTunnel(
  ground: Ground,
  { objects }: Pick<Facts, 'objects'>,
  run: StepRun,
): Promise<Message> {
  const target = gatewayTarget(objects);
  if (!target)
    throw new StepFailed({ key: 'step.gateway.failed', values: { problem: { key: 'why.no-pods' } } });
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
