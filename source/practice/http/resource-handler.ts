import type { Cluster } from '../cluster.ts';
import type { Target } from '../machinery/options.ts';
import { isRecord, type KubernetesObject } from '../object.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';
import { schemaOf } from '../patch/schema.ts';
import { applyStrategicMerge } from '../patch/strategic-merge.ts';
import {
  badRequest,
  forbidden,
  methodNotAllowed,
  noSuchResource,
  StatusError,
  unsupportedMediaType,
} from '../status-error.ts';
import { forbiddenField, invalid, invalidObject, required } from '../validation/field-error.ts';
import type { Access } from './access-review.ts';
import { checkForm } from './check-form.ts';
import type { Exchange } from './exchange.ts';
import { listPage } from './list.ts';
import { negotiate } from './negotiate.ts';
import { parseObject, parseText } from './parse-body.ts';
import { booleanOf, numberOf } from './query.ts';
import { Renderer } from './render.ts';
import type { RequestInfo } from './request-info.ts';
import { bookmarkOf, WatchStream } from './watch.ts';
import { deleteOptions, writeOptions } from './write-options.ts';

const builtInSubresources = new Set(['status', 'scale', 'finalize']);

/** The types of patches, as the server lists them to who sends another. */
const jsonPatch = 'application/json-patch+json';
const mergePatch = 'application/merge-patch+json';
const strategicPatch = 'application/strategic-merge-patch+json';
const applyPatch = 'application/apply-patch+yaml';

/** Answers requests for objects and lists of them: HTTP on one side, the object API on the other. */
export class ResourceHandler {
  readonly #cluster: Cluster;
  readonly #access: Access;
  readonly #watches = new Set<WatchStream>();

  constructor(cluster: Cluster, access: Access) {
    this.#cluster = cluster;
    this.#access = access;
  }

  /** Ends every watch, so that their clients look for another server. */
  endWatches(): void {
    for (const watch of this.#watches) watch.stop();
    this.#watches.clear();
  }

  async handle(exchange: Exchange, info: RequestInfo): Promise<void> {
    if (exchange.method === 'POST' && (await this.#review(exchange, info))) return;
    const target = this.#target(info);
    const { method } = exchange;
    this.#authorize(exchange, info, target);
    if (target.subresource && !this.#hasSubresource(target)) throw noSuchResource();
    if (target.name === undefined) {
      if (method === 'GET') return this.#list(exchange, target);
      if (method === 'POST') return this.#create(exchange, target);
      if (method === 'DELETE' && target.resource.verbs.includes('deletecollection'))
        return this.#deleteCollection(exchange, target);
      throw methodNotAllowed();
    }
    if (method === 'GET') return this.#get(exchange, target);
    if (method === 'PUT') return this.#update(exchange, target);
    if (method === 'PATCH' && target.subresource !== 'finalize') return this.#patch(exchange, target);
    if (method === 'DELETE' && !target.subresource) return this.#delete(exchange, target);
    throw methodNotAllowed();
  }

  #target({ apiVersion, plural, namespace, name, subresource }: RequestInfo): Target {
    const resource = this.#cluster.registry.byPath(apiVersion, plural);
    if (!resource || (namespace !== undefined && !resource.namespaced)) throw noSuchResource();
    // One object of a kind with namespaces has no path without one.
    if (resource.namespaced && namespace === undefined && name !== undefined) throw noSuchResource();
    return { resource, apiVersion, namespace, name, subresource };
  }

  #hasSubresource({ resource, apiVersion, subresource = '' }: Target): boolean {
    const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
    return (
      builtInSubresources.has(subresource) &&
      this.#cluster.registry.subresourcesOf(resource, version).includes(subresource)
    );
  }

  #authorize(exchange: Exchange, info: RequestInfo, { resource, namespace, name }: Target): void {
    const verb = verbOf(exchange, info);
    const plural = info.subresource ? `${resource.plural}/${info.subresource}` : resource.plural;
    const group = info.apiVersion.includes('/') ? (info.apiVersion.split('/')[0] ?? '') : '';
    if (this.#access.allows({ verb, group, resource: plural, namespace, name })) return;
    const where = namespace ? ` in the namespace "${namespace}"` : ' at the cluster scope';
    throw forbidden(
      { group, plural: resource.plural },
      name ?? '',
      `User "practice" cannot ${verb} resource "${plural}" in API group "${group}"${where}`,
    );
  }

  async #review(exchange: Exchange, { apiVersion, plural }: RequestInfo): Promise<boolean> {
    if (!apiVersion.startsWith('authorization.k8s.io/') || !this.#cluster.registry.serves(apiVersion))
      return false;
    const review = parseObject(await exchange.body(), exchange.contentType, plural);
    const answer = this.#access.review(plural, review);
    if (!answer) return false;
    exchange.send(201, answer);
    return true;
  }

  /** In which views this cluster knows tables and bare metadata: meta.k8s.io/v1 came with 1.15. */
  get #viewVersions(): readonly string[] {
    return this.#cluster.profile === 'chapter' ? ['v1beta1'] : ['v1', 'v1beta1'];
  }

  #renderer(exchange: Exchange, target: Target) {
    const media = negotiate(exchange.accept, this.#viewVersions);
    if (!media) throw notAcceptable(exchange.accept ?? '');
    return {
      media,
      renderer: new Renderer(this.#cluster, target, media, exchange.query.get('includeObject')),
    };
  }

  #list(exchange: Exchange, target: Target): void {
    const { query } = exchange;
    const { media, renderer } = this.#renderer(exchange, target);
    const selectors = {
      labelSelector: query.get('labelSelector') ?? '',
      fieldSelector: query.get('fieldSelector') ?? '',
    };
    const resourceVersion = query.get('resourceVersion') ?? '';
    const limit = numberOf(query, 'limit') ?? 0;
    const timeoutSeconds = numberOf(query, 'timeoutSeconds');
    const isWatch = booleanOf(query, 'watch');
    if (query.has('sendInitialEvents') && this.#cluster.profile === 'current') refuseInitialEvents(isWatch);
    if (isWatch) {
      const watch = new WatchStream(exchange, this.#cluster.api, target, {
        ...selectors,
        resourceVersion,
        timeoutSeconds,
        bookmarks: booleanOf(query, 'allowWatchBookmarks') && this.#cluster.profile === 'current',
        render: renderer.event(),
        bookmark: (version) => bookmarkOf(target, version),
      });
      watch.start(this.#cluster.clock);
      this.#watches.add(watch);
      exchange.response.on('close', () => this.#watches.delete(watch));
      return;
    }
    const page = listPage(this.#cluster.api, target, {
      ...selectors,
      limit,
      continue: query.get('continue') ?? '',
      resourceVersion,
    });
    exchange.send(200, renderer.list(page), media);
  }

  #get(exchange: Exchange, target: Target): void {
    const { media, renderer } = this.#renderer(exchange, target);
    const object = this.#cluster.api.get(target);
    exchange.send(200, target.subresource === 'scale' ? object : renderer.one(object), media);
  }

  async #create(exchange: Exchange, target: Target): Promise<void> {
    // The whole cluster is no place to make something that lives in a namespace.
    if (target.resource.namespaced && target.namespace === undefined) throw methodNotAllowed();
    const { media, renderer } = this.#renderer(exchange, target);
    const options = writeOptions(exchange, 'CreateOptions');
    const object = this.#object(await exchange.body(), exchange.contentType, target);
    exchange.send(201, renderer.one(this.#cluster.api.create(target, object, options)), media);
  }

  async #update(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const options = writeOptions(exchange, 'UpdateOptions');
    const object = this.#object(await exchange.body(), exchange.contentType, target);
    const { store } = this.#cluster;
    const existed = store.get(target.resource.key, target.namespace, target.name ?? '') !== undefined;
    const updated = this.#cluster.api.update(target, object, options);
    exchange.send(
      existed ? 200 : 201,
      target.subresource === 'scale' ? updated : renderer.one(updated),
      media,
    );
  }

  async #patch(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const { contentType, query } = exchange;
    const { api } = this.#cluster;
    this.#checkPatchType(contentType, target);
    const body = await exchange.body();
    const text = body.toString('utf8');
    if (contentType === applyPatch) {
      const options = writeOptions(exchange, 'PatchOptions');
      if (!query.get('fieldManager'))
        throw invalidObject('meta.k8s.io', 'PatchOptions', '', [
          required('fieldManager', 'is required for apply patch'),
        ]);
      const applied = this.#object(body, 'application/yaml', target, true);
      const { object, created } = api.apply(target, applied, {
        ...options,
        force: booleanOf(query, 'force'),
      });
      exchange.send(created ? 201 : 200, renderer.one(object), media);
      return;
    }
    if (query.has('force'))
      throw invalidObject('meta.k8s.io', 'PatchOptions', '', [
        forbiddenField('force', 'may not be specified for non-apply patch'),
      ]);
    const options = writeOptions(exchange, 'PatchOptions');
    let patch: unknown;
    try {
      patch = parseText(text, false);
    } catch (error) {
      throw badRequest(`error decoding patch: ${(error as Error).message}`);
    }
    if (contentType !== jsonPatch && !isRecord(patch)) {
      const why =
        'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
      throw invalidObject('', '', '', [invalid('patch', text, why)]);
    }
    const schema = schemaOf(target.resource, target.apiVersion);
    const change = (current: KubernetesObject): KubernetesObject => {
      if (contentType === jsonPatch) return applyJsonPatch(current, patch);
      return contentType === mergePatch
        ? applyMergePatch(current, patch)
        : applyStrategicMerge(current, patch, schema);
    };
    const checked = (current: KubernetesObject): KubernetesObject => {
      const patched = change(current);
      if (!isRecord(patched)) throw badRequest('the patched object is no object');
      const { kind } = target.subresource === 'scale' ? { kind: 'Scale' } : target.resource;
      checkForm(
        patched as KubernetesObject,
        versionText(target.apiVersion),
        kind,
        target.resource.custom !== undefined,
      );
      return patched as KubernetesObject;
    };
    const patched = api.patch(target, checked, options);
    exchange.send(200, target.subresource === 'scale' ? patched : renderer.one(patched), media);
  }

  #checkPatchType(contentType: string, { resource }: Target): void {
    const types = [jsonPatch, mergePatch];
    if (!resource.custom) types.push(strategicPatch);
    if (this.#cluster.api.behaviour.serverSideApply) types.push(applyPatch);
    if (types.includes(contentType)) return;
    const known = [jsonPatch, mergePatch, strategicPatch, applyPatch].includes(contentType);
    if (known)
      throw unsupportedMediaType(
        `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
      );
    throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  }

  async #delete(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const options = await deleteOptions(exchange);
    const { answer } = this.#cluster.api.delete(target, options);
    exchange.send(200, answer.kind === 'Status' ? answer : renderer.one(answer as KubernetesObject), media);
  }

  async #deleteCollection(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const options = await deleteOptions(exchange);
    const { query } = exchange;
    const selectors = {
      labelSelector: query.get('labelSelector') ?? '',
      fieldSelector: query.get('fieldSelector') ?? '',
    };
    const items = this.#cluster.api.deleteCollection(target, selectors, options);
    const metadata = { resourceVersion: String(this.#cluster.store.revision) };
    exchange.send(200, renderer.list({ items, metadata }), media);
  }

  /** The object of a write, held to the kind that the path is about. */
  #object(
    body: Buffer,
    contentType: string,
    { resource, apiVersion, subresource }: Target,
    strict = false,
  ): KubernetesObject {
    const expected =
      subresource === 'scale'
        ? { kind: 'Scale', apiVersion: 'autoscaling/v1' }
        : { kind: resource.kind, apiVersion };
    const object = parseObject(body, contentType, expected.kind);
    if ((strict || resource.custom) && (!object.apiVersion || !object.kind))
      throw badRequest(
        `Object '${object.kind ? 'apiVersion' : 'Kind'}' is missing in '${body.toString('utf8').slice(0, 200)}'`,
      );
    if (resource.custom && !subresource && object.kind !== resource.kind)
      throw invalidObject(resource.group, String(object.kind), String(object.metadata?.name ?? ''), [
        invalid('kind', object.kind, `must be ${resource.kind}`),
      ]);
    if (
      ![object.apiVersion, object.kind].every(
        (one) => one === undefined || one === null || typeof one === 'string',
      )
    )
      throw badRequest(`couldn't get version/kind; json parse error: apiVersion and kind must be strings`);
    const given = {
      apiVersion: object.apiVersion || expected.apiVersion,
      kind: object.kind || expected.kind,
    };
    if (given.kind !== expected.kind)
      throw badRequest(
        `${given.kind} in version ${JSON.stringify(versionText(given.apiVersion))} cannot be handled as a ${expected.kind}: ${this.#unknownOr(given, expected.kind)}`,
      );
    if (given.apiVersion !== expected.apiVersion) {
      const served = this.#cluster.registry.byKind(given.apiVersion, given.kind);
      if (served !== resource)
        throw badRequest(
          `${given.kind} in version ${JSON.stringify(versionText(given.apiVersion))} cannot be handled as a ${expected.kind}: no kind "${given.kind}" is registered for version "${given.apiVersion}" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
        );
      throw badRequest(
        `the API version in the data (${given.apiVersion}) does not match the expected API version (${expected.apiVersion})`,
      );
    }
    checkForm(object, versionText(expected.apiVersion), expected.kind, resource.custom !== undefined);
    return { ...object, ...given };
  }

  #unknownOr({ apiVersion, kind }: { apiVersion: string; kind: string }, expected: string): string {
    const known = this.#cluster.registry.byKind(apiVersion, kind);
    return known
      ? `converting (${versionText(apiVersion)}.${kind}) to (core.${expected}): unknown conversion`
      : `no kind "${kind}" is registered for version "${apiVersion}" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`;
  }
}

/** Nothing that the client takes: no known notation, or no such view of it. */
function notAcceptable(accept: string): StatusError {
  if (!/application\/(json|yaml|\*)|\*\/\*/.test(accept))
    return new StatusError(406, 'NotAcceptable', '406: Not Acceptable', {});
  const known = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
  return new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${known}`);
}

/** A list as a stream is one that a client can do without: it lists and watches where a server has not switched that on. */
function refuseInitialEvents(isWatch: boolean): never {
  const why = isWatch
    ? 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled'
    : 'sendInitialEvents is forbidden for list';
  throw invalidObject('meta.k8s.io', 'ListOptions', '', [forbiddenField('sendInitialEvents', why)]);
}

const versionText = (apiVersion: string): string => apiVersion.slice(apiVersion.indexOf('/') + 1);

function verbOf({ method, query }: Exchange, { name }: RequestInfo): string {
  if (method === 'POST') return 'create';
  if (method === 'PUT') return 'update';
  if (method === 'PATCH') return 'patch';
  if (method === 'DELETE') return name === undefined ? 'deletecollection' : 'delete';
  if (name !== undefined) return 'get';
  return booleanOf(query, 'watch') ? 'watch' : 'list';
}
