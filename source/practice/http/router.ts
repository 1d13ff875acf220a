import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Cluster } from '../cluster.ts';
import { openApiV2, openApiV2Protobuf, openApiV3, openApiV3Index } from '../openapi/openapi.ts';
import { internalError, methodNotAllowed, noSuchResource, StatusError } from '../status-error.ts';
import { Access } from './access-review.ts';
import { aggregated, group, groupList, resourceList, rootPaths } from './discovery.ts';
import type { Exchange } from './exchange.ts';
import { parsePath, type RequestInfo } from './request-info.ts';
import { ResourceHandler } from './resource-handler.ts';
import { versions } from './version.ts';

/** A request for a subresource that is more than an object: logs, exec, port-forward, proxy. */
export interface ConnectRequest {
  cluster: Cluster;
  info: RequestInfo;
  method: string;
  query: URLSearchParams;
  /** What follows the subresource in the path, for proxies. */
  rest: string;
}

export interface Connector {
  /** An ordinary request. */
  respond?(request: ConnectRequest, exchange: Exchange): void | Promise<void>;
  /** A request to speak another protocol, WebSocket or SPDY, over the connection. */
  upgrade?(request: ConnectRequest, message: IncomingMessage, socket: Duplex, head: Buffer): void;
}

const healthPaths = new Set([
  '/healthz',
  '/livez',
  '/readyz',
  '/healthz/ping',
  '/livez/ping',
  '/readyz/ping',
]);
const openApiProtobuf = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const aggregatedAnswer = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const aggregatedType =
  /application\/json;(?=[^,]*\bg=apidiscovery\.k8s\.io)(?=[^,]*\bv=v2\b)(?=[^,]*\bas=APIGroupDiscoveryList)/;

/** From the path of a request to who answers it. */
export class Router {
  readonly access = new Access();
  readonly resources: ResourceHandler;
  readonly #cluster: Cluster;
  readonly #connectors = new Map<string, Connector>();
  readonly #token: string;

  constructor(cluster: Cluster, token: string) {
    this.#cluster = cluster;
    this.#token = token;
    this.resources = new ResourceHandler(cluster, this.access);
  }

  /** Answers a subresource, e.g. `pods`, `log`. Discovery shows it from now on. */
  connect(resourceKey: string, subresource: string, connector: Connector): void {
    this.#cluster.registry.connect(resourceKey, subresource);
    this.#connectors.set(`${resourceKey}/${subresource}`, connector);
  }

  async handle(exchange: Exchange): Promise<void> {
    try {
      await this.#route(exchange);
    } catch (error) {
      const refusal =
        error instanceof StatusError ? error : internalError((error as Error)?.message ?? String(error));
      if (exchange.response.headersSent) exchange.response.destroy();
      else exchange.send(refusal.code, refusal.body);
    }
  }

  upgrade(
    exchange: Pick<Exchange, 'path' | 'query'>,
    message: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    const found = this.#authorized(message) ? this.#connectorOf(exchange.path) : undefined;
    if (!found?.connector.upgrade) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const { connector, info, rest } = found;
    const method = message.method ?? 'GET';
    connector.upgrade?.(
      { cluster: this.#cluster, info, method, query: exchange.query, rest },
      message,
      socket,
      head,
    );
  }

  #authorized(message: IncomingMessage): boolean {
    return message.headers.authorization === `Bearer ${this.#token}`;
  }

  async #route(exchange: Exchange): Promise<void> {
    const { path, method } = exchange;
    if (!this.#authorized(exchange.request)) throw new StatusError(401, 'Unauthorized', 'Unauthorized');
    try {
      decodeURI(path);
    } catch {
      return exchange.sendText(400, '400 Bad Request', 'text/plain; charset=utf-8');
    }
    const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    if (method === 'GET' || method === 'HEAD') {
      if (healthPaths.has(plain)) return exchange.sendText(200, 'ok', 'text/plain; charset=utf-8');
      if (plain === '/version') return exchange.send(200, versions[this.#cluster.profile]);
      const document = this.#discovery(exchange, plain);
      if (document) {
        const { body, type } = document;
        return exchange.sendText(200, Buffer.isBuffer(body) ? body : JSON.stringify(body), type);
      }
    } else if (this.#isDocument(exchange, plain)) throw methodNotAllowed();
    if (plain === '/') return exchange.send(200, { paths: rootPaths(this.#cluster.registry) });
    const found = this.#connectorOf(path);
    if (found?.connector.respond) {
      if (method !== 'GET' && method !== 'POST' && found.info.subresource === 'log') throw methodNotAllowed();
      const { connector, info, rest } = found;
      await connector.respond?.(
        { cluster: this.#cluster, info, method, query: exchange.query, rest },
        exchange,
      );
      return;
    }
    const info = parsePath(path);
    if (!info) {
      const [, root, first = '', second] = plain.split('/');
      if (root === 'version' || root === 'api' || (root === 'apis' && second)) throw noSuchResource();
      if (root === 'apis' && first && this.#cluster.registry.groups().some(({ name }) => name === first))
        throw noSuchResource();
      return exchange.sendText(404, '404 page not found\n', 'text/plain; charset=utf-8');
    }
    if (!this.#cluster.registry.serves(info.apiVersion))
      return exchange.sendText(404, '404 page not found\n', 'text/plain; charset=utf-8');
    await this.resources.handle(exchange, info);
  }

  /** Somewhere that can only be read. */
  #isDocument(exchange: Exchange, plain: string): boolean {
    return plain === '/version' || this.#discoveryDocument(exchange, plain) !== undefined;
  }

  #connectorOf(path: string): { connector: Connector; info: RequestInfo; rest: string } | undefined {
    const info = parsePath(path);
    if (!info?.subresource || !info.name) return undefined;
    const resource = this.#cluster.registry.byPath(info.apiVersion, info.plural);
    const connector = resource && this.#connectors.get(`${resource.key}/${info.subresource}`);
    if (!connector) return undefined;
    const marker = `/${info.subresource}`;
    const at = path.indexOf(marker, path.indexOf(`/${info.plural}/`) + info.plural.length + 2);
    return { connector, info, rest: path.slice(at + marker.length) };
  }

  #discovery(exchange: Exchange, path: string): { type: string; body: unknown } | undefined {
    const { registry, profile } = this.#cluster;
    const accept = exchange.accept?.replaceAll(' ', '') ?? '';
    if (profile === 'current' && aggregatedType.test(accept) && (path === '/api' || path === '/apis'))
      return { type: aggregatedAnswer, body: aggregated(registry, path === '/api') };
    if (path === '/openapi/v2' && accept.includes(openApiProtobuf))
      return { type: 'application/octet-stream', body: openApiV2Protobuf(registry) };
    const body = this.#discoveryDocument(exchange, path);
    return body === undefined ? undefined : { type: 'application/json', body };
  }

  #discoveryDocument(exchange: Exchange, path: string): unknown {
    const { registry } = this.#cluster;
    if (path === '/api') {
      const serverAddress = exchange.request.headers.host ?? '127.0.0.1';
      const clients = [{ clientCIDR: '0.0.0.0/0', serverAddress }];
      return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: clients };
    }
    if (path === '/apis') return groupList(registry);
    if (path === '/openapi/v2') return openApiV2(registry);
    if (registry.profile === 'current' && path === '/openapi/v3') return openApiV3Index(registry);
    if (registry.profile === 'current' && path.startsWith('/openapi/v3/'))
      return openApiV3(registry, path.slice('/openapi/v3/'.length));
    const [, root, first = '', second, ...rest] = path.split('/');
    if (rest.length) return undefined;
    if (root === 'api' && first === 'v1' && second === undefined) return resourceList(registry, 'v1');
    if (root !== 'apis') return undefined;
    return second === undefined ? group(registry, first) : resourceList(registry, `${first}/${second}`);
  }
}
