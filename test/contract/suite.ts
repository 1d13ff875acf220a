import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { type Answer, Caller, eventually, type Reply } from './caller.ts';
import { deployment, widgetDefinition } from './objects.ts';

/** In what the clusters that the suite runs on differ by their versions. */
export interface Traits {
  /** `1.14`, `1.20`, `1.34` */
  minor: number;
  /** Since 1.16 (by default since 1.16's beta): apply patches and managedFields. */
  serverSideApply: boolean;
  /** The version of apiextensions.k8s.io that definitions are written in. */
  definitions: 'v1' | 'v1beta1';
  /** The version of meta.k8s.io that tables come in. */
  views: 'v1' | 'v1beta1';
}

const namespace = 'practice-contract';
const group = 'practice-contract.example.com';
const root = `/api/v1/namespaces/${namespace}`;
const configMaps = `${root}/configmaps`;
const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;

const failure = (code: number, reason: string, message: string, details?: object) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  ...(reason ? { reason } : {}),
  ...(details ? { details } : {}),
  code,
});

function isRefused(reply: Reply, code: number, reason: string, message: string, details?: object): void {
  expect(reply.body).toEqual(failure(code, reason, message, details));
  expect(reply.code).toBe(code);
}

/** What every Kubernetes API does, whichever cluster answers. */
export function contract(
  start: () => Promise<{ kubeconfig: string; stop(): Promise<void> }>,
  traits: Traits,
): void {
  let caller: Caller;
  /** How names were explained, until 1.20 said it otherwise. */
  const nameWords = traits.minor < 20 ? 'a DNS-1123' : 'a lowercase RFC 1123';
  let stop: () => Promise<void>;

  const make = async (path: string, body: object): Promise<Answer> => {
    const reply = await caller.post(path, body);
    expect(reply.code, JSON.stringify(reply.body)).toBe(201);
    return reply.body;
  };
  const makeMap = (name: string, more: object = {}, metadata: object = {}) =>
    make(configMaps, { metadata: { name, ...metadata }, ...more });
  const isGone = (path: string, words = `${path} is gone`) =>
    eventually(async () => (await caller.get(path)).code === 404, words);

  /** Also what a run that was cut short has left, held by a finalizer of its own. */
  const clear = async () => {
    const definition = `/apis/apiextensions.k8s.io/${traits.definitions}/customresourcedefinitions/widgets.${group}`;
    const spaces = [namespace, `${namespace}-other`];
    const collections = spaces.map((name) => `/api/v1/namespaces/${name}/configmaps`);
    for (const collection of [...collections, `/apis/${group}/v1/namespaces/${namespace}/widgets`]) {
      for (const { metadata } of (await caller.get(collection)).body.items ?? [])
        if (metadata.finalizers)
          await caller.patch(`${collection}/${metadata.name}`, 'merge', { metadata: { finalizers: null } });
    }
    for (const path of [...spaces.map((name) => `/api/v1/namespaces/${name}`), definition]) {
      await caller.delete(path);
      await isGone(path);
    }
  };

  beforeAll(async () => {
    const cluster = await start();
    stop = cluster.stop;
    caller = new Caller(cluster.kubeconfig);
    await clear();
    await make('/api/v1/namespaces', { metadata: { name: namespace } });
    await eventually(
      async () => (await caller.get(`${root}/serviceaccounts/default`)).code === 200,
      'a service account',
    );
  });

  afterAll(async () => {
    await clear();
    caller.close();
    await stop();
  });

  describe('discovery', () => {
    it('says which version answers, and that it is well', async () => {
      const { body } = await caller.get('/version');
      expect(body).toMatchObject({
        major: '1',
        minor: expect.stringMatching(new RegExp(`^${traits.minor}`)),
      });
      expect(body.gitVersion).toMatch(new RegExp(`^v1\\.${traits.minor}\\.`));
      expect((await caller.get('/healthz')).body).toBe('ok');
    });

    it('lists the core group by its versions and the others by their groups', async () => {
      expect((await caller.get('/api')).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
      const { groups } = (await caller.get('/apis')).body;
      const apps = groups.find((group: Answer) => group.name === 'apps');
      expect(apps.preferredVersion).toEqual({ groupVersion: 'apps/v1', version: 'v1' });
      expect((await caller.get('/apis/apps')).body).toEqual({ kind: 'APIGroup', apiVersion: 'v1', ...apps });
    });

    it('tells of each kind its verbs, short names, categories and subresources', async () => {
      const { body } = await caller.get('/apis/apps/v1');
      const [plain, scale, status] = ['deployments', 'deployments/scale', 'deployments/status'].map((name) =>
        body.resources.find((one: Answer) => one.name === name),
      );
      expect(plain).toMatchObject({
        kind: 'Deployment',
        namespaced: true,
        verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
        shortNames: ['deploy'],
        categories: ['all'],
      });
      expect(scale).toMatchObject({
        group: 'autoscaling',
        version: 'v1',
        kind: 'Scale',
        verbs: ['get', 'patch', 'update'],
      });
      expect(status).toMatchObject({ kind: 'Deployment', verbs: ['get', 'patch', 'update'] });
      const core = (await caller.get('/api/v1')).body.resources;
      expect(core.find((one: Answer) => one.name === 'namespaces').verbs).not.toContain('deletecollection');
    });

    it('knows no other paths, kinds and versions', async () => {
      isRefused(
        await caller.get(`${root}/nosuch`),
        404,
        'NotFound',
        'the server could not find the requested resource',
        {},
      );
      expect(await caller.get('/apis/nosuch.example.com/v1/foos')).toMatchObject({
        code: 404,
        body: '404 page not found\n',
      });
      expect((await caller.get('/nosuch')).code).toBe(404);
      expect((await caller.get('/apis/apps/v7')).code).toBe(404);
    });

    it('allows no method that a path does not have', async () => {
      const words = 'the server does not allow this method on the requested resource';
      isRefused(await caller.post(`${configMaps}/one`, {}), 405, 'MethodNotAllowed', words, {});
      isRefused(await caller.delete('/api/v1/namespaces'), 405, 'MethodNotAllowed', words, {});
      isRefused(await caller.put(configMaps, {}), 405, 'MethodNotAllowed', words, {});
    });
  });

  describe('creating', () => {
    it('gives an object its identity, and keeps what was said', async () => {
      const object = await makeMap('identity', { data: { a: '1' } }, { labels: { app: 'x' } });
      expect(object).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1', data: { a: '1' } });
      expect(object.metadata).toMatchObject({ name: 'identity', namespace, labels: { app: 'x' } });
      expect(object.metadata.uid).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(object.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(object.metadata.generation).toBeUndefined();
      expect((await caller.get(`${configMaps}/identity`)).body).toEqual(object);
    });

    it('makes a name from generateName', async () => {
      const { metadata } = await make(configMaps, { metadata: { generateName: 'made-' } });
      expect(metadata.name).toMatch(/^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
      expect(metadata.generateName).toBe('made-');
    });

    it('refuses a name that is taken', async () => {
      await makeMap('taken');
      isRefused(
        await caller.post(configMaps, { metadata: { name: 'taken' } }),
        409,
        'AlreadyExists',
        'configmaps "taken" already exists',
        {
          name: 'taken',
          kind: 'configmaps',
        },
      );
    });

    it('refuses a name that is none, and says which would be', async () => {
      const message = `Invalid value: "A_b": ${nameWords} subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
      isRefused(
        await caller.post(configMaps, { metadata: { name: 'A_b' } }),
        422,
        'Invalid',
        `ConfigMap "A_b" is invalid: metadata.name: ${message}`,
        {
          name: 'A_b',
          kind: 'ConfigMap',
          causes: [{ reason: 'FieldValueInvalid', message, field: 'metadata.name' }],
        },
      );
      const none = 'Required value: name or generateName is required';
      isRefused(
        await caller.post(configMaps, { metadata: {} }),
        422,
        'Invalid',
        `ConfigMap "" is invalid: metadata.name: ${none}`,
        {
          kind: 'ConfigMap',
          causes: [{ reason: 'FieldValueRequired', message: none, field: 'metadata.name' }],
        },
      );
    });

    it('needs the namespace to be there, and to be the one of the path', async () => {
      const missing = '/api/v1/namespaces/practice-contract-none/configmaps';
      isRefused(
        await caller.post(missing, { metadata: { name: 'x' } }),
        404,
        'NotFound',
        'namespaces "practice-contract-none" not found',
        {
          name: 'practice-contract-none',
          kind: 'namespaces',
        },
      );
      isRefused(
        await caller.post(configMaps, { metadata: { name: 'x', namespace: 'other' } }),
        400,
        'BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    });

    it('takes no resourceVersion for something new', async () => {
      const reply = await caller.post(configMaps, { metadata: { name: 'versioned', resourceVersion: '5' } });
      isRefused(reply, 500, '', 'resourceVersion should not be set on objects to be created');
    });

    it('reads JSON and YAML, and says what it reads', async () => {
      const yaml = await caller.call('POST', configMaps, {
        text: 'metadata:\n  name: from-yaml\n',
        contentType: 'application/yaml',
      });
      expect(yaml.code).toBe(201);
      const other = await caller.call('POST', configMaps, { text: '{}', contentType: 'text/plain' });
      isRefused(
        other,
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      );
    });

    it.each([
      [
        'broken JSON',
        '{broken',
        /^the object provided is unrecognized \(must be of type ConfigMap\): couldn't get version\/kind; json parse error: /,
      ],
      [
        'a list',
        '[]',
        /^the object provided is unrecognized \(must be of type ConfigMap\): couldn't get version\/kind; json parse error: json: cannot unmarshal array into Go value/,
      ],
      [
        'another kind',
        '{"kind":"Secret","apiVersion":"v1","metadata":{"name":"x"}}',
        /^Secret in version "v1" cannot be handled as a ConfigMap: /,
      ],
      [
        'another version',
        '{"kind":"ConfigMap","apiVersion":"v2","metadata":{"name":"x"}}',
        /^ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2"/,
      ],
      [
        'a label that is no text',
        '{"metadata":{"name":"x","labels":{"a":1}}}',
        /^ConfigMap in version "v1" cannot be handled as a ConfigMap: /,
      ],
    ])('answers 400 to %s', async (_, text, words) => {
      const { code, body } = await caller.call('POST', configMaps, { text });
      expect(body).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'BadRequest', code: 400 });
      expect(body.message).toMatch(words);
      expect(code).toBe(400);
    });

    it('tries without doing when it is a dry run', async () => {
      const tried = await caller.post(`${configMaps}?dryRun=All`, { metadata: { name: 'dry' } });
      expect(tried.code).toBe(201);
      expect(tried.body.metadata.uid).toBeTruthy();
      expect(tried.body.metadata.resourceVersion).toBeUndefined();
      expect((await caller.get(`${configMaps}/dry`)).code).toBe(404);
      const message = 'Unsupported value: []string{"Some"}: supported values: "All"';
      isRefused(
        await caller.post(`${configMaps}?dryRun=Some`, { metadata: { name: 'dry' } }),
        422,
        'Invalid',
        `CreateOptions.meta.k8s.io "" is invalid: dryRun: ${message}`,
        {
          group: 'meta.k8s.io',
          kind: 'CreateOptions',
          causes: [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }],
        },
      );
    });

    it('stores written text of a secret as data', async () => {
      const secret = await make(`${root}/secrets`, { metadata: { name: 'spoken' }, stringData: { a: 'b' } });
      expect(secret).toMatchObject({ type: 'Opaque', data: { a: 'Yg==' } });
      expect(secret.stringData).toBeUndefined();
    });
  });

  describe('defaults and rules of a Deployment', () => {
    it('fills in what nobody said', async () => {
      const made = await make(deployments, deployment('defaults'));
      expect(made.metadata.generation).toBe(1);
      expect(made.spec).toMatchObject({
        replicas: 0,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
        template: {
          spec: {
            restartPolicy: 'Always',
            terminationGracePeriodSeconds: 30,
            dnsPolicy: 'ClusterFirst',
            securityContext: {},
            schedulerName: 'default-scheduler',
          },
        },
      });
      expect(made.spec.template.spec.containers[0]).toEqual({
        name: 'c',
        image: 'example/image:1',
        ports: [{ containerPort: 80, protocol: 'TCP' }],
        env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
        livenessProbe: {
          httpGet: { path: '/', port: 80, scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'IfNotPresent',
      });
      expect(made.spec.template.spec.volumes).toEqual([
        { name: 's', secret: { secretName: 'x', defaultMode: 420 } },
        { name: 'e', emptyDir: {} },
      ]);
    });

    it('needs a selector, containers, and labels that the selector finds', async () => {
      const causes = [
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' },
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: map[string]string(nil): `selector` does not match template `labels`',
          field: 'spec.template.metadata.labels',
        },
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.template.spec.containers' },
      ];
      isRefused(
        await caller.post(deployments, { metadata: { name: 'empty' }, spec: {} }),
        422,
        'Invalid',
        `Deployment.apps "empty" is invalid: [${causes.map(({ field, message }) => `${field}: ${message}`).join(', ')}]`,
        { name: 'empty', group: 'apps', kind: 'Deployment', causes },
      );
    });

    it('needs values for In: what an old Helm made of the chapter’s charts', async () => {
      const wrong = deployment('affinity');
      wrong.spec.template.spec.affinity = {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'beta.kubernetes.io/arch', operator: 'In', values: [] }] },
            ],
          },
        },
      };
      const { code, body } = await caller.post(deployments, wrong);
      expect(code).toBe(422);
      expect(body.message).toBe(
        "Deployment.apps \"affinity\" is invalid: spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      );
    });

    it('collects everything that is wrong, in its order', async () => {
      const wrong = deployment('wrong');
      wrong.spec.replicas = -1;
      wrong.spec.template.metadata.labels = { app: 'other' };
      wrong.spec.template.spec.containers = [{ name: 'Bad_', ports: [{}] }];
      const { body } = await caller.post(deployments, wrong);
      expect(body.details.causes).toEqual([
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: -1: must be greater than or equal to 0',
          field: 'spec.replicas',
        },
        {
          reason: 'FieldValueInvalid',
          message:
            'Invalid value: map[string]string{"app":"other"}: `selector` does not match template `labels`',
          field: 'spec.template.metadata.labels',
        },
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: "Bad_": ${nameWords} label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
          field: 'spec.template.spec.containers[0].name',
        },
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'spec.template.spec.containers[0].image',
        },
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'spec.template.spec.containers[0].ports[0].containerPort',
        },
      ]);
    });

    it('keeps its selector', async () => {
      await make(deployments, deployment('selector'));
      const other = deployment('selector');
      other.spec.selector.matchLabels = { app: 'other' };
      other.spec.template.metadata.labels = { app: 'other' };
      const { code, body } = await caller.put(`${deployments}/selector`, other);
      expect(code).toBe(422);
      expect(body.message).toBe(
        'Deployment.apps "selector" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"other"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable',
      );
    });

    it('counts a generation for each change of its spec, and for no other', async () => {
      const path = `${deployments}/generation`;
      await make(deployments, deployment('generation'));
      const labelled = await caller.patch(path, 'merge', { metadata: { labels: { a: 'b' } } });
      expect(labelled.body.metadata.generation).toBe(1);
      const paused = await caller.patch(path, 'merge', { spec: { paused: true } });
      expect(paused.body.metadata.generation).toBe(2);
      const status = await caller.patch(`${path}/status`, 'merge', {
        spec: { paused: false },
        status: { observedGeneration: 2 },
      });
      expect(status.code).toBe(200);
      expect(status.body.spec.paused).toBe(true);
      expect(status.body.metadata.generation).toBe(2);
      const ignored = await caller.patch(path, 'merge', { status: { observedGeneration: 77 } });
      expect(ignored.body.status.observedGeneration).toBe(2);
    });

    it('is scaled through its scale', async () => {
      const made = await make(deployments, {
        ...deployment('scaled'),
        spec: { ...deployment('scaled').spec, paused: true },
      });
      const path = `${deployments}/scaled/scale`;
      const { body: scale } = await caller.get(path);
      expect(scale).toMatchObject({
        kind: 'Scale',
        apiVersion: 'autoscaling/v1',
        metadata: { name: 'scaled', namespace, uid: made.metadata.uid },
        spec: {},
        status: { replicas: 0, selector: 'app=contract' },
      });
      const { code, body } = await caller.put(path, {
        metadata: { name: 'scaled', namespace },
        spec: { replicas: -1 },
      });
      expect(code).toBe(422);
      expect(body.message).toBe(
        'Scale.autoscaling "scaled" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      );
    });
  });

  describe('updating', () => {
    it('replaces, and gives a new resourceVersion', async () => {
      const made = await makeMap('replaced', { data: { a: '1' } });
      const { body } = await caller.put(`${configMaps}/replaced`, { ...made, data: { b: '2' } });
      expect(body.data).toEqual({ b: '2' });
      expect(body.metadata.uid).toBe(made.metadata.uid);
      expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(Number(made.metadata.resourceVersion));
    });

    it('leaves the resourceVersion where nothing changes', async () => {
      const made = await makeMap('same', { data: { a: '1' } });
      const { body } = await caller.patch(`${configMaps}/same`, 'merge', { data: { a: '1' } });
      expect(body.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
    });

    it('refuses what was written from an older state', async () => {
      const made = await makeMap('older');
      await caller.patch(`${configMaps}/older`, 'merge', { data: { a: '1' } });
      const message =
        'Operation cannot be fulfilled on configmaps "older": the object has been modified; please apply your changes to the latest version and try again';
      const details = { name: 'older', kind: 'configmaps' };
      isRefused(await caller.put(`${configMaps}/older`, made), 409, 'Conflict', message, details);
      const stale = { metadata: { resourceVersion: made.metadata.resourceVersion } };
      isRefused(await caller.patch(`${configMaps}/older`, 'merge', stale), 409, 'Conflict', message, details);
    });

    it('refuses another name, another UID, and what is not there', async () => {
      await makeMap('strict');
      isRefused(
        await caller.put(`${configMaps}/strict`, { metadata: { name: 'two' } }),
        400,
        'BadRequest',
        'the name of the object (two) does not match the name on the URL (strict)',
      );
      const other = await caller.put(`${configMaps}/strict`, { metadata: { name: 'strict', uid: 'x' } });
      expect(other).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
      expect(other.body.message).toContain(
        'Precondition failed: UID in precondition: x, UID in object meta: ',
      );
      isRefused(
        await caller.put(`${configMaps}/absent`, { metadata: { name: 'absent' } }),
        404,
        'NotFound',
        'configmaps "absent" not found',
        { name: 'absent', kind: 'configmaps' },
      );
    });
  });

  describe('patching', () => {
    it('takes JSON patches, operation by operation', async () => {
      await makeMap('json', { data: { a: '1' } }, { annotations: { 'example.com/x': '2' } });
      const { body } = await caller.patch(`${configMaps}/json`, 'json', [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'replace', path: '/data/a', value: '3' },
        { op: 'move', from: '/metadata/annotations/example.com~1x', path: '/data/z' },
        { op: 'copy', from: '/data/a', path: '/data/b' },
      ]);
      expect(body.data).toEqual({ a: '3', z: '2', b: '3' });
    });

    it('refuses a JSON patch that does not fit, as a whole', async () => {
      await makeMap('json-refused', { data: { a: '1' } });
      const path = `${configMaps}/json-refused`;
      const words = 'the server rejected our request due to an error in our request';
      for (const operation of [
        { op: 'test', path: '/data/a', value: '2' },
        { op: 'remove', path: '/data/zz' },
      ]) {
        const first = { op: 'add', path: '/data/c', value: '9' };
        isRefused(await caller.patch(path, 'json', [first, operation]), 422, 'Invalid', words, {});
      }
      expect((await caller.get(path)).body.data).toEqual({ a: '1' });
      isRefused(
        await caller.patch(path, 'json', {}),
        400,
        'BadRequest',
        'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
      );
    });

    it('takes merge patches, in which null removes', async () => {
      await makeMap('merge', { data: { a: '1', b: '2' } }, { labels: { x: 'y' } });
      const { body } = await caller.patch(`${configMaps}/merge`, 'merge', {
        metadata: { labels: null },
        data: { a: null, c: '3' },
      });
      expect(body.data).toEqual({ b: '2', c: '3' });
      expect(body.metadata.labels).toBeUndefined();
    });

    it('merges lists by their keys in strategic merge patches', async () => {
      const made = deployment('strategic');
      made.spec.template.spec.containers.push({ name: 'd', image: 'example/d:1' });
      await make(deployments, made);
      const path = `${deployments}/strategic`;
      const patch = (spec: object) => caller.patch(path, 'strategic', { spec: { template: { spec } } });
      const merged = await patch({
        '$setElementOrder/containers': [{ name: 'd' }, { name: 'c' }],
        containers: [{ name: 'c', env: [{ name: 'B', value: '2' }] }],
      });
      const { containers } = merged.body.spec.template.spec;
      expect(containers.map(({ name }: Answer) => name)).toEqual(['d', 'c']);
      expect(containers[1]).toMatchObject({ image: 'example/image:1' });
      expect(containers[1].env.map(({ name }: Answer) => name).sort()).toEqual(['A', 'B']);
      const dropped = await patch({ containers: [{ name: 'd', $patch: 'delete' }] });
      expect(dropped.body.spec.template.spec.containers.map(({ name }: Answer) => name)).toEqual(['c']);
      const retained = await patch({
        volumes: [{ $retainKeys: ['name', 'configMap'], name: 's', configMap: { name: 'm' } }],
      });
      expect(retained.body.spec.template.spec.volumes[0]).toEqual({
        name: 's',
        configMap: { name: 'm', defaultMode: 420 },
      });
    });

    it('refuses patches of an unknown type, and to what is not there', async () => {
      await makeMap('typed');
      const unknown = await caller.call('PATCH', `${configMaps}/typed`, {
        body: {},
        contentType: 'application/json',
      });
      isRefused(unknown, 415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
      isRefused(
        await caller.patch(`${configMaps}/none`, 'merge', {}),
        404,
        'NotFound',
        'configmaps "none" not found',
        {
          name: 'none',
          kind: 'configmaps',
        },
      );
    });

    it('answers a patch that is no map with 422', async () => {
      await makeMap('no-map');
      const { code, body } = await caller.patch(`${configMaps}/no-map`, 'merge', []);
      expect(code).toBe(422);
      expect(body.details.causes[0]).toMatchObject({ reason: 'FieldValueInvalid', field: 'patch' });
    });
  });

  const withoutApply = () => {
    it('answers apply patches with 415, upon which a client merges', async () => {
      await makeMap('applied');
      const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, data: { a: '1' } };
      const reply = await caller.patch(`${configMaps}/applied?fieldManager=one`, 'apply', body);
      expect(reply).toMatchObject({ code: 415, body: { reason: 'UnsupportedMediaType' } });
      const applied = await caller.connection.api.apply({
        ...body,
        metadata: { name: 'applied', namespace },
      });
      expect(applied.data).toEqual({ a: '1' });
      expect(applied.metadata.managedFields).toBeUndefined();
    });
  };

  const withApply = () => {
    const map = (name: string, data: object, more: object = {}) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, ...more },
      data,
    });
    const apply = (manager: string, body: Answer, more = '') =>
      caller.patch(`${configMaps}/${body.metadata.name}?fieldManager=${manager}${more}`, 'apply', body);

    it('makes what is not there, and remembers who applied what', async () => {
      const { code, body } = await apply('one', map('fresh', { a: '1' }, { labels: { l: 'm' } }));
      expect(code).toBe(201);
      expect(body.metadata.managedFields).toEqual([
        {
          manager: 'one',
          operation: 'Apply',
          apiVersion: 'v1',
          time: expect.any(String),
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { 'f:a': {} }, 'f:metadata': { 'f:labels': { 'f:l': {} } } },
        },
      ]);
      const again = await apply('one', map('fresh', { a: '1' }, { labels: { l: 'm' } }));
      expect(again.code).toBe(200);
      expect(again.body.metadata.resourceVersion).toBe(body.metadata.resourceVersion);
    });

    it('removes what its applier applies no more, and leaves what others own', async () => {
      await apply('one', map('shared', { a: '1', b: '2' }));
      await apply('two', map('shared', { c: '3' }));
      expect((await apply('one', map('shared', { b: '2' }))).body.data).toEqual({ b: '2', c: '3' });
    });

    it('shares a field that two appliers agree on', async () => {
      await apply('one', map('agreed', { a: '1' }));
      expect((await apply('two', map('agreed', { a: '1' }))).code).toBe(200);
      expect((await apply('one', map('agreed', {}))).body.data).toEqual({ a: '1' });
    });

    it('refuses to take a field from another, and names it', async () => {
      await apply('one', map('contested', { a: '1' }));
      isRefused(
        await apply('two', map('contested', { a: '2' })),
        409,
        'Conflict',
        'Apply failed with 1 conflict: conflict with "one": .data.a',
        {
          causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' }],
        },
      );
      const forced = await apply('two', map('contested', { a: '2' }), '&force=true');
      expect(forced.body.data).toEqual({ a: '2' });
      expect(forced.body.metadata.managedFields.map(({ manager }: Answer) => manager)).toEqual(['two']);
    });

    it('names each contested field of an updater, in lists by their keys', async () => {
      await make(`${deployments}?fieldManager=updater`, deployment('conflicts'));
      const body = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'conflicts' },
        spec: {
          replicas: 2,
          paused: true,
          template: { spec: { containers: [{ name: 'c', image: 'example/z' }] } },
        },
      };
      const path = `${deployments}/conflicts?fieldManager=other`;
      const cause = (field: string) => ({
        reason: 'FieldManagerConflict',
        message: 'conflict with "updater" using apps/v1',
        field,
      });
      isRefused(
        await caller.patch(path, 'apply', body),
        409,
        'Conflict',
        'Apply failed with 2 conflicts: conflicts with "updater" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="c"].image',
        { causes: [cause('.spec.replicas'), cause('.spec.template.spec.containers[name="c"].image')] },
      );
      const forced = await caller.patch(`${path}&force=true&dryRun=All`, 'apply', body);
      const [mine] = forced.body.metadata.managedFields;
      expect(mine).toMatchObject({
        manager: 'other',
        operation: 'Apply',
        fieldsV1: {
          'f:spec': {
            'f:paused': {},
            'f:replicas': {},
            'f:template': {
              'f:spec': { 'f:containers': { 'k:{"name":"c"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
            },
          },
        },
      });
      const rest = forced.body.metadata.managedFields.find(
        ({ manager }: Answer) => manager === 'updater',
      ).fieldsV1;
      expect(rest['f:spec']['f:replicas']).toBeUndefined();
      expect(
        rest['f:spec']['f:template']['f:spec']['f:containers']['k:{"name":"c"}']['f:imagePullPolicy'],
      ).toEqual({});
      expect((await caller.get(`${deployments}/conflicts`)).body.spec.replicas).toBe(0);
    });

    it('says of a creator every field that it set, defaults included', async () => {
      const made = await make(`${deployments}?fieldManager=creator&dryRun=All`, deployment('fields'));
      expect(made.metadata.managedFields).toHaveLength(1);
      expect(made.metadata.managedFields[0]).toMatchObject({
        manager: 'creator',
        operation: 'Update',
        apiVersion: 'apps/v1',
      });
      const container = {
        '.': {},
        'f:env': {
          '.': {},
          'k:{"name":"A"}': {
            '.': {},
            'f:name': {},
            'f:valueFrom': {
              '.': {},
              'f:fieldRef': traits.minor >= 22 ? {} : { '.': {}, 'f:apiVersion': {}, 'f:fieldPath': {} },
            },
          },
        },
        'f:image': {},
        'f:imagePullPolicy': {},
        'f:livenessProbe': {
          '.': {},
          'f:failureThreshold': {},
          'f:httpGet': { '.': {}, 'f:path': {}, 'f:port': {}, 'f:scheme': {} },
          'f:periodSeconds': {},
          'f:successThreshold': {},
          'f:timeoutSeconds': {},
        },
        'f:name': {},
        'f:ports': {
          '.': {},
          'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {}, 'f:protocol': {} },
        },
        'f:resources': {},
        'f:terminationMessagePath': {},
        'f:terminationMessagePolicy': {},
      };
      expect(made.metadata.managedFields[0].fieldsV1).toEqual({
        'f:spec': {
          'f:progressDeadlineSeconds': {},
          'f:replicas': {},
          'f:revisionHistoryLimit': {},
          'f:selector': {},
          'f:strategy': {
            'f:rollingUpdate': { '.': {}, 'f:maxSurge': {}, 'f:maxUnavailable': {} },
            'f:type': {},
          },
          'f:template': {
            'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
            'f:spec': {
              'f:containers': { 'k:{"name":"c"}': container },
              'f:dnsPolicy': {},
              'f:restartPolicy': {},
              'f:schedulerName': {},
              'f:securityContext': {},
              'f:terminationGracePeriodSeconds': {},
              'f:volumes': {
                '.': {},
                'k:{"name":"e"}': { '.': {}, 'f:emptyDir': {}, 'f:name': {} },
                'k:{"name":"s"}': {
                  '.': {},
                  'f:name': {},
                  'f:secret': { '.': {}, 'f:defaultMode': {}, 'f:secretName': {} },
                },
              },
            },
          },
        },
      });
    });

    it('needs a field manager', async () => {
      const { code, body } = await caller.patch(`${configMaps}/nobody`, 'apply', map('nobody', {}));
      expect(code).toBe(422);
      expect(body.message).toBe(
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      );
    });
  };
  // Chosen here, not skipped: what a server does not have is no test of it.
  if (traits.serverSideApply) describe('server-side apply', withApply);
  else describe('without server-side apply', withoutApply);

  describe('listing', () => {
    beforeAll(async () => {
      for (const name of ['a', 'b', 'c', 'd'])
        await makeMap(
          `list-${name}`,
          {},
          { labels: { set: 'list', letter: name, ...(name === 'a' ? { first: '' } : {}) } },
        );
    });
    const names = async (query: string) => {
      const { body } = await caller.get(`${configMaps}?${query}`);
      return body.items?.map(({ metadata }: Answer) => metadata.name) ?? body;
    };

    it.each([
      ['set=list', ['list-a', 'list-b', 'list-c', 'list-d']],
      ['set==list,letter!=b', ['list-a', 'list-c', 'list-d']],
      ['letter in (a,b),first', ['list-a']],
      ['set=list,letter notin (a, b),!first', ['list-c', 'list-d']],
      ['set=list,!letter', []],
    ])('selects by labels: %s', async (selector, expected) => {
      expect(await names(`labelSelector=${encodeURIComponent(selector)}`)).toEqual(expected);
    });

    it('selects by fields', async () => {
      expect(await names('fieldSelector=metadata.name%3Dlist-b')).toEqual(['list-b']);
      const others = await names('labelSelector=set%3Dlist&fieldSelector=metadata.name!%3Dlist-b');
      expect(others).toEqual(['list-a', 'list-c', 'list-d']);
      const tokens = await caller.get(`${root}/secrets?fieldSelector=type%3Dexample.com/none`);
      expect(tokens.body.items).toEqual([]);
    });

    it.each([
      ['labelSelector=a%20in', "unable to parse requirement: found '' expected: '('"],
      ['fieldSelector=foo', "invalid selector: 'foo'; can't understand 'foo'"],
      [
        'fieldSelector=data.x%3D1',
        '"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ],
      ['limit=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
      [
        'continue=x',
        'invalid continue token: continue key is not valid: illegal base64 data at input byte 0',
      ],
    ])('answers 400 to %s', async (query, message) => {
      isRefused(await caller.get(`${configMaps}?${query}`), 400, 'BadRequest', message);
    });

    it('comes in pages, all of one moment', async () => {
      const query = 'labelSelector=set%3Dlist&limit=2';
      const first = (await caller.get(`${configMaps}?${query}`)).body;
      expect(first.items.map(({ metadata }: Answer) => metadata.name)).toEqual(['list-a', 'list-b']);
      expect(first.metadata.continue).toBeTruthy();
      await makeMap('list-bb', {}, { labels: { set: 'list' } });
      const later: string[] = [];
      let token: string | undefined = first.metadata.continue;
      while (token) {
        const { body } = await caller.get(`${configMaps}?${query}&continue=${encodeURIComponent(token)}`);
        expect(body.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
        later.push(...body.items.map(({ metadata }: Answer) => metadata.name));
        token = body.metadata.continue;
      }
      expect(later).toEqual(['list-c', 'list-d']);
      await caller.delete(`${configMaps}/list-bb`);
    });

    it('says what the list is, and leaves that out of its items', async () => {
      const { body } = await caller.get(`${configMaps}?limit=1`);
      expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
      expect(body.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(Object.keys(body.items[0])).not.toContain('kind');
      expect(body.metadata.remainingItemCount).toBeGreaterThan(0);
    });

    it('shows tables with the columns that kubectl prints', async () => {
      await make(deployments, {
        ...deployment('tabled'),
        spec: { ...deployment('tabled').spec, paused: true },
      });
      const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
      const { body } = await caller.get(`${deployments}?fieldSelector=metadata.name%3Dtabled`, accept);
      expect(body).toMatchObject({ kind: 'Table', apiVersion: `meta.k8s.io/${traits.views}` });
      const columns = body.columnDefinitions.map((one: Answer) => [one.name, one.priority]);
      expect(columns).toEqual([
        ['Name', 0],
        ['Ready', 0],
        ['Up-to-date', 0],
        ['Available', 0],
        ['Age', 0],
        ['Containers', 1],
        ['Images', 1],
        ['Selector', 1],
      ]);
      expect(body.columnDefinitions[0]).toMatchObject({ type: 'string', format: 'name' });
      const [row] = body.rows;
      expect(row.cells).toEqual([
        'tabled',
        '0/0',
        0,
        0,
        expect.stringMatching(/^\d+s$/),
        'c',
        'example/image:1',
        'app=contract',
      ]);
      expect(row.object).toMatchObject({
        kind: 'PartialObjectMetadata',
        apiVersion: `meta.k8s.io/${traits.views}`,
        metadata: { name: 'tabled' },
      });
      expect(row.object.spec).toBeUndefined();
    });

    it.each([
      ['pods', ['Name', 'Ready', 'Status', 'Restarts', 'Age']],
      ['services', ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age']],
      ['configmaps', ['Name', 'Data', 'Age']],
      ['secrets', ['Name', 'Type', 'Data', 'Age']],
      ['serviceaccounts', ['Name', 'Secrets', 'Age']],
      ['events', ['Last Seen', 'Type', 'Reason', 'Object', 'Message']],
      ['endpoints', ['Name', 'Endpoints', 'Age']],
    ])('prints %s in its columns', async (plural, columns) => {
      const { body } = await caller.get(
        `${root}/${plural}`,
        `application/json;as=Table;v=${traits.views};g=meta.k8s.io`,
      );
      const shown = body.columnDefinitions.filter((one: Answer) => one.priority === 0);
      expect(shown.map((one: Answer) => one.name)).toEqual(columns);
    });

    it('shows names alone to who asks for metadata', async () => {
      const accept = `application/json;as=PartialObjectMetadataList;v=${traits.views};g=meta.k8s.io`;
      const { body } = await caller.get(`${configMaps}?labelSelector=letter%3Da`, accept);
      expect(body).toMatchObject({
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${traits.views}`,
        items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'list-a' } }],
      });
    });

    it('refuses to write what it cannot', async () => {
      const xml = await caller.get(configMaps, 'application/xml');
      isRefused(xml, 406, 'NotAcceptable', '406: Not Acceptable', {});
      isRefused(
        await caller.get(configMaps, 'application/json;as=Table;v=v9;g=meta.k8s.io'),
        406,
        'NotAcceptable',
        'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      );
      const fallback = await caller.get(
        configMaps,
        'application/json;as=Table;v=v9;g=meta.k8s.io,application/json',
      );
      expect(fallback.body.kind).toBe('ConfigMapList');
    });

    it('waits for no resourceVersion that has not been', async () => {
      const { code, body } = await caller.get(`${configMaps}?resourceVersion=99999999999`);
      if (traits.minor < 17) return expect(code).not.toBe(200);
      expect(code).toBe(504);
      expect(body.message).toMatch(/^Timeout: Too large resource version: 99999999999, current: \d+$/);
    });
  });

  describe('watching', () => {
    it('tells from a resourceVersion on what happens, in order', async () => {
      const made = await makeMap('watched', { data: { a: '1' } });
      const query = {
        resourceVersion: made.metadata.resourceVersion,
        fieldSelector: 'metadata.name=watched',
      };
      await caller.watch(configMaps, query, async (events) => {
        const changed = await caller.patch(`${configMaps}/watched`, 'merge', { data: { a: '2' } });
        await caller.delete(`${configMaps}/watched`);
        const modified = await events.next();
        expect(modified).toEqual({ type: 'MODIFIED', object: changed.body });
        const deleted = await events.next();
        expect(deleted.type).toBe('DELETED');
        expect(deleted.object.data).toEqual({ a: '2' });
        expect(Number(deleted.object.metadata.resourceVersion)).toBeGreaterThan(
          Number(changed.body.metadata.resourceVersion),
        );
      });
    });

    it('begins with what is there when no resourceVersion is given', async () => {
      const made = await makeMap('present');
      await caller.watch(configMaps, { fieldSelector: 'metadata.name=present' }, async (events) => {
        expect(await events.next()).toEqual({ type: 'ADDED', object: made });
      });
    });

    it('tells of objects that come to match a selector, and cease to', async () => {
      const made = await makeMap('moving');
      const query = { resourceVersion: made.metadata.resourceVersion, labelSelector: 'moving=yes' };
      await caller.watch(configMaps, query, async (events) => {
        await caller.patch(`${configMaps}/moving`, 'merge', { metadata: { labels: { moving: 'yes' } } });
        expect((await events.next()).type).toBe('ADDED');
        const left = await caller.patch(`${configMaps}/moving`, 'merge', {
          metadata: { labels: { moving: 'no' } },
        });
        const gone = await events.next();
        expect(gone.type).toBe('DELETED');
        expect(gone.object.metadata.resourceVersion).toBe(left.body.metadata.resourceVersion);
      });
    });

    it('ends when its time is up', async () => {
      const { metadata } = (await caller.get(configMaps)).body;
      const query = { resourceVersion: metadata.resourceVersion, timeoutSeconds: '1' };
      await caller.watch(configMaps, query, (events) => events.ended);
    });

    it('refuses a resourceVersion that is no number', async () => {
      const words = 'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax';
      isRefused(await caller.get(`${configMaps}?resourceVersion=abc`), 500, '', words);
      const watch = caller.watch(configMaps, { resourceVersion: 'abc' }, async () => undefined);
      await expect(watch).rejects.toMatchObject({ code: 500, message: words });
    });

    it('tells in tables, with the columns once', async () => {
      const made = await makeMap('tabled');
      const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
      const { resourceVersion } = made.metadata;
      await caller.patch(`${configMaps}/tabled`, 'merge', { data: { a: '1' } });
      await caller.patch(`${configMaps}/tabled`, 'merge', { data: { b: '1' } });
      const query = `watch=true&timeoutSeconds=1&resourceVersion=${resourceVersion}&fieldSelector=metadata.name%3Dtabled`;
      const { body } = await caller.get(`${configMaps}?${query}`, accept);
      const tables = body
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line).object);
      expect(tables.map((table: Answer) => table.rows[0].cells.slice(0, 2))).toEqual([
        ['tabled', 1],
        ['tabled', 2],
      ]);
      expect(tables.map((table: Answer) => table.columnDefinitions?.length ?? 0)).toEqual([3, 0]);
    });
  });

  describe('deleting', () => {
    it('answers with a Status, or with the object where its kind does', async () => {
      const { metadata } = await makeMap('deleted');
      expect(await caller.delete(`${configMaps}/deleted`)).toMatchObject({
        code: 200,
        body: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Success',
          details: { name: 'deleted', kind: 'configmaps', uid: metadata.uid },
        },
      });
      isRefused(
        await caller.delete(`${configMaps}/deleted`),
        404,
        'NotFound',
        'configmaps "deleted" not found',
        {
          name: 'deleted',
          kind: 'configmaps',
        },
      );
    });

    it('deletes only the very object that is meant', async () => {
      const { metadata } = await makeMap('meant');
      isRefused(
        await caller.delete(`${configMaps}/meant`, { preconditions: { uid: 'zz' } }),
        409,
        'Conflict',
        `Operation cannot be fulfilled on ConfigMap "meant": the UID in the precondition (zz) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
        { name: 'meant', kind: 'ConfigMap' },
      );
      expect(
        (await caller.delete(`${configMaps}/meant`, { preconditions: { uid: metadata.uid } })).code,
      ).toBe(200);
    });

    it('waits for finalizers, and takes no new ones', async () => {
      const path = `${configMaps}/held`;
      await makeMap('held', {}, { finalizers: ['example.com/hold'] });
      const { code, body } = await caller.delete(path);
      expect(code).toBe(200);
      expect(body).toMatchObject({
        kind: 'ConfigMap',
        metadata: { finalizers: ['example.com/hold'], deletionGracePeriodSeconds: 0 },
      });
      expect(body.metadata.deletionTimestamp).toMatch(/Z$/);
      const added = await caller.patch(path, 'merge', {
        metadata: { finalizers: ['example.com/hold', 'example.com/new'] },
      });
      expect(added.code).toBe(422);
      expect(added.body.message).toBe(
        'ConfigMap "held" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/new"}',
      );
      expect((await caller.get(path)).code).toBe(200);
      expect((await caller.patch(path, 'merge', { metadata: { finalizers: null } })).code).toBe(200);
      expect((await caller.get(path)).code).toBe(404);
    });

    it('tries without doing when it is a dry run', async () => {
      await makeMap('kept');
      expect((await caller.delete(`${configMaps}/kept`, { dryRun: ['All'] })).code).toBe(200);
      expect((await caller.get(`${configMaps}/kept`)).code).toBe(200);
    });

    it('knows three ways to treat dependents, and no fourth', async () => {
      const message =
        'Unsupported value: "Nope": supported values: "Foreground", "Background", "Orphan", "nil"';
      isRefused(
        await caller.delete(`${configMaps}/whichever`, { propagationPolicy: 'Nope' }),
        422,
        'Invalid',
        `DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: ${message}`,
        {
          group: 'meta.k8s.io',
          kind: 'DeleteOptions',
          causes: [{ reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' }],
        },
      );
    });

    it('deletes a collection by its labels', async () => {
      for (const name of ['x', 'y', 'z'])
        await makeMap(`many-${name}`, {}, { labels: { many: name === 'z' ? 'no' : 'yes' } });
      const { code, body } = await caller.delete(`${configMaps}?labelSelector=many%3Dyes`);
      expect(code).toBe(200);
      expect(body.items.map(({ metadata }: Answer) => metadata.name)).toEqual(['many-x', 'many-y']);
      const left = await caller.get(`${configMaps}?labelSelector=many`);
      expect(left.body.items.map(({ metadata }: Answer) => metadata.name)).toEqual(['many-z']);
    });

    const family = async (name: string, blockOwnerDeletion = false) => {
      const owner = await makeMap(`${name}-owner`);
      const { uid } = owner.metadata;
      const reference = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: `${name}-owner`,
        uid,
        blockOwnerDeletion,
      };
      await makeMap(`${name}-child`, {}, { ownerReferences: [reference] });
      return { owner: `${configMaps}/${name}-owner`, child: `${configMaps}/${name}-child` };
    };

    it('in the background: the owner at once, its dependents after it', async () => {
      const { owner, child } = await family('background');
      await caller.delete(owner, { propagationPolicy: 'Background' });
      expect((await caller.get(owner)).code).toBe(404);
      await isGone(child);
    });

    it('in the foreground: dependents first, the owner after them', async () => {
      const { owner, child } = await family('foreground', true);
      const { body } = await caller.delete(owner, { propagationPolicy: 'Foreground' });
      expect(body.metadata.finalizers).toEqual(['foregroundDeletion']);
      await isGone(owner);
      expect((await caller.get(child)).code).toBe(404);
    });

    it('as orphans: dependents stay, and forget their owner', async () => {
      const { owner, child } = await family('orphan');
      const { body } = await caller.delete(owner, { propagationPolicy: 'Orphan' });
      expect(body.metadata.finalizers).toEqual(['orphan']);
      await isGone(owner);
      expect((await caller.get(child)).body.metadata.ownerReferences).toBeUndefined();
    });

    it('collects what names an owner that never was', async () => {
      const uid = '00000000-0000-4000-8000-000000000000';
      await makeMap(
        'foundling',
        {},
        { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid }] },
      );
      await isGone(`${configMaps}/foundling`);
    });
  });

  describe('namespaces', () => {
    const name = `${namespace}-other`;
    const path = `/api/v1/namespaces/${name}`;

    it('are there at once, with a service account soon', async () => {
      const made = await make('/api/v1/namespaces', { metadata: { name } });
      expect(made).toMatchObject({ spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } });
      await eventually(
        async () => (await caller.get(`${path}/serviceaccounts/default`)).code === 200,
        'a service account',
      );
    });

    it('go with all that is in them, and take nothing new meanwhile', async () => {
      await make(`${path}/configmaps`, { metadata: { name: 'stays', finalizers: ['example.com/hold'] } });
      await make(`${path}/configmaps`, { metadata: { name: 'goes' } });
      const { code, body } = await caller.delete(path);
      expect(code).toBe(200);
      expect(body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
      expect(body.metadata.deletionTimestamp).toBeTruthy();
      const late = await caller.post(`${path}/configmaps`, { metadata: { name: 'late' } });
      expect(late.code).toBe(403);
      expect(late.body.message).toBe(
        `configmaps "late" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
      );
      expect(late.body.details.causes).toEqual([
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ]);
      await isGone(`${path}/configmaps/goes`);
      if (traits.minor >= 16) {
        const condition = await eventually(async () => {
          const { conditions = [] } = (await caller.get(path)).body.status;
          return conditions.find(
            (one: Answer) => one.type === 'NamespaceFinalizersRemaining' && one.status === 'True',
          );
        }, 'the namespace says what holds it');
        expect(condition.message).toBe(
          'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
        );
      }
      await caller.patch(`${path}/configmaps/stays`, 'merge', { metadata: { finalizers: null } });
      await isGone(path);
    });
  });

  describe('custom resources', () => {
    const definitions = `/apis/apiextensions.k8s.io/${traits.definitions}/customresourcedefinitions`;
    const definition = `${definitions}/widgets.${group}`;
    const widgets = `/apis/${group}/v1/namespaces/${namespace}/widgets`;
    const widget = (name: string, spec: object, metadata: object = {}) => ({
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      metadata: { name, ...metadata },
      spec,
    });
    const isServed = () =>
      eventually(async () => {
        const { code } = await caller.get(widgets);
        return code === 200 && (await caller.get(`/apis/${group}/v1`)).code === 200;
      }, 'widgets are served');

    beforeAll(async () => {
      await caller.delete(definition);
      await isGone(definition);
      await make(definitions, widgetDefinition(group, traits.definitions));
      await isServed();
    });
    afterAll(async () => {
      await caller.delete(definition);
      await isGone(definition);
    });

    it('say 410 in the stream when the past is forgotten, which begins for them with their definition', async () => {
      await caller.watch(widgets, { resourceVersion: '1' }, async (events) => {
        const { type, object } = await events.next();
        expect(type).toBe('ERROR');
        expect(object).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'Expired', code: 410 });
        expect(object.message).toMatch(/^too old resource version: 1 \(\d+\)$/);
        await events.ended;
      });
    });

    it('are served once their definition is established', async () => {
      const { body } = await caller.get(definition);
      const conditions = body.status.conditions.map(({ type, status, reason, message }: Answer) => [
        type,
        status,
        reason,
        message,
      ]);
      expect(conditions).toContainEqual(['NamesAccepted', 'True', 'NoConflicts', 'no conflicts found']);
      expect(conditions).toContainEqual([
        'Established',
        'True',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ]);
      expect(body.status.acceptedNames).toEqual({
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        shortNames: ['wd'],
        categories: ['contract'],
      });
      const { resources } = (await caller.get(`/apis/${group}/v1`)).body;
      expect(resources[0]).toMatchObject({
        name: 'widgets',
        singularName: 'widget',
        namespaced: true,
        kind: 'Widget',
        shortNames: ['wd'],
        categories: ['contract'],
      });
      expect(resources.map((one: Answer) => one.name)).toEqual(['widgets', 'widgets/status']);
      expect((await caller.get('/apis')).body.groups.map((one: Answer) => one.name)).toContain(group);
    });

    it('have generations, and a status of their own', async () => {
      const made = await make(widgets, { ...widget('one', { size: 3 }), status: { a: 1 } });
      expect(made.status).toBeUndefined();
      expect(made.metadata.generation).toBe(1);
      const path = `${widgets}/one`;
      const grown = await caller.patch(path, 'merge', { spec: { size: 5 }, status: { b: 1 } });
      expect(grown.body).toMatchObject({ spec: { size: 5 }, metadata: { generation: 2 } });
      expect(grown.body.status).toBeUndefined();
      const told = await caller.patch(`${path}/status`, 'merge', { spec: { size: 6 }, status: { b: 1 } });
      expect(told.body).toMatchObject({ spec: { size: 5 }, status: { b: 1 }, metadata: { generation: 2 } });
    });

    it('are replaced only from the state that was read', async () => {
      await make(widgets, widget('read', { size: 1 }));
      const message = 'Invalid value: 0x0: must be specified for an update';
      isRefused(
        await caller.put(`${widgets}/read`, widget('read', { size: 2 })),
        422,
        'Invalid',
        `widgets.${group} "read" is invalid: metadata.resourceVersion: ${message}`,
        {
          name: 'read',
          group,
          kind: 'widgets',
          causes: [{ reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' }],
        },
      );
    });

    it('are held to their schema', async () => {
      const typed = await caller.post(widgets, widget('typed', { size: 'x' }));
      expect(typed.code).toBe(422);
      expect(typed.body.message).toContain(`Widget.${group} "typed" is invalid: spec.size: Invalid value: `);
      expect(typed.body.message).toContain('spec.size in body must be of type integer: "string"');
      const small = await caller.post(widgets, widget('small', { size: 0 }));
      expect(small.body.message).toContain('spec.size in body should be greater than or equal to 1');
      const missing = await caller.post(widgets, widget('missing', {}));
      expect(missing).toMatchObject({ code: 422, body: { details: { causes: [{ field: 'spec.size' }] } } });
    });

    it('take no strategic merge patch', async () => {
      await make(widgets, widget('patched', { size: 1 }));
      const reply = await caller.patch(`${widgets}/patched`, 'strategic', { spec: { size: 2 } });
      const types = ['application/json-patch+json', 'application/merge-patch+json'];
      if (traits.serverSideApply) types.push('application/apply-patch+yaml');
      isRefused(
        reply,
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
      );
    });

    it('are printed in the columns of their definition', async () => {
      await make(widgets, widget('printed', { size: 7 }));
      const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
      const { body } = await caller.get(`${widgets}?fieldSelector=metadata.name%3Dprinted`, accept);
      expect(body.columnDefinitions.map(({ name, type }: Answer) => [name, type])).toEqual([
        ['Name', 'string'],
        ['Size', 'integer'],
        ['Age', 'date'],
      ]);
      expect(body.rows[0].cells).toEqual(['printed', 7, expect.stringMatching(/^\d+s$/)]);
    });

    it('say their kind in each item of a list', async () => {
      const { body } = await caller.get(widgets);
      expect(body).toMatchObject({ kind: 'WidgetList', apiVersion: `${group}/v1` });
      expect(body.items[0]).toMatchObject({ kind: 'Widget', apiVersion: `${group}/v1` });
    });

    it('are reached by the program through discovery alone', async () => {
      const { api } = caller.connection;
      const ref = { apiVersion: `${group}/v1`, kind: 'Widget', namespace, name: 'printed' };
      expect((await api.get(ref))?.spec).toEqual({ size: 7 });
      await expect(api.get({ ...ref, kind: 'Gadget' })).rejects.toThrow('does not serve Gadget');
    });

    it('go before their definition does, and take nothing new meanwhile', async () => {
      await make(widgets, widget('last', { size: 1 }, { finalizers: ['example.com/hold'] }));
      const { code, body } = await caller.delete(definition);
      expect(code).toBe(200);
      expect(body.metadata.finalizers).toEqual(['customresourcecleanup.apiextensions.k8s.io']);
      expect(body.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Terminating', status: 'True', reason: 'InstanceDeletionPending' }),
      );
      const late = await eventually(async () => {
        const reply = await caller.post(`${widgets}?dryRun=All`, widget('late', { size: 1 }));
        return reply.code === 405 && reply;
      }, 'nothing new is taken');
      expect(late.body.message).toBe('create not allowed while custom resource definition is terminating');
      await isGone(`${widgets}/printed`);
      await eventually(
        async () => (await caller.get(`${widgets}/last`)).body.metadata?.deletionTimestamp,
        'the last is being deleted',
      );
      expect((await caller.get(definition)).code).toBe(200);
      await caller.patch(`${widgets}/last`, 'merge', { metadata: { finalizers: null } });
      await isGone(definition);
      await eventually(async () => (await caller.get(widgets)).code === 404, 'widgets are no longer served');
      await eventually(async () => (await caller.get(`/apis/${group}`)).code === 404, 'the group is gone');
    });
  });

  describe('reviews', () => {
    it('say what one may do', async () => {
      const attributes = { verb: 'create', resource: 'pods', namespace };
      const reply = await caller.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: attributes },
      });
      expect(reply).toMatchObject({
        code: 201,
        body: { kind: 'SelfSubjectAccessReview', status: { allowed: true } },
      });
      const rules = await caller.post('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectRulesReview',
        spec: { namespace },
      });
      expect(rules.body.status.resourceRules).toContainEqual({
        verbs: ['*'],
        apiGroups: ['*'],
        resources: ['*'],
      });
    });
  });

  describe('the program’s own way in', () => {
    it('gets the server’s words as an ApiError', async () => {
      const call = caller.connection.transport.json({ method: 'GET', path: `${configMaps}/none` });
      await expect(call).rejects.toBeInstanceOf(ApiError);
      await expect(call).rejects.toMatchObject({
        code: 404,
        reason: 'NotFound',
        message: 'configmaps "none" not found',
      });
    });

    it('pins the cluster by kube-system', async () => {
      const { uid } = await caller.connection.pin();
      expect(uid).toBe((await caller.get('/api/v1/namespaces/kube-system')).body.metadata.uid);
    });
  });
}
