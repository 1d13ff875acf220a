import { afterEach, describe, expect, it } from 'vitest';
import { type KubernetesObject, kubectlName } from '../../source/kubernetes/object.ts';
import { Desk, toEnd } from './desk.ts';

const signal = AbortSignal.timeout(100_000);

describe('what somebody has written for the whole mesh', () => {
  let desk: Desk | undefined;
  afterEach(() => desk?.clear());

  const written = {
    chapter: [
      ['networking.istio.io/v1alpha3', 'EnvoyFilter', 'mine', 'istio-system'],
      ['rbac.istio.io/v1alpha1', 'ClusterRbacConfig', 'default', undefined],
      // Of a job of Istio's own.
      ['authentication.istio.io/v1alpha1', 'Policy', 'grafana-ports-mtls-disabled', 'istio-system'],
    ],
    current: [
      ['security.istio.io/v1', 'PeerAuthentication', 'mine', 'istio-system'],
      ['telemetry.istio.io/v1', 'Telemetry', 'mesh', 'istio-system'],
    ],
  } as const;

  it.each([
    ['chapter', ['envoyfilter.networking.istio.io/mine'], ['clusterrbacconfig.rbac.istio.io/default']],
    ['current', ['peerauthentication.security.istio.io/mine', 'telemetry.telemetry.istio.io/mesh'], []],
  ] as const)(
    'is named before an uninstall on %s, and nothing of Istio itself is',
    async (profile, inSystem, ofCluster) => {
      desk = await Desk.start(profile);
      const chapter = await desk.chapter();
      expect((await toEnd(chapter.up({ signal, to: 'control-plane' }))).at(-1)).toMatchObject({
        result: 'done',
      });
      const others = async () =>
        (await chapter.plan('uninstall', signal))
          .filter(({ why }) => why?.key === 'step.control-plane.other')
          .map(({ object }) => kubectlName(object));
      expect(await others()).toEqual([]);
      for (const [apiVersion, kind, name, namespace] of written[profile]) {
        const object: KubernetesObject = {
          apiVersion,
          kind,
          metadata: { name, ...(namespace ? { namespace } : {}) },
          spec: {},
        };
        await desk.connection.api.apply(object, { signal });
      }
      expect((await others()).sort()).toEqual(inSystem);
      const events = await toEnd(chapter.down({ signal }));
      expect(events.at(-1)).toMatchObject({ result: 'done' });
      const told = events
        .flatMap((event) => (event.type === 'note' ? [JSON.stringify(event.message)] : []))
        .join();
      for (const name of [...inSystem, ...ofCluster]) expect(told).toContain(name);
    },
  );
});
