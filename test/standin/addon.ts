import { createSocket } from 'node:dgram';
import { type Answer, json, serve } from './shared/http.ts';
import { listen } from './shared/tcp.ts';

interface Addon {
  /** HTTP ports with what they answer. */
  http: Record<number, Record<string, Answer>>;
  tcp?: number[];
  udp?: number[];
  log: string;
}

const EMPTY_RESULT = json({ status: 'success', data: { resultType: 'vector', result: [] } });

const ADDONS: Record<string, Addon> = {
  grafana: {
    http: {
      3000: {
        '/': page('Grafana'),
        '/login': page('Grafana'),
        '/api/health': json({ database: 'ok', version: '5.4.0' }),
      },
    },
    log: 'msg="HTTP Server Listen" logger=http.server address=0.0.0.0:3000 protocol=http subUrl= socket=',
  },
  kiali: {
    http: {
      20001: {
        '/': { status: 302, headers: { location: '/kiali/' }, body: '' },
        '/kiali/': page('Kiali Console'),
        '/kiali/healthz': { body: '' },
        '/kiali/api/status': json({ status: { 'Kiali core version': 'v0.14.0', 'Kiali state': 'running' } }),
      },
    },
    log: 'Kiali: Starting Web Server on :20001',
  },
  prometheus: {
    http: {
      9090: {
        '/': { status: 302, headers: { location: '/graph' }, body: '' },
        '/graph': page('Prometheus Time Series Collection and Processing Server'),
        '/-/healthy': { body: 'Prometheus is Healthy.\n' },
        '/-/ready': { body: 'Prometheus is Ready.\n' },
        '/api/v1/query': EMPTY_RESULT,
      },
    },
    log: 'level=info component=main msg="Server is ready to receive web requests."',
  },
  jaeger: {
    http: {
      16686: {
        '/': page('Jaeger UI'),
        '/jaeger/': page('Jaeger UI'),
        '/jaeger/api/services': json({ data: [], total: 0 }),
      },
      9411: { '/api/v2/services': json([]), '/api/v1/spans': { status: 202, body: '' } },
    },
    tcp: [14267, 14268],
    udp: [5775, 6831, 6832],
    log: '{"level":"info","caller":"all-in-one/main.go","msg":"Starting jaeger-query HTTP server","port":16686}',
  },
};

export async function addon(name: string): Promise<void> {
  const { http, tcp = [], udp = [], log } = ADDONS[name] as Addon;
  for (const [port, answers] of Object.entries(http)) {
    await serve(Number(port), (path) => answers[path]);
  }
  for (const port of tcp) await listen(port);
  for (const port of udp) createSocket('udp4').bind(port);
  process.stdout.write(`${log}\n`);
}

function page(title: string): Answer {
  return {
    type: 'text/html; charset=utf-8',
    body: `<!DOCTYPE html><html><head><title>${title}</title></head></html>`,
  };
}
