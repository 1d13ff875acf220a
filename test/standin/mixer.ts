import { readFlags } from './shared/flags.ts';
import { serve } from './shared/http.ts';
import { logger } from './shared/log.ts';
import { connectToGalley } from './shared/mcp.ts';
import { serveMonitoring } from './shared/monitoring.ts';
import { listen } from './shared/tcp.ts';
import { BUILD } from './shared/version.ts';

const log = logger();

export async function mixer(args: string[]): Promise<void> {
  const { flags } = readFlags(args);
  log.info(`Mixer started with\nVersion: ${BUILD}`);
  await serveMonitoring(Number(flags.get('monitoringPort') ?? 15014));
  await listen((flags.get('address') ?? '').replace('unix://', ''));
  await serve(42422, (path) => (path === '/metrics' ? { body: '' } : undefined));
  const galley = /^mcp:\/\/(.*)$/.exec(flags.get('configStoreURL') ?? '')?.[1];
  if (galley) await connectToGalley(galley);
  log.info('Starting monitor server...');
  log.info('Istio Mixer: root@standin, ready for checks and reports');
}
