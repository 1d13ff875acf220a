import { describe, expect, it } from 'vitest';
import { notChosen } from '../../source/chapter/choose/not-chosen.ts';
import { writeInventory } from '../../source/chapter/keeping/inventory.ts';
import { removable } from '../../source/chapter/uninstall/removable.ts';
import type { ChosenRelease } from '../../source/istio/choices/chosen-release.ts';
import { lastAppliedAnnotation } from '../../source/kubernetes/fields/merge-apply.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { configMap, FakeCluster, standOn } from './fake-cluster.ts';

const by = (manager: string, object: KubernetesObject): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, managedFields: [{ manager, operation: 'Apply' }] },
});

const releaseOf = (version: string, objects: KubernetesObject[], leftOut: KubernetesObject[] = []) =>
  ({
    version,
    era: 'components',
    source: { kind: 'own' },
    crds: () => [],
    controlPlane: () => objects,
    leftOut: () => leftOut,
  }) as unknown as ChosenRelease;

/** hoist brought these as 1.1.0's control plane, from files that nobody has any more. */
async function installed(objects: KubernetesObject[], release: ChosenRelease) {
  const cluster = new FakeCluster();
  const stand = standOn(cluster, { release, state: {} });
  for (const object of objects) cluster.put(object);
  const items = objects.map((object) => ({ step: 'control-plane' as const, ...refOf(object) }));
  cluster.put({
    ...configMap('hoist-inventory'),
    metadata: { name: 'hoist-inventory', namespace: 'kube-system' },
  });
  await writeInventory(stand.api, { release: '1.1.0', namespace: 'default', items }, stand.run.signal);
  return { ...stand, cluster };
}

const names = (objects: readonly KubernetesObject[]) => objects.map(({ metadata }) => metadata.name);

const old = by('hoist', configMap('from-old-files'));
const kept = by('hoist', configMap('kept'));
const namespace = by('hoist', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
const taken = by('somebody', configMap('taken-over'));

describe('what the files no longer have from which hoist installed', () => {
  it('is planned to go, as hoist’s list in the cluster knows of it, but for what is somebody else’s by now', async () => {
    const { ground, run } = await installed([old, kept, taken], releaseOf('1.1.0', [configMap('kept')]));
    expect(names(await notChosen(ground, run.signal))).toEqual(['from-old-files']);
  });

  it('stays where it would take along what others have: namespaces go in an uninstall only', async () => {
    const { ground, run } = await installed([namespace, kept], releaseOf('1.1.0', [configMap('kept')]));
    expect(await notChosen(ground, run.signal)).toEqual([]);
  });

  it('is no question of choice where another version brought it', async () => {
    const { ground, run } = await installed([old], releaseOf('1.30.3', [configMap('kept')]));
    expect(await notChosen(ground, run.signal)).toEqual([]);
  });

  it('goes in an uninstall, whichever files that one has', async () => {
    const { ground, run } = await installed([old, kept, taken], releaseOf('1.30.3', []));
    expect(names(await removable(ground, 'control-plane', run.signal))).toEqual(['from-old-files', 'kept']);
  });
});

describe('what the choice leaves out, on a server that does not say who wrote what', () => {
  const inSystem = (name: string, more: object = {}) => {
    const object = configMap(name);
    return { ...object, metadata: { ...object.metadata, namespace: 'istio-system', ...more } };
  };
  const mine = inSystem('mine', { annotations: { [lastAppliedAnnotation]: '{}' } });
  const secret = { ...inSystem('secret'), kind: 'Secret' };
  const theirs = inSystem('theirs', {
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
  });

  it('goes where hoist noted in it that it applied it, or has it on its list; what somebody else applied stays', async () => {
    const { ground, run, cluster } = await installed(
      [secret],
      releaseOf('1.1.0', [], [mine, secret, theirs]),
    );
    for (const object of [mine, theirs]) cluster.put(object);
    expect(names(await notChosen(ground, run.signal))).toEqual(['mine', 'secret']);
  });

  it('stays in an uninstall where hoist’s list alone has it: the list is written before what a conflict then forbids', async () => {
    const refused = inSystem('refused');
    const elsewhere = {
      ...configMap('secret-of-others'),
      kind: 'Secret',
      metadata: { name: 'secret-of-others', namespace: 'default' },
    };
    const { ground, run } = await installed([refused, elsewhere, mine], releaseOf('1.1.0', []));
    expect(names(await removable(ground, 'control-plane', run.signal))).toEqual(['mine']);
  });
});
