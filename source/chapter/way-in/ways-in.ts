import { type Diagnosis, diagnosis } from '../../diagnosis/diagnosis.ts';
import { gatewayPods, type Hop, hopsInside, nodeHop, type PageAnswer } from '../../diagnosis/way-in.ts';
import {
  httpTarget,
  ingressPortForward,
  ingressServiceOf,
  type UrlCandidate,
  urlCandidates,
} from '../../istio/gateway/ingress.ts';
import { type Platform, platformOf } from '../../istio/gateway/platform.ts';
import { systemNamespace } from '../../istio/names.ts';
import type { PodPort } from '../../kubernetes/connect/pod-connection.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import type { Facts } from '../observe/facts.ts';
import { askPage, askPageThroughPod } from '../observe/probe.ts';

export type { Hop } from '../../diagnosis/way-in.ts';

/** A cluster of a hundred nodes has two hundred addresses, and behind a firewall none of them answers. */
const mostCandidates = 20;

/** One address of the product page, tried from this machine. */
export interface WayIn extends UrlCandidate {
  works: boolean;
  /** What came of asking there. */
  result: Message;
  /** Station by station, from this machine to the application. */
  hops: readonly Hop[];
}

export interface WaysIn {
  platform: Platform;
  ways: readonly WayIn[];
  /** From the Service on: the same for every address. */
  inside: readonly Hop[];
  /** The first that shows the product page. */
  url?: string;
  /** What always works while the page answers inside: a tunnel, to be opened with this line. */
  forward: { url: string; command: string; works: boolean };
  /** Where no address works: the first station that is in the way, why, and what to do. */
  diagnosis?: Diagnosis;
}

/** Asks every address for the product page, and the gateway's pod itself by way of the API server. Throws only for an abort. */
export async function tryWaysIn(
  ground: Ground,
  { objects }: Pick<Facts, 'objects'>,
  signal: AbortSignal,
): Promise<WaysIn> {
  const { services, nodes, pods, gateways, virtualServices, events } = objects;
  const candidates = urlCandidates(services, nodes).slice(0, mostCandidates);
  const target = gatewayTarget(objects);
  const [inner, ...answers] = await Promise.all([
    target && askPageThroughPod(ground, target, signal),
    ...candidates.map(({ url }) => askPage(url, signal)),
  ]);
  const endpoints = [...objects.endpoints, ...objects.backends];
  const inside = hopsInside({ services, endpoints, pods, gateways, virtualServices, events }, inner);
  const platform = platformOf(nodes);
  const ways = candidates.map((one, index): WayIn => {
    const answer = answers[index] ?? { type: 'silent', words: '' };
    const works = answer.type === 'page';
    const node = nodeHop(answer, inside, { address: new URL(one.url).host, platform });
    const good = (hop: Hop): Hop => ({
      id: hop.id,
      state: 'good',
      found: hop.state === 'good' ? hop.found : { key: 'way.answers' },
    });
    return { ...one, works, result: resultOf(answer), hops: [node, ...(works ? inside.map(good) : inside)] };
  });
  const url = ways.find(({ works }) => works)?.url;
  const insideWorks = inside.every(({ state }) => state === 'good');
  const { url: forwarded, command } = ingressPortForward;
  return {
    platform,
    ways,
    inside,
    ...(url ? { url } : { diagnosis: whyNone(ways, inside) }),
    forward: { url: forwarded, command, works: insideWorks },
  };
}

function resultOf(answer: PageAnswer): Message {
  if (answer.type === 'page') return { key: 'way.works' };
  const words: Message | string =
    answer.type === 'http' ? { key: 'way.http', values: { status: answer.status } } : answer.words;
  return { key: 'way.fails', values: { words } };
}

/** What is wrong inside is wrong for every address; else the best address (the first) tells what keeps people out. */
function whyNone(ways: readonly WayIn[], inside: readonly Hop[]): Diagnosis {
  const first = (hops: readonly Hop[]) => hops.find(({ state }) => state === 'bad')?.diagnosis;
  return (
    first(inside) ??
    ways.map(({ hops }) => first(hops)).find(Boolean) ??
    diagnosis('way-no-address', { key: 'way.none' }, {}, [ingressPortForward.command])
  );
}

/** Where a gateway's pod takes HTTP; undefined while none runs. */
export function gatewayTarget({
  services,
  pods,
}: Pick<Facts['objects'], 'services' | 'pods'>): PodPort | undefined {
  const [pod] = gatewayPods({ services, pods });
  const port = httpTarget(ingressServiceOf(services), pod);
  return pod && port ? { namespace: systemNamespace, pod: pod.metadata.name, port } : undefined;
}
