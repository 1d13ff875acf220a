import { beforeAll, describe, expect, it } from 'vitest';
import { openRelease } from '../../source/istio/release/release.ts';
import type { Json, KubernetesObject } from '../../source/practice/object.ts';
import { condition, Living } from './living.ts';
import { inApp, label } from './raised.ts';

const system = 'istio-system';
const admission = 'admissionregistration.k8s.io/v1';
const isReady = (pod: Json): boolean => condition(pod, 'Ready')?.status === 'True';

describe('Istio 1.30.3 on a current cluster', () => {
  const living = new Living({ profile: 'current' });
  const pods = (namespace = 'default') => living.pods(namespace);
  const istiod = () => pods(system).find(({ metadata }) => metadata.labels?.app === 'istiod');
  const ask = (pod: string | undefined, port: number, path: string) =>
    living.life.kubelet.listener(system, pod ?? '', port)?.({ method: 'GET', path, headers: {} });
  const syncz = (): Json[] => JSON.parse(ask(istiod()?.metadata.name, 15014, '/debug/syncz')?.body ?? 'null');

  beforeAll(async () => {
    const release = await openRelease('1.30.3');
    for (const crd of release.crds() as KubernetesObject[]) living.client.create(crd);
    living.clock.advance(5_000);
    const objects = release.controlPlane() as KubernetesObject[];
    const isSpace = ({ kind }: KubernetesObject) => kind === 'Namespace';
    for (const object of [...objects.filter(isSpace), ...objects.filter((one) => !isSpace(one))])
      living.client.create(object);
    const deployments = () => living.client.list('apps/v1', 'Deployment', { namespace: system });
    living.until(
      () =>
        deployments().length === 3 &&
        deployments().every((one) => condition(one, 'Available')?.status === 'True'),
    );
    label(living);
    for (const object of release.bookinfo() as KubernetesObject[]) living.client.create(inApp(object));
    living.until(() => pods().length === 6 && pods().every(isReady));
  });

  it('puts its root certificate into every namespace but those that never get one, again if it is deleted', () => {
    const root = (namespace: string) => living.get('ConfigMap', 'istio-ca-root-cert', namespace);
    expect(root('default')?.metadata.labels).toEqual({ 'istio.io/config': 'true' });
    expect(root('kube-system')?.data['root-cert.pem']).toMatch(/^-----BEGIN CERTIFICATE/);
    expect(root('kube-public')).toBeUndefined();
    living.create('v1', 'Namespace', 'later', {}, '');
    living.until(() => root('later'));
    living.client.delete({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'later',
      name: 'istio-ca-root-cert',
    });
    living.until(() => root('later'));
  });

  it('leaves its Secret, the ConfigMaps of its elections and a Lease', () => {
    expect(living.get('Secret', 'istio-ca-secret', system)?.type).toBe('istio.io/ca-root');
    expect(living.get('ConfigMap', 'istio-leader', system)).toBeDefined();
    expect(
      living.get('Lease', 'istio-gateway-deployment-default', system, 'coordination.k8s.io/v1')?.spec
        .holderIdentity,
    ).toBe(istiod()?.metadata.name);
  });

  it('fills in the certificate of its webhooks, and has validation fail closed', () => {
    const webhooks = (kind: string, name: string): Json[] =>
      living.get(kind, name, '', admission)?.webhooks ?? [];
    living.until(() =>
      webhooks('MutatingWebhookConfiguration', 'istio-sidecar-injector').every(
        (one) => one.clientConfig.caBundle,
      ),
    );
    living.until(() =>
      webhooks('ValidatingWebhookConfiguration', 'istio-validator-istio-system').every(
        (one) => one.clientConfig.caBundle && one.failurePolicy === 'Fail',
      ),
    );
  });

  it('adds the proxy as a native sidecar, in the marks and labels of its time', () => {
    const pod = pods()[0];
    const [init, proxy, ...rest] = pod?.spec.initContainers ?? [];
    expect(rest).toEqual([]);
    expect(init).toMatchObject({ name: 'istio-init', image: 'registry.istio.io/release/proxyv2:1.30.3' });
    expect(init.args[0]).toBe('istio-iptables');
    expect(proxy).toMatchObject({ name: 'istio-proxy', restartPolicy: 'Always' });
    expect(pod?.spec.containers).toHaveLength(1);
    expect(pod?.metadata.labels).toMatchObject({
      'security.istio.io/tlsMode': 'istio',
      'service.istio.io/canonical-name': 'details',
      'service.istio.io/canonical-revision': 'v1',
    });
    expect(JSON.parse(pod?.metadata.annotations?.['sidecar.istio.io/status'] ?? '')).toMatchObject({
      initContainers: ['istio-init', 'istio-proxy'],
      containers: null,
      revision: 'default',
    });
  });

  it('adds none where the pod declines by its label', () => {
    living.create('v1', 'Pod', 'plain', {
      metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
      spec: { containers: [{ name: 'main', image: 'web:1' }] },
    });
    expect(living.get('Pod', 'plain')?.spec.initContainers).toBeUndefined();
    living.client.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'plain' });
  });

  it('answers /debug/syncz in the shape of 1.30: types, times, and no percentage', () => {
    living.until(
      () => syncz().length === 8 && syncz().every((one) => one.listener_sent === one.listener_acked),
    );
    const gateway = syncz().find((one) => one.proxy.startsWith('istio-ingressgateway'));
    expect(gateway).toMatchObject({
      cluster_id: 'Kubernetes',
      proxy_type: 'router',
      istio_version: '1.30.3',
    });
    expect(gateway.endpoint_percent).toBeUndefined();
    const listeners = gateway.resources['type.googleapis.com/envoy.config.listener.v3.Listener'];
    expect(listeners.sent).toBe(gateway.listener_sent);
    expect(Date.parse(listeners.sentTime)).toBeGreaterThan(0);
    const routes = gateway.resources['type.googleapis.com/envoy.config.route.v3.RouteConfiguration'];
    expect(routes).toEqual({ sentTime: '0001-01-01T00:00:00Z' });
  });

  it('listens for a Gateway on the port that the Service leads to, whichever of the two it names', async () => {
    const pod = pods(system).find(({ metadata }) => metadata.labels?.istio === 'ingressgateway')?.metadata
      .name;
    expect(ask(pod, 8080, '/productpage')).toBeUndefined();
    const { gateway } = { gateway: (await openRelease('1.30.3')).gateway() as KubernetesObject[] };
    for (const object of gateway) living.client.create(inApp(object));
    living.until(() => ask(pod, 8080, '/productpage')?.status === 200);
    expect(ask(pod, 8080, '/productpage')?.body).toContain('<title>Simple Bookstore App</title>');
    expect(ask(pod, 8080, '/nothing')?.status).toBe(404);
    const [bound] = gateway.filter(({ kind }) => kind === 'Gateway');
    const ref = {
      apiVersion: bound?.apiVersion ?? '',
      kind: 'Gateway',
      namespace: 'default',
      name: bound?.metadata.name ?? '',
    };
    living.client.patch(ref, (draft) => {
      draft.spec.servers[0].port.number = 80;
      return draft;
    });
    living.clock.advance(3_000);
    expect(ask(pod, 8080, '/productpage')?.status).toBe(200);
    expect(ask(pod, 80, '/productpage')).toBeUndefined();
  });

  it('refuses configuration that cannot be meant', () => {
    expect(() =>
      living.create('networking.istio.io/v1', 'Gateway', 'empty', { spec: { selector: {}, servers: [] } }),
    ).toThrow(/admission webhook "[^"]*validation\.istio\.io" denied the request: configuration is invalid/);
  });
});
