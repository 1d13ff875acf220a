import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../source/kubernetes/connect/connection.ts';
import type { KubernetesObject, ObjectRef } from '../../source/kubernetes/object.ts';
import { eventually } from '../contract/caller.ts';
import { type GetCluster, Stand } from './stand.ts';
import { isKeeping, type WritingProxy } from './writing-proxy.ts';

const group = 'repair.hoist.test';
const finalizer = `${group}/cleanup`;
const left = 'hoist-repair';
const kept = 'hoist-repair-kept';
const controller = 'hoist-repair-controller';
const rbac = 'rbac.authorization.k8s.io/v1';

const workload = (replicas: number) => ({
  replicas,
  selector: { matchLabels: { app: 'controller' } },
  template: {
    metadata: { labels: { app: 'controller' } },
    spec: {
      serviceAccountName: 'controller',
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image: 'registry.k8s.io/pause:3.6', imagePullPolicy: 'IfNotPresent' }],
    },
  },
});

/** What hangs is told with its proof, and repaired only where nobody is left to do it, on the cluster that was named. */
export function repairSuite(cluster: GetCluster): void {
  describe('what hangs', () => {
    let stand: Stand;
    let proxy: WritingProxy;
    let connection: Connection;
    const run = (...words: string[]) => stand.run('repair', ...words);
    const repaired = (id: string) => run(id, '--yes', '--context', 'desk');

    const versionOf = async (name: string, kind: string): Promise<string> => {
      for (const version of [`${name}/v1`, `${name}/v1beta1`])
        if (await connection.api.discovery.find(version, kind)) return version;
      throw new Error(`${kind} is not served`);
    };
    const pathOf = async ({ apiVersion, kind, metadata }: KubernetesObject) => {
      const { resource } = await connection.api.type(apiVersion, kind);
      const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      return `${root}${metadata.namespace ? `/namespaces/${metadata.namespace}` : ''}/${resource}`;
    };
    const create = async (apiVersion: string, kind: string, metadata: object, more: object = {}) => {
      const body = { apiVersion, kind, metadata, ...more } as KubernetesObject;
      return connection.api.create<KubernetesObject>({ path: await pathOf(body), body });
    };
    const get = (ref: ObjectRef) => connection.api.get(ref);
    const namespace = (name: string): ObjectRef => ({ apiVersion: 'v1', kind: 'Namespace', name });
    const widget = (where: string): ObjectRef => ({
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      namespace: where,
      name: 'one',
    });

    async function clear(): Promise<void> {
      for (const where of [left, kept]) {
        const there = await connection.api.discovery.find(`${group}/v1`, 'Widget');
        if (there && (await get(widget(where))))
          await connection.api.merge(widget(where), { metadata: { finalizers: null } });
      }
      for (const name of ['hoist-repair-dead', 'hoist-repair-down'])
        await connection.api.delete({
          apiVersion: await versionOf('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration'),
          kind: 'ValidatingWebhookConfiguration',
          name,
        });
      for (const kind of ['ClusterRole', 'ClusterRoleBinding'])
        await connection.api.delete({ apiVersion: rbac, kind, name: controller });
      const crd = {
        apiVersion: await versionOf('apiextensions.k8s.io', 'CustomResourceDefinition'),
        kind: 'CustomResourceDefinition',
        name: `widgets.${group}`,
      };
      for (const ref of [...[left, kept, controller].map(namespace), crd]) {
        await connection.api.delete(ref);
        await eventually(async () => !(await get(ref)), `${ref.name} is gone`);
      }
      connection.api.discovery.forget();
    }

    async function define(): Promise<void> {
      const apiVersion = await versionOf('apiextensions.k8s.io', 'CustomResourceDefinition');
      const openAPIV3Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
      const isOld = apiVersion.endsWith('v1beta1');
      const version = {
        name: 'v1',
        served: true,
        storage: true,
        ...(isOld ? {} : { schema: { openAPIV3Schema } }),
      };
      const names = { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' };
      const spec = {
        group,
        scope: 'Namespaced',
        names,
        versions: [version],
        ...(isOld ? { version: 'v1' } : {}),
      };
      await create(apiVersion, 'CustomResourceDefinition', { name: `widgets.${group}` }, { spec });
      await eventually(
        async () => (await connection.api.discovery.find(`${group}/v1`, 'Widget')) !== undefined,
        'widgets are served',
      );
    }

    async function bringController(): Promise<void> {
      const rules = [{ apiGroups: [group], resources: ['widgets'], verbs: ['get', 'update', 'patch'] }];
      await create('v1', 'Namespace', { name: controller });
      await create('v1', 'ServiceAccount', { name: 'controller', namespace: controller });
      await create(rbac, 'ClusterRole', { name: controller }, { rules });
      await create(
        rbac,
        'ClusterRoleBinding',
        { name: controller },
        {
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: controller },
          subjects: [{ kind: 'ServiceAccount', name: 'controller', namespace: controller }],
        },
      );
      await create(
        'apps/v1',
        'Deployment',
        { name: 'controller', namespace: controller },
        { spec: workload(1) },
      );
      const pods = () => connection.api.listIfServed('v1', 'Pod', { namespace: controller });
      await eventually(
        async () => (await pods()).some(({ status }) => status?.phase === 'Running'),
        'it runs',
      );
    }

    beforeAll(async () => {
      stand = await Stand.on(cluster);
      ({ connection, proxy } = stand);
      await clear();
      await define();
      for (const name of [left, kept]) {
        await create('v1', 'Namespace', { name });
        await create(`${group}/v1`, 'Widget', { name: 'one', namespace: name, finalizers: [finalizer] });
      }
      await bringController();
      await connection.api.delete(namespace(left));
      await eventually(
        async () => (await get(widget(left)))?.metadata.deletionTimestamp !== undefined,
        'the widget is being deleted',
      );
    }, 900_000);
    afterAll(async () => {
      await clear();
      await stand.close();
    }, 300_000);

    it('is left to its controller as long as that runs, whoever says yes', async () => {
      proxy.written.length = 0;
      const shown = await run();
      expect(shown.code).toBe(1);
      expect(shown.stdout).toContain(`namespace/${left}`);
      expect(shown.stdout).toContain(
        `widget.${group}/one is deleted, and the finalizer ${finalizer} holds it`,
      );
      expect(shown.stdout).toMatch(
        new RegExp(`Somebody may still take ${finalizer} off: ${controller}/controller-`),
      );
      expect(shown.stdout).not.toContain('If that is what you want');
      const refused = await repaired(`namespace/${left}`);
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain('cannot be repaired safely');
      expect(proxy.written.filter((name) => !isKeeping(name))).toEqual([]);
    }, 120_000);

    it('is proved to hang for ever once the controller is gone, and named with the line that repairs it', async () => {
      await connection.api.delete(namespace(controller));
      await eventually(async () => !(await get(namespace(controller))), 'the controller is gone');
      const { code, stdout } = await run();
      expect(code).toBe(1);
      expect(stdout).toContain(`Nobody in the cluster is left to take ${finalizer} off`);
      expect(stdout).toContain(`hoist repair namespace/${left} --yes --context desk`);
    }, 300_000);

    it('is not repaired without a yes, nor without the cluster by name', async () => {
      proxy.written.length = 0;
      expect((await run(`namespace/${left}`)).code).toBe(2);
      const unnamed = await run(`namespace/${left}`, '--yes');
      expect(unnamed.code).toBe(2);
      expect(unnamed.stderr).toContain('--context desk');
      expect((await run(`namespace/${left}`, '--yes', '--context', 'desk', '--read-only')).code).toBe(2);
      expect(proxy.written).toEqual([]);
    }, 120_000);

    it('goes when it is repaired, and nothing that others still have', async () => {
      proxy.written.length = 0;
      const done = await repaired(`namespace/${left}`);
      expect(done).toMatchObject({ code: 0, stderr: '' });
      expect(proxy.written.filter((name) => !isKeeping(name))).toEqual([`Widget ${left}/one`]);
      expect(await get(namespace(left))).toBeUndefined();
      expect((await get(widget(kept)))?.metadata.finalizers).toEqual([finalizer]);
    }, 120_000);

    it('is a webhook without a backend too: deleted where that is gone, left where it could start again', async () => {
      const apiVersion = await versionOf('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration');
      const webhook = (service: string) => ({
        webhooks: [
          {
            name: `check.${group}`,
            clientConfig: { service: { namespace: kept, name: service, path: '/' } },
            rules: [
              { apiGroups: [group], apiVersions: ['v1'], operations: ['CREATE'], resources: ['gadgets'] },
            ],
            namespaceSelector: { matchLabels: { 'hoist-repair': 'only' } },
            failurePolicy: 'Fail',
            sideEffects: 'None',
            admissionReviewVersions: ['v1beta1', 'v1'],
          },
        ],
      });
      const kind = 'ValidatingWebhookConfiguration';
      await create('v1', 'ServiceAccount', { name: 'controller', namespace: kept });
      await create('apps/v1', 'Deployment', { name: 'down', namespace: kept }, { spec: workload(0) });
      await create(
        'v1',
        'Service',
        { name: 'down', namespace: kept },
        {
          spec: { selector: { app: 'controller' }, ports: [{ port: 443 }] },
        },
      );
      await create(apiVersion, kind, { name: 'hoist-repair-dead' }, webhook('gone'));
      await create(apiVersion, kind, { name: 'hoist-repair-down' }, webhook('down'));

      const { stdout } = await run();
      expect(stdout).toContain(`Its Service ${kept}/gone is not there.`);
      expect(stdout).toContain(
        `Its Service ${kept}/down has no ready endpoints; behind it should be deployment/down.`,
      );
      const refused = await repaired('validatingwebhookconfiguration/hoist-repair-down');
      expect(refused.code).toBe(1);
      const done = await repaired('validatingwebhookconfiguration/hoist-repair-dead');
      expect(done).toMatchObject({ code: 0, stderr: '' });
      expect(await get({ apiVersion, kind, name: 'hoist-repair-dead' })).toBeUndefined();
      expect(await get({ apiVersion, kind, name: 'hoist-repair-down' })).toBeDefined();
    }, 120_000);
  });
}
