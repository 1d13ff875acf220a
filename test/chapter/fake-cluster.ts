import type { Ground } from '../../source/chapter/ground.ts';
import type { StepNews, StepRun } from '../../source/chapter/step.ts';
import { Api } from '../../source/kubernetes/api.ts';
import type { ApiRequest, Transport } from '../../source/kubernetes/connect/transport.ts';
import { ApiError, UnreachableError } from '../../source/kubernetes/errors.ts';
import { type KubernetesObject, keyOf, type ObjectRef } from '../../source/kubernetes/object.ts';
import { listByJson } from '../list-by-json.ts';

type Kind = [apiVersion: string, kind: string, resource: string, namespaced: boolean];

const kinds: Kind[] = [
  ['v1', 'Namespace', 'namespaces', false],
  ['v1', 'ConfigMap', 'configmaps', true],
  ['v1', 'Secret', 'secrets', true],
  ['v1', 'Service', 'services', true],
  ['v1', 'ServiceAccount', 'serviceaccounts', true],
  ['v1', 'Endpoints', 'endpoints', true],
  ['v1', 'Node', 'nodes', false],
  ['v1', 'Pod', 'pods', true],
  ['v1', 'Event', 'events', true],
  ['apps/v1', 'Deployment', 'deployments', true],
  ['apps/v1', 'ReplicaSet', 'replicasets', true],
  ['apps/v1', 'StatefulSet', 'statefulsets', true],
  ['batch/v1', 'Job', 'jobs', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', false],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', false],
  [
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    false,
  ],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', false],
];

/** Answers a request before the cluster does; undefined leaves it to the cluster. */
type Before = (request: ApiRequest) => unknown;

/** A cluster in memory without controllers: what is written stays as it is until a test says otherwise. Watches see everything. */
export class FakeCluster implements Transport {
  readonly server = 'https://fake';
  readonly calls: ApiRequest[] = [];
  before: Before = () => undefined;
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #watches = new Set<{ kind: Kind; tell: (line: string) => void; cut: () => void }>();
  #version = 1;

  /** Whether somebody watches this kind now. */
  isWatched(kind: string): boolean {
    return [...this.#watches].some((watch) => watch.kind[1] === kind);
  }

  get(ref: ObjectRef): KubernetesObject | undefined {
    return this.#objects.get(keyOf(ref));
  }

  has(kind: string, name: string): boolean {
    return [...this.#objects.values()].some((one) => one.kind === kind && one.metadata.name === name);
  }

  put(object: KubernetesObject): KubernetesObject {
    const old = this.#objects.get(keyOf(object));
    this.#version += 1;
    const metadata = {
      generation: 1,
      uid: `uid-${this.#version}`,
      ...old?.metadata,
      ...object.metadata,
      resourceVersion: String(this.#version),
    };
    const stored: KubernetesObject = { ...old, ...object, metadata };
    if (old && JSON.stringify(old.spec) !== JSON.stringify(stored.spec))
      metadata.generation = (old.metadata.generation ?? 0) + 1;
    this.#objects.set(keyOf(object), stored);
    this.#tell(old ? 'MODIFIED' : 'ADDED', stored);
    return stored;
  }

  remove(ref: ObjectRef): void {
    const old = this.#objects.get(keyOf(ref));
    if (!old) return;
    this.#objects.delete(keyOf(ref));
    this.#tell('DELETED', old);
  }

  /** Ends every watch as a network does: without a word. */
  cutWatches(): void {
    for (const watch of this.#watches) watch.cut();
  }

  /** Every `METHOD /path` that would have changed something. */
  get writes(): string[] {
    return this.calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  }

  async json<T>(request: ApiRequest): Promise<T> {
    this.calls.push(request);
    request.signal?.throwIfAborted();
    const before = await this.before(request);
    return structuredClone(before === undefined ? this.#answer(request) : before) as T;
  }

  readonly list = listByJson({ json: (request) => this.json(request) });

  async text(request: ApiRequest): Promise<string> {
    return JSON.stringify(await this.json(request));
  }

  async stream(request: ApiRequest): Promise<AsyncIterable<Uint8Array>> {
    this.calls.push(request);
    await this.before(request);
    const { kind } = this.#route(request.path);
    const lines: string[] = [];
    let wake = () => {};
    let isCut = false;
    const watch = {
      kind,
      cut: () => {
        isCut = true;
        wake();
      },
      tell: (line: string) => {
        lines.push(line);
        wake();
      },
    };
    this.#watches.add(watch);
    const { signal } = request;
    signal?.addEventListener('abort', () => wake());
    const watches = this.#watches;
    return (async function* () {
      try {
        while (!signal?.aborted) {
          while (lines.length > 0) yield Buffer.from(lines.shift() as string);
          if (signal?.aborted) return;
          if (isCut) throw new UnreachableError('https://fake', new Error('socket hang up'));
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        watches.delete(watch);
      }
    })();
  }

  close(): void {}

  #tell(type: string, object: KubernetesObject): void {
    for (const watch of this.#watches)
      if (watch.kind[0] === object.apiVersion && watch.kind[1] === object.kind)
        watch.tell(`${JSON.stringify({ type, object })}\n`);
  }

  #route(path: string): { kind: Kind; namespace?: string; name?: string } {
    for (const kind of kinds) {
      const [apiVersion, , resource, namespaced] = kind;
      const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      const pattern = new RegExp(
        `^${root}${namespaced ? '(?:/namespaces/([^/]+))?' : '()'}/${resource}(?:/([^/]+))?$`,
      );
      const match = pattern.exec(path);
      if (match) return { kind, namespace: match[1] || undefined, name: match[2] };
    }
    throw new ApiError(404, { kind: 'Status', reason: 'NotFound', message: `${path} not found` });
  }

  #answer({ method, path, query, body, contentType }: ApiRequest): unknown {
    const version = /^\/apis?\/([^/]+(?:\/v[^/]+)?)$/.exec(path)?.[1];
    if (version) {
      const found = kinds.filter(([apiVersion]) => apiVersion === version);
      if (found.length === 0) throw new ApiError(404, { message: 'not found' });
      return { resources: found.map(([, kind, name, namespaced]) => ({ kind, name, namespaced })) };
    }
    if (path === '/version') return { gitVersion: 'v1.20.2' };
    const { kind, namespace, name } = this.#route(path);
    const [apiVersion, word] = kind;
    if (!name) return this.#list(kind, namespace, query);
    const ref = { apiVersion, kind: word, name, ...(namespace ? { namespace } : {}) };
    const found = this.get(ref);
    if (method === 'PATCH' && !contentType?.includes('merge-patch'))
      return this.put({ ...found, ...(body as KubernetesObject) });
    if (!found) throw new ApiError(404, { reason: 'NotFound', message: `${name} not found` });
    if (method === 'PATCH') {
      const next = merged(found, body) as KubernetesObject;
      checkBound(next, found);
      return this.put(next);
    }
    if (method === 'PUT') return this.put(body as KubernetesObject);
    if (method === 'DELETE') {
      const meant = (body as { preconditions?: { uid?: string } } | undefined)?.preconditions?.uid;
      const { uid } = found.metadata;
      if (meant && meant !== uid) {
        const words = `the UID in the precondition (${meant}) does not match the UID in record (${uid})`;
        throw new ApiError(409, {
          reason: 'Conflict',
          message: `${words}. The object might have been deleted`,
        });
      }
      if (!found.metadata.finalizers) this.remove(ref);
      else this.put({ ...found, metadata: { ...found.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } });
      return {};
    }
    return found;
  }

  #list([apiVersion, kind]: Kind, namespace: string | undefined, query: ApiRequest['query']): unknown {
    const type = /^type=(.*)$/.exec(String(query?.fieldSelector ?? ''))?.[1];
    const labels = String(query?.labelSelector ?? '')
      .split(',')
      .filter(Boolean)
      .map((one) => one.split('='));
    const items = [...this.#objects.values()].filter(
      (one) =>
        one.apiVersion === apiVersion &&
        one.kind === kind &&
        (!namespace || one.metadata.namespace === namespace) &&
        (type === undefined || one.type === type) &&
        labels.every(([name = '', value]) => one.metadata.labels?.[name] === value),
    );
    return { kind: 'List', metadata: { resourceVersion: String(this.#version) }, items };
  }
}

/** As a server refuses the patch of another version, and of another object. */
function checkBound(
  { kind, metadata: { name, uid, resourceVersion } }: KubernetesObject,
  found: KubernetesObject,
) {
  if (resourceVersion !== found.metadata.resourceVersion)
    throw new ApiError(409, { reason: 'Conflict', message: 'the object has been modified' });
  if (uid === found.metadata.uid) return;
  const why = `Invalid value: "${uid}": field is immutable`;
  throw new ApiError(422, {
    reason: 'Invalid',
    message: `${kind} "${name}" is invalid: metadata.uid: ${why}`,
    details: { name, kind, causes: [{ reason: 'FieldValueInvalid', message: why, field: 'metadata.uid' }] },
  });
}

/** JSON merge patch (RFC 7386). */
function merged(old: unknown, patch: unknown): unknown {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = { ...(old as object) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

/** What a step gets to stand on, and what it told. */
export function standOn(cluster: FakeCluster, change: Partial<Ground> = {}) {
  const cancel = new AbortController();
  const news: StepNews[] = [];
  const run: StepRun = { signal: cancel.signal, emit: (one) => news.push(one) };
  const api = new Api(cluster);
  const connection = { api, transport: cluster, context: 'fake', server: cluster.server };
  const ground = {
    connection,
    release: undefined,
    namespace: 'default',
    timeout: 60_000,
    readOnly: false,
    ...change,
  } as unknown as Ground;
  return { api, ground, run, news, cancel };
}

export const deployment = (
  name: string,
  status?: object,
  spec: object = { replicas: 1 },
): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'istio-system' },
  spec,
  ...(status ? { status } : {}),
});

/** The status of a Deployment whose one pod is ready, as its controller saw this generation of it. */
export const readyAt = (observedGeneration: number) => ({
  observedGeneration,
  replicas: 1,
  updatedReplicas: 1,
  readyReplicas: 1,
  availableReplicas: 1,
});

export const configMap = (name: string, data: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'istio-system' },
  data,
});
