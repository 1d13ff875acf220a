import type { ObjectRef } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/**
 * The ServiceAccount that has no token, by what the API server says where it refuses a pod for that. Up to Kubernetes 1.23 each has its
 * token in a Secret that the controller manager makes (kubernetes plugin/pkg/admission/serviceaccount/admission.go).
 */
export const accountWithoutToken = (words: string): string | undefined =>
  /no api token found for service account "?(?:[\w.-]+\/)?([\w.-]+\w)/i.exec(words)?.[1];

/**
 * Pods that are refused until their ServiceAccount has a token. The controller manager gives up after ten tries, which are over within
 * about five seconds, and tries again only when the ServiceAccount changes (kubernetes
 * pkg/controller/serviceaccount/tokens_controller.go): an API server that was away for longer leaves it so for ever.
 */
export function diagnoseToken(
  what: Message,
  words: string,
  about: ObjectRef | undefined,
): Diagnosis | undefined {
  const account = accountWithoutToken(words);
  if (!account) return undefined;
  const kubectl = about?.namespace ? `kubectl -n ${about.namespace}` : 'kubectl';
  return diagnosis('token', what, { account }, [
    `${kubectl} get serviceaccount ${account}`,
    `${kubectl} annotate serviceaccount ${account} hoist/asked-again=1`,
  ]);
}
