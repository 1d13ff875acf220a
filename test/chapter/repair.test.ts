import { describe, expect, it } from 'vitest';
import { isAmong, type RepairWrite } from '../../source/chapter/repair/hanging.ts';
import { judgeHeld } from '../../source/chapter/repair/held.ts';
import { Rights } from '../../source/chapter/repair/keepers.ts';
import type { Api } from '../../source/kubernetes/api.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const finalizer = 'example.org/cleanup';
const widget = (finalizers = [finalizer]): KubernetesObject => ({
  apiVersion: 'networking.example.org/v1',
  kind: 'Widget',
  metadata: { name: 'one', namespace: 'shop', uid: 'uid-1', finalizers },
});
const held = (object = widget(), groups = ['networking.example.org']) => ({
  object,
  resource: 'widgets',
  groups,
});

const role = (rules: object[]): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'keeper' },
  rules,
});
const naming = (group: string) => role([{ apiGroups: [group], resources: ['widgets'], verbs: ['patch'] }]);
const almighty = role([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]);
const binding = (...subjects: object[]): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'keeper' },
  roleRef: { kind: 'ClusterRole', name: 'keeper' },
  subjects,
});
const account = { kind: 'ServiceAccount', name: 'keeper', namespace: 'ops' };
const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'keeper-1', namespace: 'ops' },
  spec: { serviceAccountName: 'keeper' },
  status: { phase: 'Running' },
};

const rights = (...objects: KubernetesObject[]) =>
  Rights.look(
    {
      listIfServed: async (_: string, kind: string) => objects.filter((one) => one.kind === kind),
    } as unknown as Api,
    new AbortController().signal,
  );

const keysOf = ({ proof }: ReturnType<typeof judgeHeld>) => proof.map(({ key }) => key);

describe('a finalizer', () => {
  it('whose controller runs is left to it, in whichever of its groups the rights name the kind', async () => {
    const found = await rights(naming('networking.example.org'), binding(account), pod);
    for (const groups of [['networking.example.org'], ['extensions', 'networking.example.org']])
      expect(judgeHeld(held(widget(), groups), found).orphaned).toEqual([]);
  });

  it.each([
    ['the group of all accounts', { kind: 'Group', name: 'system:serviceaccounts' }],
    ['the group of its namespace', { kind: 'Group', name: 'system:serviceaccounts:ops' }],
    ['the user that an account is', { kind: 'User', name: 'system:serviceaccount:ops:keeper' }],
  ])('is left to a controller that has its rights by %s', async (_, subject) => {
    const found = await rights(naming('networking.example.org'), binding(subject), pod);
    expect(judgeHeld(held(), found).orphaned).toEqual([]);
  });

  it.each(['system:controller:glbc', 'someone@example.org'])(
    'that %s may take off from outside of the cluster is left alone',
    async (name) => {
      const found = await rights(naming('networking.example.org'), binding({ kind: 'User', name }));
      const judged = judgeHeld(held(), found);
      expect(judged.orphaned).toEqual([]);
      expect(keysOf(judged)).toContain('repair.keeper.outside');
    },
  );

  it('that nobody is left to take off is orphaned, and whoever has rights to everything is named with it', async () => {
    const nobody = await rights(naming('another.org'), binding(account), pod);
    expect(keysOf(judgeHeld(held(), nobody))).toEqual(['repair.held', 'repair.keeper.gone']);
    const judged = judgeHeld(held(), await rights(almighty, binding(account), pod));
    expect(judged.orphaned).toEqual([finalizer]);
    expect(judged.proof.at(-1)).toEqual({ key: 'repair.keeper.almighty', values: { pods: 'ops/keeper-1' } });
  });

  it.each([
    'foregroundDeletion',
    'kubernetes.io/pvc-protection',
    'service.kubernetes.io/load-balancer-cleanup',
  ])('of Kubernetes itself is left to it: %s', async (own) => {
    expect(keysOf(judgeHeld(held(widget([own])), await rights()))).toContain('repair.keeper.kubernetes');
  });

  it.each(['istio-finalizer.install.istio.io', 'finalizers.fluxcd.io'])(
    'without a slash in it is somebody’s like any other: %s',
    async (own) => {
      expect(judgeHeld(held(widget([own])), await rights()).orphaned).toEqual([own]);
    },
  );
});

describe('what was said yes to', () => {
  const unhold = (finalizers: string[], live = widget()): RepairWrite => ({
    what: 'unhold',
    live,
    finalizers,
  });

  it('covers the same object and no more of it than was shown', () => {
    const shown = [unhold(['a', 'b'])];
    expect(isAmong(unhold(['a']), shown)).toBe(true);
    expect(isAmong(unhold(['a', 'c']), shown)).toBe(false);
    expect(isAmong({ what: 'delete', live: widget() }, shown)).toBe(false);
    const another = widget();
    another.metadata.uid = 'uid-2';
    expect(isAmong(unhold(['a'], another), shown)).toBe(false);
  });
});
