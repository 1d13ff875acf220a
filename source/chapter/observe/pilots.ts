import { pilotDebugPort, pilotLabel, syncPath, systemNamespace } from '../../istio/names.ts';
import { requestThroughPod } from '../../kubernetes/connect/tunnel.ts';
import { isForbidden } from '../../kubernetes/errors.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { ClusterConnection } from '../ground.ts';
import type { PilotAnswer } from './facts.ts';

/** The pilots that can be asked. */
export function runningPilots(pods: readonly KubernetesObject[]): KubernetesObject[] {
  return pods.filter(
    ({ metadata, status }) =>
      metadata.namespace === systemNamespace &&
      metadata.labels?.[pilotLabel.name] === pilotLabel.value &&
      status?.phase === 'Running' &&
      !metadata.deletionTimestamp,
  );
}

/** As the refusal names it: the WebSocket begins with a GET, which servers before 1.35 take for the verb `get`, later ones for `create`. */
function deniedBy(words: string): PilotAnswer['denied'] {
  const [, verb = 'create', resource = 'pods/portforward'] =
    /cannot (\w+) resource "([^"]+)"/.exec(words) ?? [];
  return { verb, resource };
}

/** Asks every pilot for the proxies that are connected to it: each knows only its own. Does not throw but for an abort. */
export async function askPilots(
  connection: ClusterConnection,
  pods: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<PilotAnswer[]> {
  const ask = async ({ metadata: { name: pilot } }: KubernetesObject): Promise<PilotAnswer> => {
    const target = { namespace: systemNamespace, pod: pilot, port: pilotDebugPort, path: syncPath };
    try {
      const { status, body } = await requestThroughPod(connection.config, {
        ...target,
        timeout: 10_000,
        signal,
      });
      return status === 200 ? { pilot, body } : { pilot, problem: `HTTP ${status}` };
    } catch (error) {
      signal.throwIfAborted();
      const problem = wordsOf(error);
      return isForbidden(error) ? { pilot, problem, denied: deniedBy(String(problem)) } : { pilot, problem };
    }
  };
  return Promise.all(runningPilots(pods).map(ask));
}

/**
 * One try without an answer among good ones is no news; the table would only flicker. From the second on it is told, beside what was
 * known last.
 */
export function steadied(now: readonly PilotAnswer[], before: readonly PilotAnswer[]): PilotAnswer[] {
  return now.map((answer) => {
    const earlier = before.find(({ pilot }) => pilot === answer.pilot);
    if (answer.body !== undefined || earlier?.body === undefined) return answer;
    if (earlier.problem !== undefined || earlier.missed) return { ...answer, body: earlier.body };
    return { ...earlier, missed: true };
  });
}
