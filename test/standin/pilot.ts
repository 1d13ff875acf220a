import { readFileSync } from 'node:fs';
import { Discovery } from './pilot/discovery.ts';
import { syncz } from './pilot/syncz.ts';
import { readFlags } from './shared/flags.ts';
import { type Answer, serve } from './shared/http.ts';
import { setProgram } from './shared/kubernetes.ts';
import { logger } from './shared/log.ts';
import { connectToGalley } from './shared/mcp.ts';
import { serveMonitoring } from './shared/monitoring.ts';
import { listen } from './shared/tcp.ts';
import { BUILD } from './shared/version.ts';

const log = logger();

export async function pilot(args: string[]): Promise<void> {
  setProgram('pilot-discovery');
  const { flags } = readFlags(args);
  log.info(`Version ${BUILD}`);
  const discovery = new Discovery();
  const debug = (path: string): Answer | undefined =>
    path === '/debug/syncz'
      ? { type: 'application/json', body: syncz(discovery.connections) }
      : path === '/ready'
        ? { body: '' }
        : undefined;
  await serveMonitoring(Number((flags.get('monitoringAddr') ?? ':15014').split(':')[1]), debug);

  for (const address of configSources()) await connectToGalley(address);
  await discovery.synced();
  log.info('Cache sync complete');
  await listen(15010, (socket) => discovery.accept(socket));
  if (flags.get('secureGrpcAddr')) await listen(15011);
  // the readiness probe looks at 8080, which opens only when there is something to push
  await serve(8080, debug);
  log.info('Discovery service started at http=[::]:8080 grpc=[::]:15010');
}

/** Where the mesh configuration says that galley is; without galley there is none and pilot needs none. */
function configSources(): string[] {
  try {
    const mesh = readFileSync('/etc/istio/config/mesh', 'utf8');
    const section = /^configSources:\n((?:[ -].*\n?)*)/m.exec(mesh)?.[1] ?? '';
    return [...section.matchAll(/address: *(\S+)/g)].map((match) => match[1] ?? '');
  } catch {
    return [];
  }
}
