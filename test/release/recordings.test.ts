import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftoversIn } from '../../source/istio/clean-up/leftovers.ts';
import { podColumns } from '../../source/istio/pods/pod-status.ts';
import { proxyRows } from '../../source/istio/proxies/proxies.ts';
import type { ProxyRow, SyncState } from '../../source/istio/proxies/rows.ts';
import { describeSidecar, isInjected } from '../../source/istio/sidecar/injection.ts';
import { recordings } from './directories.ts';

/** The one directory of recordings in the directory that was named, or that itself. */
function directoryOf(named: string): string {
  const inner = readdirSync(named).filter(
    (name) => statSync(join(named, name)).isDirectory() && name.startsWith('istio-'),
  );
  return inner[0] ? join(named, inner[0]) : named;
}

describe.runIf(recordings)('what a real 1.1.0 did', () => {
  const read = (file: string) => readFileSync(join(directoryOf(recordings as string), file), 'utf8');
  const cell = (state: SyncState) => (state === 'STALE' ? 'STALE (Never Acknowledged)' : state);
  const line = (row: ProxyRow) =>
    [
      row.id,
      cell(row.cds),
      cell(row.lds),
      `${cell(row.eds)} (${row.edsPercent}%)`,
      cell(row.rds),
      row.pilot,
      row.version,
    ].join('|');

  it.each(['synced', 'one-stale'])('%s: the same table as istioctl printed', (name) => {
    const [, ...printed] = read(`proxy-status-${name}.txt`).trim().split('\n');
    const table = printed.map((text) => text.trim().split(/ {2,}/).join('|'));
    const pilot = table[0]?.split('|')[5] ?? '';
    const rows = proxyRows({ answers: [{ pilot, body: read(`syncz-${name}.json`) }], pods: [] });
    expect(rows.map(line)).toEqual(table);
  });

  it('a pod as the injector made it', () => {
    const pod = JSON.parse(read('injected-pod.json'));
    expect(isInjected(pod)).toBe(true);
    expect(podColumns(pod)).toEqual({ ready: '2/2', status: 'Running', restarts: 0 });
    expect(describeSidecar(pod)).toContain(`  Image:         ${pod.spec.containers[1].image}`);
  });

  it.each(['webhook-injector.json', 'webhook-galley-made-at-run-time.json'])(
    '%s is found as left over',
    (file) => {
      expect(leftoversIn([JSON.parse(read(file))], 'default')).toHaveLength(1);
    },
  );

  it('every secret that Citadel made is found by its type', () => {
    const secrets = read('secrets-made-at-run-time.tsv')
      .trim()
      .split('\n')
      .map((row) => row.split('\t'))
      .map(([namespace, name = '', type]) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        type,
        metadata: { namespace, name },
      }));
    expect(secrets.length).toBeGreaterThan(10);
    expect(leftoversIn(secrets, 'default')).toHaveLength(secrets.length);
  });
});
