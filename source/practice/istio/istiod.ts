import type { StartProgram } from '../controllers/program.ts';
import { isEqual, type KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { makeCertificate } from '../tls/certificate.ts';
import { notFoundAnswer, pathOf, textAnswer } from './answers.ts';
import { whyInvalid } from './galley-validation.ts';
import { RuntimeObjects } from './istiod-objects.ts';
import { keepWebhooks } from './istiod-webhooks.ts';
import { loggerOf } from './log-line.ts';
import type { Mesh } from './mesh.ts';
import { injectNative } from './native-sidecar.ts';
import { PilotServer } from './pilot-server.ts';

const watched = new Set(['services', 'endpoints']);
const isConfig = (resource: string): boolean =>
  /\.(networking|security|telemetry|extensions)\.istio\.io$/.test(resource);
const content = ({ spec, subsets }: KubernetesObject): unknown => [spec, subsets];

/** `pilot-discovery` since 1.5: pilot, the authority, validation and injection in one. It needs nobody else to begin. */
export const istiod =
  (mesh: Mesh): StartProgram =>
  (process) => {
    const { cluster } = mesh;
    const { store } = cluster;
    const log = loggerOf(process);
    const server = new PilotServer(process, log);
    const { name, namespace = '' } = process.pod().metadata;
    const version = /:([\w.-]+)$/.exec(process.container.image)?.[1] ?? 'unknown';
    const pair = makeCertificate(cluster.clock.now());
    const ends: (() => void)[] = [];
    let isUp = false;
    log.info(`FLAG: --monitoringAddr=":15014"`);
    log.info(`version ${version}-Clean-1.30`);
    const fail = (): void => {
      log.error(
        'failed to create discovery service: failed to load CA bundle: tls: failed to find any PEM data',
      );
      process.exit(255);
    };
    process.after(1_500, () => {
      if (cluster.trouble.injectorFails) {
        fail();
        return;
      }
      log.info('initializing Istiod DNS certificates host: istiod.istio-system.svc, custom host:');
      log.info('Use self-signed certificate as the CA certificate', 'pkica');
      const objects = new RuntimeObjects(process, pair);
      ends.push(() => objects.stop());
      log.info('All caches have been synced up in 1.2s, marking server ready');
      log.info('starting secure gRPC discovery service at [::]:15012');
      isUp = true;
      mesh.pilots.set(name, server);
      ends.push(keepWebhooks(process, pair.certificate, log));
      ends.push(
        store.subscribe(undefined, ({ resource, object, previous }) => {
          if (!watched.has(resource) && !isConfig(resource)) return;
          if (previous && isEqual(content(previous), content(object))) return;
          server.changed();
        }),
      );
    });
    const debug = (path: string) => {
      if (path === '/debug/syncz') return textAnswer(server.synczSince130(version), 'application/json');
      if (path === '/version') return textAnswer(`${version}-Clean\n`);
      return path === '/ready' ? textAnswer('') : notFoundAnswer;
    };
    return {
      isReady: () => isUp,
      listens: (port) => {
        if (isUp && (port === 15014 || port === 8080)) return ({ path }) => debug(pathOf(path));
        return undefined;
      },
      exec: (command) => {
        const words = command.join(' ');
        const path = /pilot-discovery request GET (\S+)/.exec(words)?.[1];
        if (path === undefined) return undefined;
        const { status, body } = debug(path.replace(/["']$/, ''));
        return status === 200
          ? { stdout: body, code: 0 }
          : { stdout: '', stderr: `error: request returned ${status}\n`, code: 255 };
      },
      admit: (path, { object, operation }) => {
        if (path.startsWith('/inject')) {
          if (operation === 'CREATE') injectNative(cluster, object, namespace, log);
          return;
        }
        const why = whyInvalid(object.kind, object.spec);
        if (why) throw new StatusError(400, '', `configuration is invalid: ${why}`);
      },
      breakInjector: fail,
      stop: () => {
        for (const end of ends) end();
        if (mesh.pilots.get(name) === server) mesh.pilots.delete(name);
      },
    };
  };
