import type { CheckReport } from '../../source/chapter/check-result.ts';

/** What the check of the fake cluster finds: all is well, but for the size of its node. */
export function report(): CheckReport {
  return {
    success: true,
    categories: [
      {
        id: 'cluster',
        title: { key: 'check.cluster' },
        checks: [
          {
            id: 'cluster.reachable',
            title: { key: 'check.reachable' },
            result: 'pass',
            message: {
              key: 'check.reachable.pass',
              values: { context: 'docker-desktop', server: 'https://kubernetes.docker.internal:6443' },
            },
          },
          {
            id: 'cluster.access',
            title: { key: 'check.access' },
            result: 'pass',
            message: { key: 'check.access.pass' },
          },
        ],
      },
      {
        id: 'nodes',
        title: { key: 'check.nodes' },
        checks: [
          {
            id: 'nodes.ready',
            title: { key: 'check.nodes.ready' },
            result: 'pass',
            message: { key: 'check.nodes.ready.pass', values: { ready: 1, nodes: 1 } },
          },
          {
            id: 'nodes.size',
            title: { key: 'check.nodes.size' },
            result: 'warn',
            message: { key: 'check.nodes.size.warn', values: { cpu: '2', memory: '3.8 GiB' } },
            hint: { key: 'check.nodes.size.hint' },
          },
        ],
      },
    ],
  };
}
