import type { StartProgram } from '../controllers/program.ts';
import { pathOf, textAnswer } from './answers.ts';
import { istioLine } from './log-line.ts';

interface Addon {
  /** Until it answers its probe, in milliseconds. */
  boot: number;
  ports: number[];
  title: string;
  lines: string[];
}

/** What runs beside Istio's own programs: it starts, says so, and shows a page. */
export const addons: Record<string, Addon> = {
  mixer: {
    boot: 3_000,
    ports: [9091, 15014],
    title: 'mixer',
    lines: ['Mixer started with', 'Istio Mixer: 1.1.0'],
  },
  prometheus: {
    boot: 2_000,
    ports: [9090],
    title: 'Prometheus Time Series Collection and Processing Server',
    lines: ['Starting Prometheus (version=2.3.1)', 'Server is ready to receive web requests.'],
  },
  grafana: {
    boot: 5_000,
    ports: [3000],
    title: 'Grafana',
    lines: ['Starting Grafana version=5.4.0', 'HTTP Server Listen'],
  },
  'all-in-one': {
    boot: 1_000,
    ports: [16686, 9411],
    title: 'Jaeger UI',
    lines: ['Starting agent', 'Query server'],
  },
  kiali: {
    boot: 1_500,
    ports: [20001],
    title: 'Kiali Console',
    lines: ['Kiali: Version: v0.14.0', 'Server endpoint'],
  },
};

export const addon =
  ({ boot, ports, title, lines }: Addon): StartProgram =>
  ({ cluster, log, after }) => {
    let isUp = false;
    const say = (line: string | undefined) => line && log(istioLine(cluster.clock.now(), line));
    say(lines[0]);
    after(boot, () => {
      isUp = true;
      for (const line of lines.slice(1)) say(line);
    });
    const page = textAnswer(`<!DOCTYPE html><title>${title}</title>\n`, 'text/html; charset=utf-8');
    return {
      isReady: () => isUp,
      listens: (port) => {
        if (!isUp || !ports.includes(port)) return undefined;
        return ({ path }) => (pathOf(path) === '/-/ready' ? textAnswer('Prometheus is Ready.\n') : page);
      },
    };
  };
