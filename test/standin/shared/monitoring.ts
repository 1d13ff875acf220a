import { type Handler, serve } from './http.ts';
import { BUILD } from './version.ts';

/** The monitoring port that every control-plane program has: /version and /metrics, and what it adds of its own. */
export async function serveMonitoring(port: number, own?: Handler): Promise<void> {
  await serve(port, async (path, request) => {
    if (path === '/version') return { body: BUILD };
    if (path === '/metrics') return { type: 'text/plain; version=0.0.4; charset=utf-8', body: metrics() };
    return own?.(path, request);
  });
}

function metrics(): string {
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    '# TYPE process_cpu_seconds_total counter',
    `process_cpu_seconds_total ${(user + system) / 1e6}`,
    '# TYPE process_resident_memory_bytes gauge',
    `process_resident_memory_bytes ${rss}`,
    '',
  ].join('\n');
}
