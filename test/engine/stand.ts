import { Connection } from '../../source/kubernetes/connect/connection.ts';
import { type Ended, Home, hoist } from '../headless/program.ts';
import { WritingProxy } from './writing-proxy.ts';

/** A cluster to test on, and how to end what was started for it. */
export type GetCluster = () => Promise<{ kubeconfig: string; stop(): Promise<void> }>;

/** hoist on a cluster: by way of a proxy that sees its writes, with a home of its own; and a connection past both. */
export class Stand {
  readonly home: Home;
  readonly proxy: WritingProxy;
  readonly connection: Connection;
  readonly kubeconfig: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly #stop: () => Promise<void>;

  private constructor(kubeconfig: string, proxy: WritingProxy, stop: () => Promise<void>) {
    this.home = new Home();
    this.proxy = proxy;
    this.kubeconfig = kubeconfig;
    this.connection = new Connection({ kubeconfig });
    this.environment = { ...this.home.environment, KUBECONFIG: this.home.kubeconfig(proxy.url, '{}') };
    this.#stop = stop;
  }

  static async on(cluster: GetCluster): Promise<Stand> {
    const { kubeconfig, stop } = await cluster();
    return new Stand(kubeconfig, await WritingProxy.start(kubeconfig), stop);
  }

  run(...words: string[]): Promise<Ended> {
    return hoist(words, this.environment);
  }

  async close(): Promise<void> {
    this.connection.close();
    await this.proxy.close();
    await this.#stop();
    this.home.remove();
  }
}
