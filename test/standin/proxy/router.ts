import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Endpoint, Resources } from '../shared/xds.ts';
import { Exchange } from './exchange.ts';
import { findRoute, pickCluster, rewrittenUrl } from './routing.ts';

/** Listens where the listeners say and forwards as the routes say. */
export class Router {
  readonly #servers = new Map<number, Server>();
  readonly #config: Partial<Resources>;
  #turn = 0;

  constructor(config: Partial<Resources>) {
    this.#config = config;
  }

  /** Opens the ports that were asked for and closes the others. */
  async listen(): Promise<void> {
    const wanted = new Set((this.#config.LDS ?? []).map(({ port }) => port));
    for (const [port, server] of this.#servers) {
      if (wanted.has(port)) continue;
      this.#servers.delete(port);
      server.close();
      server.closeAllConnections();
    }
    for (const port of wanted) if (!this.#servers.has(port)) await this.#open(port);
  }

  #open(port: number): Promise<void> {
    const server = createServer((request, response) => this.#handle(port, request, response));
    this.#servers.set(port, server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '0.0.0.0', resolve);
    });
  }

  #handle(port: number, request: IncomingMessage, response: ServerResponse): void {
    const exchange = new Exchange(request, response);
    const url = request.url ?? '/';
    const route = findRoute(this.#config.RDS?.[port] ?? [], request.headers.host ?? '', url);
    if (!route) {
      exchange.refuse(404, 'NR');
    } else if (route.redirect) {
      exchange.redirect(route.redirect);
    } else {
      const cluster = pickCluster(route);
      const endpoint = this.#endpoint(cluster);
      if (endpoint) exchange.forward(endpoint, cluster, rewrittenUrl(url, route));
      else exchange.refuse(503, 'UH', 'no healthy upstream', cluster);
    }
  }

  #endpoint(cluster: string): Endpoint | undefined {
    const endpoints = this.#config.EDS?.[cluster] ?? [];
    return endpoints[this.#turn++ % Math.max(endpoints.length, 1)];
  }
}
