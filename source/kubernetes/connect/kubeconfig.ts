import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { loadAll } from 'js-yaml';
import { ConfigError, Fault } from '../errors.ts';

export interface KubeconfigOptions {
  /** `--kubeconfig`; before KUBECONFIG, before ~/.kube/config, before a pod's own service account. */
  kubeconfig?: string;
  context?: string;
  environment?: NodeJS.ProcessEnv;
}

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

function parse(file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    const text = readFileSync(file, 'utf8');
    const [said] = loadAll(text);
    // One with nothing in it names nothing, as kubectl has it.
    if (said === undefined || said === null) return config;
    if (typeof said !== 'object' || Array.isArray(said)) throw new Fault({ key: 'fault.no-kubeconfig' });
    config.loadFromString(text);
    config.makePathsAbsolute(dirname(file));
  } catch (error) {
    const words = error instanceof Fault ? error.said : ((error as Error).message.split('\n')[0] ?? '');
    throw new ConfigError('broken', { file, words }, error);
  }
  return config;
}

/** The first of those with one name, in their order. */
const firstOfName = <One extends { name: string }>(all: readonly One[]): One[] =>
  all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);

/** Several files as one. The library's own way refuses two that name the same. */
function merged(configs: readonly KubeConfig[]): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: firstOfName(configs.flatMap((one) => one.getClusters())),
    contexts: firstOfName(configs.flatMap((one) => one.getContexts())),
    users: firstOfName(configs.flatMap((one) => one.getUsers())),
    currentContext: configs.map((one) => one.getCurrentContext()).find(Boolean) ?? '',
  });
  return config;
}

/** The files that count, whether they are there or not. */
export function kubeconfigFiles({ kubeconfig, environment = process.env }: KubeconfigOptions): string[] {
  if (kubeconfig) return [kubeconfig];
  const named = (environment.KUBECONFIG ?? '').split(delimiter).filter(Boolean);
  return named.length > 0 ? named : [join(environment.HOME || homedir(), '.kube', 'config')];
}

/**
 * Finds the kubeconfig as kubectl does: the first file wins where several name the same thing. Unlike the library's own default it
 * never falls back to localhost:8080, and says which file is missing or broken. Throws ConfigError.
 */
export function loadKubeconfig(options: KubeconfigOptions): KubeConfig {
  const environment = options.environment ?? process.env;
  const isNamed = Boolean(options.kubeconfig || environment.KUBECONFIG);
  const files = kubeconfigFiles(options);
  const present = files.filter((file) => existsSync(file));
  let config = present.length > 0 ? merged(present.map(parse)) : undefined;
  if (!config && !isNamed && environment.KUBERNETES_SERVICE_HOST && existsSync(serviceAccountToken)) {
    config = new KubeConfig();
    config.loadFromCluster();
  }
  if (!config) throw new ConfigError('missing', { files: files.join(', ') });
  const contexts = config.getContexts().map((context) => context.name);
  if (contexts.length === 0) throw new ConfigError('empty', { files: present.join(', ') });
  if (options.context) {
    if (!contexts.includes(options.context)) {
      throw new ConfigError('unknown-context', { context: options.context, contexts: contexts.join(', ') });
    }
    config.setCurrentContext(options.context);
  }
  if (!config.currentContext || !contexts.includes(config.currentContext)) {
    throw new ConfigError('no-context', {
      context: config.currentContext ?? '',
      contexts: contexts.join(', '),
    });
  }
  const server = config.getCurrentCluster()?.server;
  if (!server) throw new ConfigError('no-cluster', { context: config.currentContext });
  if (!/^https?:\/\//i.test(server) || !URL.canParse(server))
    throw new ConfigError('bad-server', {
      context: config.currentContext,
      server: server.replace(/^([^/]*\/\/)?[^/@]*@/, '$1'),
    });
  return config;
}
