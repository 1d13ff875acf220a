import type { InjectionLook } from '../../source/chapter/observe/injection-look.ts';
import type { EventRow } from '../../source/chapter/observe/view.ts';
import type { Hanging } from '../../source/chapter/repair/hanging.ts';
import type { WaysIn } from '../../source/chapter/way-in/ways-in.ts';
import { hopIds } from '../../source/diagnosis/way-in.ts';
import type { Ref } from './fake-objects.ts';

/** What the pages show that are asked of the chapter while somebody looks: always the same. */

/** Two namespaces; the second of them can be repaired. */
export function hangingNamespaces(): Hanging[] {
  const metadata = { name: 'one', namespace: 'shop', finalizers: ['example.org/cleanup'] };
  const live = { apiVersion: 'example.org/v1', kind: 'Widget', metadata };
  const held = (name: string, writes: Hanging['writes']): Hanging => ({
    id: `namespace/${name}`,
    object: { apiVersion: 'v1', kind: 'Namespace', name },
    what: { key: 'repair.namespace', values: { name, since: '2026-01-01T00:00:00Z' } },
    proof: [{ key: 'repair.held', values: { name: 'widget/one', finalizer: 'example.org/cleanup' } }],
    remedy:
      writes.length > 0 ? { key: 'repair.unhold', values: { count: 1 } } : { key: 'repair.wait-keeper' },
    writes,
    left: 0,
  });
  const write = { what: 'unhold', live, finalizers: metadata.finalizers } as const;
  return [held('busy', []), held('shop', [{ ...write, finalizers: [...write.finalizers] }])];
}

export function eventsOf(now: number): EventRow[] {
  const last = new Date(now).toISOString();
  const about = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'reviews-v1' };
  return [
    { about, warning: true, reason: 'BackOff', message: 'Back-off pulling', count: 12, first: last, last },
  ];
}

export function injectionLook(): InjectionLook {
  const row = (name: string, missing: boolean): InjectionLook['rows'][number] => ({
    ref: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name },
    name,
    namespace: 'default',
    state: missing ? 'missing' : 'injected',
    health: missing ? 'warn' : 'good',
    ...(missing ? {} : { form: 'container' as const, version: '1.1.0' }),
    skew: false,
    rule: { key: 'injection.rule.namespace', values: { label: 'istio-injection=enabled' } },
    workload: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'default',
      name: name.replace(/-[^-]+$/, ''),
    },
    restart: missing,
  });
  return { rows: [row('sleep-abc', true), row('details-abc', false)], partly: false };
}

/** Each time that it is tried the forward has another port: whoever tries again can see it. */
export function waysIn(tried: number): WaysIn {
  const hops = hopIds.map((id) => ({ id, state: 'good' as const, found: { key: 'way.answers' as const } }));
  const url = 'http://192.168.65.3:31380/productpage';
  return {
    platform: 'docker-desktop',
    url,
    inside: hops.slice(1),
    ways: [
      {
        url,
        via: 'node-port',
        why: { key: 'ingress.load-balancer', values: { address: '192.168.65.3' } },
        works: true,
        result: { key: 'way.works' },
        hops,
      },
    ],
    forward: {
      url: `http://localhost:${8080 + tried}/productpage`,
      command: 'kubectl port-forward',
      works: true,
    },
  };
}

export function objectOf(ref: Ref) {
  return {
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: {
      name: ref.name,
      ...(ref.namespace ? { namespace: ref.namespace } : {}),
      labels: { app: ref.name, 'istio.io/rev': 'yes' },
      managedFields: [{ manager: 'hoist' }],
    },
    spec: {
      replicas: 1,
      template: {
        spec: { containers: [{ name: 'discovery', args: ['discovery', '--monitoringAddr=:15014'] }] },
      },
    },
    status: { readyReplicas: 1 },
  };
}
