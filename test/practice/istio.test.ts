import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../source/practice/object.ts';
import { condition, Living } from './living.ts';
import { inApp, label, manifests, raised } from './raised.ts';

const validation = 'admissionregistration.k8s.io/v1beta1';
const system = 'istio-system';

function syncz(living: Living): Record<string, string | number>[] {
  const pilot = living.pods(system).find((pod) => pod.metadata.labels?.istio === 'pilot');
  const handler = living.life.kubelet.listener(system, pilot?.metadata.name ?? '', 15014);
  return JSON.parse(handler?.({ method: 'GET', path: '/debug/syncz', headers: {} }).body ?? 'null');
}

function ingress(living: Living, path: string) {
  const pod = living.pods(system).find(({ metadata }) => metadata.labels?.app === 'istio-ingressgateway');
  const handler = living.life.kubelet.listener(system, pod?.metadata.name ?? '', 80);
  return handler?.({ method: 'GET', path, headers: { host: '127.0.0.1:31380' } });
}

const isReady = (pod: Json): boolean => condition(pod, 'Ready')?.status === 'True';

describe('the control plane', () => {
  let living: Living;
  beforeAll(async () => {
    living = await raised();
  });

  it('waits for citadel: galley and the injector cannot start before their certificates are there', () => {
    const events = living.events(system).join('\n');
    expect(events).toContain(
      'FailedMount: MountVolume.SetUp failed for volume "certs" : secret "istio.istio-galley-service-account" not found',
    );
    expect(living.get('Secret', 'istio-ca-secret', system)?.type).toBe('istio.io/ca-root');
  });

  it('has a certificate for every service account of every namespace', () => {
    living.until(() => {
      const accounts = living.client.list('v1', 'ServiceAccount');
      return accounts.every(({ metadata }) =>
        living.get('Secret', `istio.${metadata.name}`, metadata.namespace),
      );
    });
    const secret = living.get('Secret', 'istio.default');
    expect(secret?.type).toBe('istio.io/key-and-cert');
    expect(Object.keys(secret?.data)).toEqual(['cert-chain.pem', 'key.pem', 'root-cert.pem']);
    expect(Buffer.from(secret?.data['root-cert.pem'], 'base64').toString()).toMatch(
      /^-----BEGIN CERTIFICATE-----\n/,
    );
  });

  it('makes a deleted certificate anew', () => {
    living.client.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'default', name: 'istio.default' });
    living.until(() => living.get('Secret', 'istio.default'));
  });

  it('fills in the bundle of its webhook, again if somebody empties it', () => {
    const read = () =>
      living.get('MutatingWebhookConfiguration', 'istio-sidecar-injector', '', validation)?.webhooks[0]
        .clientConfig;
    living.until(() => read().caBundle);
    const ref = {
      apiVersion: validation,
      kind: 'MutatingWebhookConfiguration',
      name: 'istio-sidecar-injector',
    };
    living.client.patch(ref, (draft) => {
      draft.webhooks[0].clientConfig.caBundle = '';
      return draft;
    });
    living.until(() => read().caBundle);
  });

  it('registers validation at run time, again while it lives, owned by the Deployment as on 1.14', () => {
    const ref = { apiVersion: validation, kind: 'ValidatingWebhookConfiguration', name: 'istio-galley' };
    living.until(() => living.client.get(ref));
    expect(living.client.get(ref)?.metadata.ownerReferences).toMatchObject([
      { apiVersion: 'extensions/v1beta1', kind: 'Deployment', name: 'istio-galley' },
    ]);
    expect(living.client.get(ref)?.webhooks.map(({ name }: Json) => name)).toEqual([
      'pilot.validation.istio.io',
      'mixer.validation.istio.io',
    ]);
    living.client.delete(ref);
    living.until(() => living.client.get(ref));
  });

  it('refuses a Gateway without servers, in galley’s words', () => {
    const make = () =>
      living.create('networking.istio.io/v1alpha3', 'Gateway', 'empty', {
        spec: { selector: {}, servers: [] },
      });
    expect(make).toThrow(
      'admission webhook "pilot.validation.istio.io" denied the request: configuration is invalid: gateway must have at least one server',
    );
  });

  it('runs its Jobs: permissive mTLS for the whole mesh', () => {
    living.until(() => living.get('MeshPolicy', 'default', '', 'authentication.istio.io/v1alpha1'));
    const policy = living.get('MeshPolicy', 'default', '', 'authentication.istio.io/v1alpha1');
    expect(policy?.spec).toEqual({ peers: [{ mtls: { mode: 'PERMISSIVE' } }] });
  });

  it('synchronises both gateways, and sends them no routes before there is a Gateway', () => {
    living.until(() => syncz(living).length === 2);
    living.until(() => syncz(living).every((proxy) => proxy.listener_acked));
    for (const proxy of syncz(living)) {
      expect(proxy).toMatchObject({ proxy_version: '1.1.0', endpoint_percent: 100 });
      for (const type of ['cluster', 'listener', 'endpoint'])
        expect(proxy[`${type}_acked`]).toBe(proxy[`${type}_sent`]);
      expect(proxy).not.toHaveProperty('route_sent');
    }
    expect(ingress(living, '/productpage')).toBeUndefined();
  });
});

describe('the sample application', () => {
  let living: Living;
  beforeAll(async () => {
    living = await raised();
    label(living);
    for (const object of (await manifests()).bookinfo) living.client.create(inApp(object));
  });

  it('goes from nothing to SYNCED, sidecar by sidecar', () => {
    const seen = new Set<string>();
    living.until(() => {
      for (const proxy of syncz(living)) {
        if (!String(proxy.proxy).startsWith('details-')) continue;
        const acked = ['cluster', 'endpoint', 'listener', 'route'].filter((type) => proxy[`${type}_acked`]);
        seen.add(acked.join());
      }
      return living.pods().length === 6 && living.pods().every(isReady);
    }, 20);
    living.until(
      () => syncz(living).length === 8 && syncz(living).filter((one) => one.route_acked).length === 6,
    );
    expect([...seen].slice(0, 4)).toEqual(['', 'cluster', 'cluster,endpoint', 'cluster,endpoint,listener']);
  });

  it('has the sidecar that a real injector made', () => {
    const pod = living.pods().find(({ metadata }) => metadata.labels?.app === 'productpage');
    const token = {
      name: expect.stringMatching(/^default-token-/),
      readOnly: true,
      mountPath: expect.any(String),
    };
    expect(pod?.spec.containers.map(({ name }: Json) => name)).toEqual(['productpage', 'istio-proxy']);
    expect(pod?.spec.initContainers).toMatchObject([
      {
        name: 'istio-init',
        image: 'docker.io/istio/proxy_init:1.1.0',
        args: [
          '-p',
          '15001',
          '-u',
          '1337',
          '-m',
          'REDIRECT',
          '-i',
          '*',
          '-x',
          '',
          '-b',
          '9080',
          '-d',
          '15020',
        ],
        securityContext: { capabilities: { add: ['NET_ADMIN'] } },
        volumeMounts: [token],
      },
    ]);
    const proxy = pod?.spec.containers[1];
    expect(proxy.args.slice(0, 4)).toEqual([
      'proxy',
      'sidecar',
      '--domain',
      '$(POD_NAMESPACE).svc.cluster.local',
    ]);
    expect(proxy.args.join(' ')).toContain('--serviceCluster productpage.$(POD_NAMESPACE)');
    expect(proxy.args.join(' ')).toContain('--discoveryAddress istio-pilot.istio-system:15010');
    expect(proxy).toMatchObject({
      image: 'docker.io/istio/proxyv2:1.1.0',
      ports: [{ containerPort: 15090, name: 'http-envoy-prom', protocol: 'TCP' }],
      readinessProbe: {
        httpGet: { path: '/healthz/ready', port: 15020, scheme: 'HTTP' },
        failureThreshold: 30,
      },
      resources: { requests: { cpu: '10m', memory: '40Mi' } },
      securityContext: { readOnlyRootFilesystem: true, runAsUser: 1337 },
      volumeMounts: [
        { mountPath: '/etc/istio/proxy', name: 'istio-envoy' },
        { mountPath: '/etc/certs/', name: 'istio-certs', readOnly: true },
        token,
      ],
    });
    expect(proxy.env.at(-1)).toEqual({
      name: 'ISTIO_METAJSON_LABELS',
      value: `${JSON.stringify({
        app: 'productpage',
        'pod-template-hash': pod?.metadata.labels?.['pod-template-hash'],
        version: 'v1',
      })}\n`,
    });
    expect(pod?.spec.volumes.slice(1)).toEqual([
      { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
      { name: 'istio-certs', secret: { secretName: 'istio.default', optional: true, defaultMode: 420 } },
    ]);
    expect(JSON.parse(pod?.metadata.annotations?.['sidecar.istio.io/status'] ?? '')).toMatchObject({
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      initContainers: ['istio-init'],
      containers: ['istio-proxy'],
      volumes: ['istio-envoy', 'istio-certs'],
      imagePullSecrets: null,
    });
  });

  it('is shown by the gateway once one is bound to it: 404 without a route, 503 without a pod', async () => {
    const [first, second] = (await manifests()).gateway.sort((left, right) =>
      left.kind < right.kind ? -1 : 1,
    );
    expect([first?.kind, second?.kind]).toEqual(['Gateway', 'VirtualService']);
    if (first) living.client.create(inApp(first));
    living.until(() => ingress(living, '/productpage')?.status === 404);
    if (second) living.client.create(inApp(second));
    living.until(() => ingress(living, '/productpage')?.status === 200);
    expect(ingress(living, '/productpage?u=normal')?.body).toContain('<title>Simple Bookstore App</title>');
    expect(ingress(living, '/nowhere')?.status).toBe(404);
    const gateway = syncz(living).find(({ proxy }) => String(proxy).startsWith('istio-ingressgateway'));
    expect(gateway).toHaveProperty('route_sent');
    living.client.patch(
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'productpage-v1' },
      (draft) => ({ ...draft, spec: { ...draft.spec, replicas: 0 } }),
    );
    living.until(() => ingress(living, '/productpage')?.status === 503);
  });
});

describe('a webhook whose backend does not answer', () => {
  const failed = 'Internal error occurred: failed calling webhook "sidecar-injector.istio.io": ';
  const url = 'https://istio-sidecar-injector.istio-system.svc:443/inject?timeout=30s';

  async function withoutInjector(): Promise<Living> {
    const living = new Living();
    const kinds = ['Namespace', 'MutatingWebhookConfiguration'];
    for (const object of (await manifests()).controlPlane)
      if (kinds.includes(object.kind)) living.client.create(object);
    label(living);
    return living;
  }
  const pod = { spec: { containers: [{ name: 'main', image: 'busybox:1' }] } };

  it('keeps pods from being made where its selector says so, and nowhere else', async () => {
    const living = await withoutInjector();
    expect(() => living.create('v1', 'Pod', 'blocked', pod)).toThrow(
      `${failed}Post ${url}: service "istio-sidecar-injector" not found`,
    );
    living.create('v1', 'Pod', 'free', pod, 'docker');
    living.create(
      'v1',
      'Service',
      'istio-sidecar-injector',
      { spec: { selector: { istio: 'sidecar-injector' }, ports: [{ port: 443 }] } },
      system,
    );
    const { clusterIP } = living.get('Service', 'istio-sidecar-injector', system)?.spec ?? {};
    expect(() => living.create('v1', 'Pod', 'blocked', pod)).toThrow(
      `${failed}Post ${url}: dial tcp ${clusterIP}:443: connect: connection refused`,
    );
  });

  it('shows in the events of whoever makes pods', async () => {
    const living = await withoutInjector();
    living.deployment('web');
    living.until(() => living.events().some((event) => event.startsWith('FailedCreate')));
    expect(living.events().find((event) => event.startsWith('FailedCreate'))).toBe(
      `FailedCreate: Error creating: ${failed}Post ${url}: service "istio-sidecar-injector" not found`,
    );
    const [replicaSet] = living.client.list('apps/v1', 'ReplicaSet', { namespace: 'default' });
    expect(condition(replicaSet, 'ReplicaFailure')).toMatchObject({ status: 'True', reason: 'FailedCreate' });
  });
});
