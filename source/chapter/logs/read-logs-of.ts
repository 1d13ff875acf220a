import type { ContainerRole } from '../../kubernetes/logs/container-runs.ts';
import { type LogQuery, workloadKinds, workloadResource } from '../../kubernetes/logs/log-query.ts';
import type { Message } from '../../language/message.ts';
import { type LogsOf, stepsWithLogs } from './logs-request.ts';
import { isPattern, pattern } from './pattern.ts';

export const roleNames: readonly ContainerRole[] = ['app', 'init', 'sidecar', 'ephemeral'];

/**
 * Whose logs a word means: `deployment/web` one workload's, `pod/web-0` one pod's, `step/bookinfo` a step's, anything else those of the
 * pods with that regular expression in their names; no word, all that the rest of the query lets through. Or why it means none.
 */
export function readLogsOf(
  word: string | undefined,
  rest: Pick<LogQuery, 'namespace' | 'labelSelector' | 'container' | 'excludeContainer'>,
): LogsOf | Message {
  if (word === undefined) return { query: rest };
  const slash = word.indexOf('/');
  if (slash > 0) {
    const kind = word.slice(0, slash);
    const name = word.slice(slash + 1);
    if (kind === 'step') {
      const step = stepsWithLogs.find((one) => one === name);
      return step
        ? { step }
        : {
            key: 'usage.bad-choice',
            values: { flag: 'step/', value: name, known: stepsWithLogs.join(', ') },
          };
    }
    const resource = workloadResource(kind);
    if (!resource) {
      const known = Object.values(workloadKinds).map(({ names }) => names[0]);
      return { key: 'usage.bad-workload', values: { value: word, known: ['step', ...known].join(', ') } };
    }
    if (name === '') return { key: 'usage.bad-workload', values: { value: word, known: `${kind}/NAME` } };
    if (!rest.namespace && resource !== 'pods')
      return { key: 'usage.workload-needs-namespace', values: { value: word } };
    return { query: { ...rest, workload: { resource, name } } };
  }
  const pod = pattern(word);
  if (isPattern(pod)) return { query: { ...rest, pod } };
  return pod.problem === 'syntax'
    ? { key: 'usage.bad-pattern', values: { value: word, words: pod.words } }
    : { key: 'usage.slow-pattern', values: { value: word } };
}
