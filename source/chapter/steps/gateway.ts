import { ingressPortForward, urlCandidates } from '../../istio/gateway/ingress.ts';
import { ingressService, systemNamespace } from '../../istio/names.ts';
import type { Message } from '../../language/message.ts';
import { kubectlLines } from '../kubectl-lines.ts';
import { manifestPart } from '../plan/manifest-part.ts';
import type { Step, Verdict } from '../step.ts';
import { findWayIn } from '../way-in/way-in.ts';

const part = manifestPart('gateway', (release) => release.gateway());

/** Step 7: the gateway, its URL, and the product page through it. */
export const gateway: Step = {
  id: 'gateway',
  writes: true,
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

  plan: part.plan,
  planUndo: part.planUndo,

  async act(ground, run) {
    await part.apply(ground, run);
    return findWayIn(ground, run);
  },

  async undo(ground, run) {
    return { key: 'step.removed', values: { count: await part.remove(ground, run) } };
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
