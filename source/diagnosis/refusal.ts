import { galleyName, injectorName } from '../istio/names.ts';
import type { Message } from '../language/message.ts';
import type { Cause } from './causes.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** What stopped the call to a webhook, as Go's HTTP client and the API server's proxy say it, from 1.14 to 1.36. */
const webhookSayings: [Cause, RegExp][] = [
  ['webhook-idle', /no endpoints available/],
  ['webhook-orphan', /service "[^"]+" not found/],
  ['webhook-certificate', /x509|certificate|tls: /i],
  ['webhook-refused', /connection refused/],
  ['webhook-timeout', /deadline exceeded|timeout|timed out|request canceled|no route to host/i],
];

/** Webhooks of Istio 1.1.0 by what an error calls them, and the configuration that they stand in. */
const configurations: Record<string, [kind: string, name: string]> = {
  'sidecar-injector.istio.io': ['mutatingwebhookconfiguration', injectorName],
  'pilot.validation.istio.io': ['validatingwebhookconfiguration', galleyName],
  'mixer.validation.istio.io': ['validatingwebhookconfiguration', galleyName],
};

/**
 * What an API server says no with, in its own words (of a Status, an event or a condition): a webhook behind which nobody is, a right
 * that is missing, a namespace that is going. Undefined where nothing is known about it.
 */
export function diagnoseRefusal(what: Message, words: string): Diagnosis | undefined {
  return (
    failedWebhook(what, words) ??
    denied(what, words) ??
    terminating(what, words) ??
    quota(what, words) ??
    podSecurity(what, words) ??
    forbidden(what, words) ??
    notServed(what, words)
  );
}

function failedWebhook(what: Message, words: string): Diagnosis | undefined {
  const [, webhook = '', rest = ''] =
    /failed calling (?:admission )?webhook "([^"]+)":? ?(.*)/s.exec(words) ?? [];
  if (!webhook) return undefined;
  const [, service = '', namespace = ''] = /https?:\/\/([a-z0-9-]+)\.([a-z0-9-]+)\.svc/.exec(rest) ?? [];
  // The address itself carries the word timeout.
  const reason = rest.replace(/https?:\/\/\S+/, '');
  const [cause] = webhookSayings.find(([, pattern]) => pattern.test(reason)) ?? (['webhook-other'] as const);
  const [kind, name] = configurations[webhook] ?? [];
  const list = 'kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations';
  const remove = kind && name ? `kubectl delete ${kind} ${name}` : list;
  const commands =
    cause === 'webhook-orphan'
      ? [remove]
      : service
        ? [`kubectl -n ${namespace} get endpoints,deployments`, `kubectl -n ${namespace} get pods`]
        : [list];
  const where = service ? `${namespace}/${service}` : '';
  return diagnosis(
    cause,
    what,
    { webhook, service: where || webhook, configuration: name ?? webhook },
    commands,
  );
}

function denied(what: Message, words: string): Diagnosis | undefined {
  const [, webhook, reason = ''] =
    /admission webhook "([^"]+)" denied the request:? ?(.*)/s.exec(words) ?? [];
  return webhook ? diagnosis('webhook-denied', what, { webhook, words: reason || words }) : undefined;
}

function terminating(what: Message, words: string): Diagnosis | undefined {
  if (!/because it is being terminated/.test(words)) return undefined;
  const [, namespace = ''] = /namespace "?([a-z0-9-]+)"? because/.exec(words) ?? [];
  return diagnosis('terminating', what, { namespace }, [`kubectl get namespace ${namespace} -o yaml`]);
}

function quota(what: Message, words: string): Diagnosis | undefined {
  const [, name] = /exceeded quota: ([^,\s]+)/.exec(words) ?? [];
  return name ? diagnosis('quota', what, { name }, ['kubectl describe resourcequota']) : undefined;
}

function podSecurity(what: Message, words: string): Diagnosis | undefined {
  const [, level] = /violates PodSecurity "([^":]+)/.exec(words) ?? [];
  return level ? diagnosis('pod-security', what, { level }) : undefined;
}

function forbidden(what: Message, words: string): Diagnosis | undefined {
  const match =
    /cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/.exec(words);
  const [, verb, resource = '', group, namespace] = match ?? [];
  if (!verb) return undefined;
  const [main = '', subresource] = resource.split('/');
  const full = group ? `${main}.${group}` : main;
  const sub = subresource ? ` --subresource=${subresource}` : '';
  const where = namespace ? ` -n ${namespace}` : ' --all-namespaces';
  return diagnosis('forbidden', what, { verb, resource: subresource ? `${full}/${subresource}` : full }, [
    `kubectl auth can-i ${verb} ${full}${sub}${where}`,
  ]);
}

function notServed(what: Message, words: string): Diagnosis | undefined {
  const [, kind] = /no matches for kind "([^"]+)"|could not find the requested resource/.exec(words) ?? [];
  return kind
    ? diagnosis('not-served', what, { kind }, ['kubectl get crd', 'kubectl api-resources'])
    : undefined;
}
