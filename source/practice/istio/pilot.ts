import type { StartProgram } from '../controllers/program.ts';
import { isEqual, type KubernetesObject } from '../object.ts';
import { notFoundAnswer, pathOf, textAnswer } from './answers.ts';
import { loggerOf } from './log-line.ts';
import type { Mesh } from './mesh.ts';
import { PilotServer } from './pilot-server.ts';

/** Kinds whose changes reach the proxies. */
const watched = new Set(['services', 'endpoints']);
const isConfig = (resource: string): boolean =>
  /\.(networking|authentication|rbac)\.istio\.io$/.test(resource);

/** What of an object is configuration: galley does not look at the rest. */
const content = ({ spec, subsets }: KubernetesObject): unknown => [spec, subsets];

/**
 * `pilot-discovery`. Its configuration comes from galley, so it serves nothing before galley answers; 15014 is open from the start.
 */
export const pilot =
  (mesh: Mesh): StartProgram =>
  (process) => {
    const { store } = mesh.cluster;
    const log = loggerOf(process);
    const server = new PilotServer(process, log);
    const { name, namespace = '' } = process.pod().metadata;
    let hasSynced = false;
    let unsubscribe = () => {};
    log.info('Adding Kubernetes registry adapter');
    log.info('Starting Istio control plane in namespace: istio-system');
    const begin = () => {
      const galley = mesh.endpoints({ namespace, service: 'istio-galley', port: 9901 });
      if (!galley.length) {
        log.warn('Failed to create a new MCP sink stream: rpc error: code = Unavailable', 'mcp');
        process.after(1_000, begin);
        return;
      }
      log.info('(re)trying to establish new MCP sink stream', 'mcp');
      process.after(700, () => {
        hasSynced = true;
        log.info('New MCP sink stream created', 'mcp');
        log.info('Discovery service started at http=[::]:8080 grpc=[::]:15010');
        mesh.pilots.set(name, server);
        unsubscribe = store.subscribe(undefined, ({ resource, object, previous }) => {
          if (!watched.has(resource) && !isConfig(resource)) return;
          if (previous && isEqual(content(previous), content(object))) return;
          server.changed();
        });
      });
    };
    process.after(2_000, begin);
    const debug = (path: string) => {
      if (path === '/debug/syncz') return textAnswer(server.syncz);
      if (path === '/version') return textAnswer('1.1.0-82797c0c0649a3f73029b33957ae105260458c6e-Clean\n');
      return path === '/ready' ? textAnswer('') : notFoundAnswer;
    };
    return {
      isReady: () => hasSynced,
      listens: (port) => {
        if (port === 15014 || (port === 8080 && hasSynced)) return ({ path }) => debug(pathOf(path));
        return undefined;
      },
      exec: (command) => {
        const words = command.join(' ');
        if (!words.includes('pilot-discovery request GET')) return undefined;
        const path = /request GET (\S+)/.exec(words)?.[1] ?? '';
        const { status, body } = debug(path.replace(/["']$/, ''));
        return status === 200
          ? { stdout: body, code: 0 }
          : { stdout: '', stderr: `error: request returned ${status}\n`, code: 255 };
      },
      stop: () => {
        unsubscribe();
        if (mesh.pilots.get(name) === server) mesh.pilots.delete(name);
      },
    };
  };
