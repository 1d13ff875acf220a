import type { Cluster } from '../cluster.ts';
import type { Target } from '../machinery/options.ts';
import type { KubernetesObject } from '../object.ts';
import { forbidden, methodNotAllowed, noSuchResource } from '../status-error.ts';
import { forbiddenField, invalidObject, required } from '../validation/field-error.ts';
import type { Access } from './access-review.ts';
import type { Exchange } from './exchange.ts';
import { FieldCheck } from './field-check.ts';
import { listPage } from './list.ts';
import { negotiate } from './negotiate.ts';
import { parseObject } from './parse-body.ts';
import { applyPatch, changeOf, checkPatchType } from './patch-request.ts';
import { actionOf, done } from './pod-actions.ts';
import { booleanOf, numberOf } from './query.ts';
import { readApplied, readObject } from './read-object.ts';
import { listAsOne, notAcceptable, refuseInitialEvents } from './refused-lists.ts';
import { Renderer } from './render.ts';
import type { RequestInfo } from './request-info.ts';
import { bookmarkOf, parseRevision, WatchStream } from './watch.ts';
import { deleteOptions, writeOptions } from './write-options.ts';

const builtInSubresources = new Set(['status', 'scale', 'finalize', 'binding', 'eviction']);

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
    if (isReview(info.plural) && info.apiVersion.startsWith('authorization.k8s.io/')) {
      if (exchange.method !== 'POST') throw methodNotAllowed();
      if (await this.#review(exchange, info)) return;
    }
    const target = this.#target(info);
    const { method } = exchange;
    this.#authorize(exchange, info, target);
    if (target.subresource && !this.#hasSubresource(target)) throw noSuchResource();
    if (target.name === undefined) {
      if (method === 'GET') return this.#list(exchange, target);
      if (method === 'POST') return this.#create(exchange, target);
      // The whole cluster is no place to empty of what lives in namespaces.
      const isPlace = !target.resource.namespaced || target.namespace !== undefined;
      if (method === 'DELETE' && isPlace && target.resource.verbs.includes('deletecollection'))
        return this.#deleteCollection(exchange, target);
      throw methodNotAllowed();
    }
    const action = actionOf(target);
    if (action) {
      if (method !== 'POST') throw methodNotAllowed();
      const options = writeOptions(exchange, 'CreateOptions', this.#cluster.profile);
      action(this.#cluster, target, await this.#read(exchange, target, 'CreateOptions'), options);
      return exchange.send(201, done);
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
    if (!media) throw notAcceptable(exchange.accept ?? '', this.#cluster.profile);
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
    if (media.as === 'PartialObjectMetadata') throw listAsOne(target);
    const page = listPage(this.#cluster.api, target, {
      ...selectors,
      limit,
      continue: query.get('continue') ?? '',
      resourceVersion,
      resourceVersionMatch: query.get('resourceVersionMatch') ?? '',
    });
    exchange.send(200, renderer.list(page), media);
  }

  #get(exchange: Exchange, target: Target): void {
    const { media, renderer } = this.#renderer(exchange, target);
    const version = exchange.query.get('resourceVersion') ?? '';
    if (version) parseRevision(version);
    const object = this.#cluster.api.get(target);
    exchange.send(200, target.subresource === 'scale' ? object : renderer.one(object), media);
  }

  async #create(exchange: Exchange, target: Target): Promise<void> {
    // The whole cluster is no place to make something that lives in a namespace.
    if (target.resource.namespaced && target.namespace === undefined) throw methodNotAllowed();
    const { media, renderer } = this.#renderer(exchange, target);
    const options = writeOptions(exchange, 'CreateOptions', this.#cluster.profile);
    const object = await this.#read(exchange, target, 'CreateOptions');
    exchange.send(201, renderer.one(this.#cluster.api.create(target, object, options)), media);
  }

  async #read(exchange: Exchange, target: Target, options: string): Promise<KubernetesObject> {
    const { registry, profile } = this.#cluster;
    const check = new FieldCheck(exchange, profile, options);
    return readObject(registry, await exchange.body(), exchange.contentType, target, check);
  }

  async #update(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const options = writeOptions(exchange, 'UpdateOptions', this.#cluster.profile);
    const object = await this.#read(exchange, target, 'UpdateOptions');
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
    const { api, profile } = this.#cluster;
    checkPatchType(contentType, target, api.behaviour.serverSideApply);
    const body = await exchange.body();
    const text = body.toString('utf8');
    if (contentType === applyPatch) {
      const options = writeOptions(exchange, 'PatchOptions', profile);
      if (!query.get('fieldManager'))
        throw invalidObject('meta.k8s.io', 'PatchOptions', '', [
          required('fieldManager', 'is required for apply patch'),
        ]);
      const check = new FieldCheck(exchange, profile, 'PatchOptions');
      const applied = readApplied(this.#cluster.registry, body, target, check);
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
    const options = writeOptions(exchange, 'PatchOptions', profile);
    const check = new FieldCheck(exchange, profile, 'PatchOptions');
    const patched = api.patch(target, changeOf(text, contentType, target, profile, check), options);
    exchange.send(200, target.subresource === 'scale' ? patched : renderer.one(patched), media);
  }

  async #delete(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const options = await deleteOptions(exchange, this.#cluster.profile);
    const { answer } = this.#cluster.api.delete(target, options);
    exchange.send(200, answer.kind === 'Status' ? answer : renderer.one(answer as KubernetesObject), media);
  }

  async #deleteCollection(exchange: Exchange, target: Target): Promise<void> {
    const { media, renderer } = this.#renderer(exchange, target);
    const options = await deleteOptions(exchange, this.#cluster.profile);
    const { query } = exchange;
    const selectors = {
      labelSelector: query.get('labelSelector') ?? '',
      fieldSelector: query.get('fieldSelector') ?? '',
    };
    const items = this.#cluster.api.deleteCollection(target, selectors, options);
    const metadata = { resourceVersion: String(this.#cluster.store.revision) };
    exchange.send(200, renderer.list({ items, metadata }), media);
  }
}

const isReview = (plural: string): boolean => /^(self|local)?subject(access|rules)reviews$/.test(plural);

function verbOf({ method, query }: Exchange, { name }: RequestInfo): string {
  if (method === 'POST') return 'create';
  if (method === 'PUT') return 'update';
  if (method === 'PATCH') return 'patch';
  if (method === 'DELETE') return name === undefined ? 'deletecollection' : 'delete';
  if (name !== undefined) return 'get';
  return booleanOf(query, 'watch') ? 'watch' : 'list';
}
