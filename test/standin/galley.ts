import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { load } from 'js-yaml';
import { keepWebhook } from './galley/registration.ts';
import { validate } from './galley/validation.ts';
import { serveAdmission } from './shared/admission.ts';
import { readFlags } from './shared/flags.ts';
import { keepHealthFile, seconds } from './shared/health.ts';
import { setProgram } from './shared/kubernetes.ts';
import { logger } from './shared/log.ts';
import { serveMonitoring } from './shared/monitoring.ts';
import { Reflector } from './shared/reflector.ts';
import { listen } from './shared/tcp.ts';

const CERTS = '/etc/certs';
const log = logger();

export async function galley(args: string[]): Promise<void> {
  setProgram('galley');
  const { flags } = readFlags(args);
  const mcp = logger('mcp');
  let connections = 0;
  log.info('Galley: Validation server is enabled');
  await serveMonitoring(Number(flags.get('monitoringPort') ?? 15014));
  await listen(9901, (socket) => {
    const id = ++connections;
    const label = `MCP: connection {addr=${socket.remoteAddress}:${socket.remotePort} id=${id}}`;
    mcp.info(`${label}: NEW (ResourceSource)`);
    socket.on('error', () => {});
    socket.on('close', () => mcp.info(`${label}: CLOSED`));
    socket.resume();
  });
  for (const kind of ['gateways', 'virtualservices', 'destinationrules']) watchKind(kind);
  logger('runtime').info('Synchronization is complete, starting distribution.');
  await serveAdmission(
    { cert: `${CERTS}/cert-chain.pem`, key: `${CERTS}/key.pem` },
    { '/admitpilot': validate, '/admitmixer': validate },
  );
  for (const probe of ['liveness', 'readiness']) {
    const path = flags.get(`${probe}ProbePath`);
    if (path) keepHealthFile(path, seconds(flags.get(`${probe}ProbeInterval`) ?? '1s'));
  }
  await keepWebhook(
    load(readFileSync(flags.get('validation-webhook-config-file') ?? '', 'utf8')),
    readFileSync(`${CERTS}/root-cert.pem`).toString('base64'),
    hostname(),
  );
}

function watchKind(plural: string): void {
  const mcp = logger('mcp');
  let version = 0;
  new Reflector(`/apis/networking.istio.io/v1alpha3/${plural}`, () => {
    version++;
    mcp.info(
      `SetSnapshot(): respond to watch ${version} for istio/networking/v1alpha3/${plural} @ version "${version}"`,
    );
  });
}
