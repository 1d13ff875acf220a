import { hostname } from 'node:os';
import { admin } from './proxy/admin.ts';
import { DiscoveryClient } from './proxy/discovery.ts';
import { Router } from './proxy/router.ts';
import { readFlags } from './shared/flags.ts';
import { serve } from './shared/http.ts';
import { logger } from './shared/log.ts';
import { forward, listen } from './shared/tcp.ts';
import { BUILD } from './shared/version.ts';

/** What the Envoys beside pilot and mixer listen on, by the name of their bootstrap template. */
const BESIDE: Record<string, number[]> = {
  envoy_pilot: [15003, 15005, 15007],
  envoy_policy: [9091, 15004],
  envoy_telemetry: [9091, 15004],
};

const log = logger();

export async function proxy(args: string[]): Promise<void> {
  const { flags, rest } = readFlags(args);
  const kind = rest[1] ?? 'sidecar';
  const template = flags.get('templateFile');
  log.info(`Version ${BUILD}`);
  log.info(`Proxy role: &model.Proxy{ClusterID:"", Type:"${kind}", ID:"${podName()}"}`);
  const discovery = template ? undefined : join(kind, flags);
  const adminPort = Number(flags.get('proxyAdminPort') ?? 15000);
  await serve(adminPort, (path) => admin(path, discovery), '127.0.0.1');
  await serve(15090, (path) => (path.startsWith('/stats') ? admin('/stats', discovery) : undefined));
  for (const port of BESIDE[/(envoy_\w+)/.exec(template ?? '')?.[1] ?? ''] ?? []) await listen(port);
  // With MUTUAL_TLS between proxies and pilot they come here; the Envoy beside pilot hands them on (its template's listener 15011).
  if (template?.includes('envoy_pilot')) await listen(15011, forward(15010));
  const statusPort = Number(flags.get('statusPort') ?? 0);
  if (statusPort) await serveStatus(statusPort, discovery);
  log.info(
    `Envoy command: [-c /etc/istio/proxy/envoy-rev0.json --restart-epoch 0 --service-cluster ${flags.get('serviceCluster')}]`,
  );
}

/** Takes part in discovery; a sidecar applies nothing, because no traffic is redirected to it. */
function join(kind: string, flags: Map<string, string>): DiscoveryClient {
  const node = [kind, process.env.INSTANCE_IP, podName(), flags.get('domain')].join('~');
  const discovery = new DiscoveryClient(flags.get('discoveryAddress') ?? '', node, async (type) => {
    if (kind === 'router' && type === 'LDS') await router.listen();
  });
  const router = new Router(discovery.applied);
  return discovery;
}

async function serveStatus(port: number, discovery: DiscoveryClient | undefined): Promise<void> {
  let wasReady = false;
  await serve(port, (path) => {
    if (path !== '/healthz/ready') return undefined;
    const { CDS, LDS } = discovery?.updates ?? { CDS: 0, LDS: 0 };
    if (CDS > 0 && LDS > 0) {
      if (!wasReady) log.info('Envoy proxy is ready');
      wasReady = true;
      return { body: '' };
    }
    log.info(
      `Envoy proxy is NOT ready: config not received from Pilot (is Pilot running?): cds updates: ${CDS} successful, 0 rejected; lds updates: ${LDS} successful, 0 rejected`,
    );
    return { status: 503, body: '' };
  });
}

function podName(): string {
  return `${process.env.POD_NAME ?? hostname()}.${process.env.POD_NAMESPACE ?? 'default'}`;
}
