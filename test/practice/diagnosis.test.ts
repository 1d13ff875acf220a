import { describe, expect, it } from 'vitest';
import { diagnoseProxy } from '../../source/diagnosis/proxy.ts';
import { diagnoseSymptom } from '../../source/diagnosis/symptom.ts';
import { belongsTo } from '../../source/istio/clean-up/ownership.ts';
import { whyWorkload } from '../../source/istio/pods/why.ts';
import { proxyRows } from '../../source/istio/proxies/proxies.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { statusOf } from '../../source/kubernetes/status.ts';
import { faultsOf } from '../../source/practice/faults/all.ts';
import { ApiServer } from '../../source/practice/http/server.ts';
import { makeCertificate } from '../../source/practice/tls/certificate.ts';
import { condition, Living, web } from './living.ts';
import { inApp, label, manifests, raised } from './raised.ts';

/** Each fault that the practice cluster plays comes down to its own cause, by nothing but what its API shows. */

const system = 'istio-system';
const faultsIn = (living: Living) =>
  faultsOf(living.cluster, living.life, new ApiServer(living.cluster, makeCertificate(), 'token'));

/** What is said of a Deployment now, by its pods and their events. */
function causeOf(living: Living, name: string, namespace = 'default'): string | undefined {
  const list = (apiVersion: string, kind: string) =>
    living.client.list(apiVersion, kind, { namespace }) as unknown as KubernetesObject[];
  const workload = list('apps/v1', 'Deployment').find(({ metadata }) => metadata.name === name);
  if (!workload) return undefined;
  const pods = list('v1', 'Pod').filter((pod) => belongsTo(pod, workload));
  const why = whyWorkload(workload, pods, list('v1', 'Event'));
  return why && diagnoseSymptom(why.message)?.cause;
}

describe('what goes wrong in the practice cluster is told by its cause:', () => {
  it('a registry that gives no more images', () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('image-pull', true);
    living.deployment('web');
    living.until(() => causeOf(living, 'web') === 'image-limit');
    faults.set('image-pull', false);
    living.until(() => causeOf(living, 'web') === undefined);
  });

  it('too little memory on the node', () => {
    const living = new Living();
    faultsIn(living).set('low-memory', true);
    const { template, ...spec } = web('pilot');
    const containers = [{ ...template.spec.containers[0], resources: { requests: { memory: '2Gi' } } }];
    living.deployment('pilot', { ...spec, template: { ...template, spec: { containers } } });
    living.until(() => causeOf(living, 'pilot') === 'memory');
  });

  it('a webhook behind which nobody answers, and the injector itself that crashes', async () => {
    const living = await raised();
    label(living);
    faultsIn(living).set('dead-webhook', true);
    living.until(() => causeOf(living, 'istio-sidecar-injector', system) === 'crash');
    living.deployment('web');
    living.until(() => causeOf(living, 'web') === 'webhook-refused');
  });

  it('CRDs that take their time', async () => {
    const living = new Living();
    const faults = faultsIn(living);
    faults.set('slow-crds', true);
    const [crd] = (await manifests()).crds;
    if (!crd) throw new Error('no CRD');
    living.client.create(crd);
    const status = () => {
      const [found] = living.client.list('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition');
      return statusOf(found as unknown as KubernetesObject);
    };
    living.clock.advance(10_000);
    expect(status()).toMatchObject({ why: { key: 'status.crd' } });
    faults.set('slow-crds', false);
    living.clock.advance(1_000);
    expect(status()).toEqual({ phase: 'current' });
  });

  it('a proxy that no longer acknowledges anything: just pushed at first, then cut off', async () => {
    const living = await raised();
    label(living);
    for (const object of (await manifests()).bookinfo) living.client.create(inApp(object));
    const isReady = (pod: object) => condition(pod as never, 'Ready')?.status === 'True';
    living.until(() => living.pods().length === 6 && living.pods().every(isReady));
    const pods = () => [...living.pods(system), ...living.pods()] as unknown as KubernetesObject[];
    const rows = () => {
      const pilot = living.pods(system).find((pod) => pod.metadata.labels?.istio === 'pilot');
      const name = pilot?.metadata.name ?? '';
      const answer = living.life.kubelet.listener(
        system,
        name,
        15014,
      )?.({
        method: 'GET',
        path: '/debug/syncz',
        headers: {},
      });
      return proxyRows({ answers: [{ pilot: name, body: String(answer?.body) }], pods: pods() });
    };
    const stale = () => rows().filter(({ lds }) => lds === 'STALE');
    faultsIn(living).set('stale-proxy', true);
    living.until(() => rows().length === 8 && stale().length === 1);
    const now = Date.now();
    const nodes = living.client.list('v1', 'Node') as unknown as KubernetesObject[];
    const causeAfter = (milliseconds: number) => {
      const [row] = stale();
      if (!row) throw new Error('none is stale');
      const since = new Date(now - milliseconds).toISOString();
      return diagnoseProxy({ ...row, since }, { pods: pods(), nodes, events: [], rows: rows(), now }).cause;
    };
    expect(causeAfter(1000)).toBe('proxy-pushing');
    expect(causeAfter(60_000)).toBe('proxy-cut');
  });
});
