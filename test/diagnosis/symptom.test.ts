import { describe, expect, it } from 'vitest';
import { causes } from '../../source/diagnosis/causes.ts';
import type { Diagnosis } from '../../source/diagnosis/diagnosis.ts';
import { diagnoseNamespace } from '../../source/diagnosis/namespace.ts';
import { diagnoseNoAnswer } from '../../source/diagnosis/no-answer.ts';
import { diagnoseSymptom } from '../../source/diagnosis/symptom.ts';
import { TimeoutError, UnreachableError } from '../../source/kubernetes/errors.ts';
import { en } from '../../source/language/en/index.ts';
import type { Message } from '../../source/language/message.ts';
import { translate } from '../../source/language/translate.ts';
import { object } from '../istio/objects.ts';

const said = (words: string): Message => ({ key: 'error.forbidden', values: { words } });
const image = (words: string, name = 'docker.io/istio/pilot:1.1.0'): Message => ({
  key: 'why.image',
  values: { container: 'discovery', image: name, words },
});
const unschedulable = (words: string): Message => ({ key: 'why.unschedulable', values: { words } });

/** Every place of the sentences is filled, in both languages. */
function whole(found: Diagnosis | undefined): string | undefined {
  if (!found) return undefined;
  for (const language of ['en', 'ja'] as const)
    for (const part of [found.why, found.fix])
      expect(translate(language, part)).not.toMatch(/\{\w+\}|undefined/);
  return found.cause;
}

const injector =
  'failed calling webhook "sidecar-injector.istio.io": Post "https://istio-sidecar-injector.istio-system.svc:443/inject?timeout=30s":';

it('every cause says why and what to do', () => {
  for (const cause of causes) {
    expect(en).toHaveProperty([`diagnosis.${cause}.why`]);
    expect(en).toHaveProperty([`diagnosis.${cause}.fix`]);
  }
});

describe('an image that does not come', () => {
  it.each([
    [
      'rpc error: code = NotFound desc = failed to pull and unpack image "x": failed to resolve reference: x: not found',
      'image-absent',
    ],
    ['manifest for istio/pilot:9 not found: manifest unknown', 'image-absent'],
    ["pull access denied for x, repository does not exist or may require 'docker login'", 'image-denied'],
    ['toomanyrequests: You have reached your pull rate limit', 'image-limit'],
    ['dial tcp: lookup registry-1.docker.io: no such host', 'image-registry'],
    ['Get "https://r/v2/": x509: certificate signed by unknown authority', 'image-registry'],
    ['no match for platform in manifest: not found', 'image-platform'],
    ['InvalidImageName', 'image-name'],
    ['something new', 'image-other'],
  ])('%s', (words, cause) => {
    expect(whole(diagnoseSymptom(image(words)))).toBe(cause);
  });

  it('names the registry that it would come from', () => {
    const registry = (name: string) => diagnoseSymptom(image('not found', name))?.why.values;
    expect(registry('istio/pilot:1')).toMatchObject({ registry: 'docker.io' });
    expect(registry('gcr.io/istio/pilot:1')).toMatchObject({ registry: 'gcr.io' });
    expect(registry('localhost:5000/pilot')).toMatchObject({ registry: 'localhost:5000' });
  });
});

describe('a pod that no node takes', () => {
  it.each([
    ['0/1 nodes are available: 1 Insufficient memory.', 'memory'],
    [
      '0/3 nodes are available: 1 Insufficient cpu, 2 Insufficient memory. preemption: 0/3 nodes are available',
      'memory',
    ],
    ['0/1 nodes are available: 1 Insufficient cpu.', 'cpu'],
    ['0/1 nodes are available: 1 Too many pods.', 'pods-full'],
    [
      "0/1 nodes are available: 1 node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate.",
      'taint',
    ],
    ["0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.", 'affinity'],
    ['no nodes available to schedule pods', 'no-node'],
  ])('%s', (words, cause) => {
    expect(whole(diagnoseSymptom(unschedulable(words)))).toBe(cause);
  });
});

describe('what the API server refuses', () => {
  it.each([
    [
      `Internal error occurred: ${injector} no endpoints available for service "istio-sidecar-injector"`,
      'webhook-idle',
    ],
    [`Internal error occurred: ${injector} service "istio-sidecar-injector" not found`, 'webhook-orphan'],
    [`Error creating: ${injector} dial tcp 10.0.0.1:443: connect: connection refused`, 'webhook-refused'],
    [`${injector} x509: certificate signed by unknown authority`, 'webhook-certificate'],
    [`${injector} context deadline exceeded`, 'webhook-timeout'],
    [
      `${injector} net/http: request canceled (Client.Timeout exceeded while awaiting headers)`,
      'webhook-timeout',
    ],
    [
      'failed calling webhook "x.y": failed to call webhook: Post "https://a.b.svc:443/?timeout=5s": EOF',
      'webhook-other',
    ],
    [
      'failed calling admission webhook "x.y": Post https://a.b.svc:443/?timeout=30s: no endpoints available for service "a"',
      'webhook-idle',
    ],
    [
      'admission webhook "pilot.validation.istio.io" denied the request: configuration is invalid: gateway must have at least one server',
      'webhook-denied',
    ],
    ['unable to create new content in namespace istio-system because it is being terminated', 'terminating'],
    ['pods "x" is forbidden: exceeded quota: small, requested: pods=1', 'quota'],
    [
      'pods "x" is forbidden: violates PodSecurity "baseline:latest": non-default capabilities',
      'pod-security',
    ],
    [
      'deployments.apps is forbidden: User "eve" cannot list resource "deployments" in API group "apps" in the namespace "istio-system"',
      'forbidden',
    ],
    [
      'nodes is forbidden: User "eve" cannot list resource "nodes" in API group "" at the cluster scope',
      'forbidden',
    ],
    ['no matches for kind "Gateway" in version "networking.istio.io/v1alpha3"', 'not-served'],
  ])('%s', (words, cause) => {
    expect(whole(diagnoseSymptom(said(words)))).toBe(cause);
  });

  it('names the Service behind the webhook, and the verb and the line that asks for it', () => {
    const idle = diagnoseSymptom(said(`${injector} no endpoints available for service "x"`));
    expect(idle?.why.values).toMatchObject({ service: 'istio-system/istio-sidecar-injector' });
    const orphan = diagnoseSymptom(said(`${injector} service "istio-sidecar-injector" not found`));
    expect(orphan?.commands).toEqual(['kubectl delete mutatingwebhookconfiguration istio-sidecar-injector']);
    const words =
      'pods "p" is forbidden: User "eve" cannot create resource "pods/portforward" in API group "" in the namespace "istio-system"';
    expect(diagnoseSymptom(said(words))).toMatchObject({
      why: { values: { verb: 'create', resource: 'pods/portforward' } },
      commands: ['kubectl auth can-i create pods --subresource=portforward -n istio-system'],
    });
  });

  it('is left alone where nothing is known of it', () => {
    expect(diagnoseSymptom(said('the object has been modified'))).toBeUndefined();
  });
});

describe('a row, a wait or a failed step', () => {
  it('comes down to what its pod says, and names that pod in the lines to type', () => {
    const why: Message = {
      key: 'why.pod',
      values: { pod: 'a-1', why: { key: 'why.crash', values: { container: 'app', code: 1, restarts: 3 } } },
    };
    const failed: Message = { key: 'wait.failed', values: { kind: 'Deployment', name: 'a', why } };
    const found = diagnoseSymptom(failed, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'n',
      name: 'a',
    });
    expect(whole(found)).toBe('crash');
    expect(found?.what).toEqual(failed);
    expect(found?.commands).toEqual(['kubectl -n n logs a-1 -c app --previous']);
  });

  it.each<[Message, string | undefined]>([
    [{ key: 'why.memory', values: { container: 'app', restarts: 1 } }, 'memory-limit'],
    [{ key: 'why.probe', values: { container: 'app', words: 'HTTP 503' } }, 'probe'],
    [{ key: 'why.certificate', values: { secret: 'istio.x' } }, 'certificate'],
    [{ key: 'why.absent', values: { kind: 'secret', name: 'x' } }, 'volume'],
    [{ key: 'why.mount', values: { words: 'timed out' } }, 'volume'],
    [{ key: 'why.sandbox', values: { words: 'cni' } }, 'sandbox'],
    [
      { key: 'why.create-pods', values: { words: `${injector} context deadline exceeded` } },
      'webhook-timeout',
    ],
    [
      {
        key: 'why.create-pods',
        values: {
          words:
            'No API token found for service account "istio-galley", retry after the token is automatically created and added to the service account',
        },
      },
      'token',
    ],
    [{ key: 'error.unauthorized', values: { server: 's' } }, 'unauthorized'],
    [{ key: 'error.not-served', values: { apiVersion: 'a/v1', kind: 'Gateway' } }, 'not-served'],
    [{ key: 'why.starting' }, undefined],
    [{ key: 'why.creating', values: { container: 'app' } }, undefined],
  ])('%j', (what, cause) => {
    expect(whole(diagnoseSymptom(what))).toBe(cause);
  });
});

describe('an API server that cannot be asked', () => {
  const unreachable = (code: string) =>
    new UnreachableError('https://h:6443', Object.assign(new Error(code), { code }));
  it.each([
    ['ECONNREFUSED', 'api-refused'],
    ['ENOTFOUND', 'api-name'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'api-certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'api-certificate'],
    ['ETIMEDOUT', 'api-silent'],
  ])('%s', (code, cause) => {
    expect(whole(diagnoseNoAnswer(unreachable(code), ''))).toBe(cause);
  });
  it('in time, or for another reason', () => {
    expect(whole(diagnoseNoAnswer(new TimeoutError('GET /', 1000), 'https://h'))).toBe('api-silent');
    expect(diagnoseNoAnswer(new Error('x'), 'https://h')).toBeUndefined();
  });
});

describe('a namespace that is being deleted', () => {
  const going = (...conditions: [string, string][]) =>
    object('v1', 'Namespace', 'istio-system', {
      metadata: { deletionTimestamp: 't' },
      status: {
        phase: 'Terminating',
        conditions: conditions.map(([type, message]) => ({ type, message, status: 'True' })),
      },
    });
  it.each<[[string, string][], string]>([
    [[], 'terminating'],
    [[['NamespaceContentRemaining', 'pods. has 1 resource instances']], 'terminating-content'],
    [
      [
        ['NamespaceContentRemaining', 'x'],
        ['NamespaceFinalizersRemaining', 'y in 1 resource instances'],
      ],
      'terminating-finalizers',
    ],
    [
      [
        ['NamespaceDeletionDiscoveryFailure', 'metrics.k8s.io/v1beta1: the server is currently unable'],
        ['NamespaceContentRemaining', 'x'],
      ],
      'terminating-api',
    ],
  ])('%j', (conditions, cause) => {
    expect(whole(diagnoseNamespace(going(...conditions)))).toBe(cause);
  });
  it('is none that is Active', () => {
    expect(
      diagnoseNamespace(object('v1', 'Namespace', 'a', { status: { phase: 'Active' } })),
    ).toBeUndefined();
  });
});

describe('a CRD', () => {
  const about = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'g.x' };
  const condition = (words: string): Message => ({ key: 'status.said', values: { words } });
  it('is in trouble when its names are taken, and is its own explanation otherwise', () => {
    const taken = 'PluralConflict: "g" is already in use';
    expect(whole(diagnoseSymptom(condition(taken), about))).toBe('crd-names');
    expect(diagnoseSymptom({ key: 'status.crd' }, about)).toBeUndefined();
    expect(diagnoseSymptom(condition(taken), { ...about, kind: 'Job' })).toBeUndefined();
  });
});
