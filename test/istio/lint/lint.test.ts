import { describe, expect, it } from 'vitest';
import { lint, type ServerFacts } from '../../../source/istio/lint/lint.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { translate } from '../../../source/language/translate.ts';
import { deployment, inSystem, object } from '../objects.ts';

const server: ServerFacts = {
  serves: (apiVersion, kind) =>
    `${apiVersion}/${kind}` !== 'extensions/v1beta1/Deployment' && kind !== 'Gateway',
  namespaced: (_, kind) => kind !== 'ClusterRole',
};
const rules = (objects: KubernetesObject[]) =>
  lint(objects, server).map(({ rule, severity, objects: found }) => `${severity} ${rule} ${found.length}`);

const tagged = { containers: [{ name: 'a', image: 'docker.io/istio/pilot:1.1.0' }] };
const affine = (values: unknown, key = 'beta.kubernetes.io/arch') => ({
  ...tagged,
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key, operator: 'In', ...(values === undefined ? {} : { values }) }] },
        ],
      },
    },
  },
});

describe('lint', () => {
  it('finds nothing in what is well', () => {
    expect(
      lint(
        [deployment('a', affine(['amd64'])), object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r')],
        server,
      ),
    ).toEqual([]);
  });

  it('tells the ten refusals of the chapter as one line with its cause and a fix', () => {
    const ten = [...Array(10).keys()].map((index) =>
      deployment(`d${index}`, affine(index % 2 ? null : undefined)),
    );
    const found = lint(ten, server);
    expect(found).toHaveLength(1);
    const [one] = found;
    expect(one?.objects).toHaveLength(10);
    expect(one && translate('en', one.message)).toContain('Helm 2.15.0');
    expect(one?.hint && translate('en', one.hint)).toContain('--set-string global.arch.amd64=2');
  });

  it('does not blame Helm for another empty list', () => {
    const [one] = lint([deployment('a', affine([], 'zone'))], server);
    expect(one?.message.key).toBe('lint.empty-values');
  });

  it('finds In without values wherever a selector can be', () => {
    const budget = inSystem('policy/v1beta1', 'PodDisruptionBudget', 'a', {
      spec: { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [] }] } },
    });
    expect(rules([budget])).toEqual(['error empty-values 1']);
    const exists = inSystem('policy/v1beta1', 'PodDisruptionBudget', 'b', {
      spec: { selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } },
    });
    expect(rules([exists])).toEqual([]);
  });

  it('names each version that is gone or unknown once, and takes what a CRD brings', () => {
    const old = ['a', 'b'].map((name) => ({ ...deployment(name, tagged), apiVersion: 'extensions/v1beta1' }));
    const gateway = inSystem('networking.istio.io/v1', 'Gateway', 'g');
    expect(lint([...old, gateway], server).map(({ message }) => message.key)).toEqual([
      'lint.removed',
      'lint.unknown-kind',
    ]);
    const crd = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'gateways', {
      spec: { group: 'networking.istio.io', names: { kind: 'Gateway' }, scope: 'Namespaced' },
    });
    const known = {
      ...server,
      namespaced: (_: string, kind: string) => !['CustomResourceDefinition'].includes(kind),
    };
    expect(lint([gateway, crd], known)).toEqual([]);
  });

  it('minds duplicates that differ, and only mentions those that do not', () => {
    const twin = (data: string) => inSystem('v1', 'ConfigMap', 'twin', { data: { data } });
    expect(rules([twin('1'), twin('2')])).toEqual(['error duplicate 1']);
    expect(rules([twin('1'), twin('1')])).toEqual(['warn duplicate 1']);
  });

  it('minds what lives in a namespace and names none', () => {
    expect(
      rules([object('v1', 'ConfigMap', 'lost'), object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r')]),
    ).toEqual(['warn no-namespace 1']);
  });

  it.each([
    ['docker.io/istio/pilot:1.1.0', true],
    ['registry:5000/istio/pilot', false],
    ['registry:5000/istio/pilot:1', true],
    ['busybox', false],
    ['busybox:latest', false],
    ['busybox@sha256:0', true],
    ['auto', true],
  ])('image %s: named well is %s', (image, good) => {
    expect(rules([deployment('a', { containers: [{ name: 'a', image }] })])).toEqual(
      good ? [] : ['warn image 1'],
    );
  });

  it('knows hooks for the install from those for another time', () => {
    const hook = (name: string, when: string) =>
      inSystem('batch/v1', 'Job', name, {
        annotations: { 'helm.sh/hook': when },
        spec: { template: { spec: tagged } },
      });
    expect(
      rules([
        hook('cleanup', 'post-delete'),
        hook('post', 'post-install, post-upgrade'),
        hook('t', 'test-success'),
      ]),
    ).toEqual(['warn hook 2', 'info hook 1']);
  });
});
