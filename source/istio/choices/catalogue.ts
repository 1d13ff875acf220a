import { groupOf } from '../../kubernetes/object.ts';
import { eraOf } from '../release/era.ts';
import { type Component, type Groups, named } from './component.ts';

/** What a release consists of, as far as it can be chosen. */
export interface Catalogue {
  components: readonly Component[];
  groups: Groups;
  /** The component that gives out the certificates of mutual TLS, where that can be left out. */
  certificates?: string;
}

/** Mixer's configuration, and what its two programs have in common. */
const sharedByMixer: Component['owns'] = (object) =>
  groupOf(object.apiVersion) === 'config.istio.io' || object.metadata.name.startsWith('istio-mixer-');
const mixer =
  (...names: string[]): Component['owns'] =>
  (object) =>
    sharedByMixer(object) || named(...names)(object);
/** Names that mixer's own objects of config.istio.io have too: `prometheus`. */
const outsideOfMixer =
  (owns: Component['owns']): Component['owns'] =>
  (object) =>
    groupOf(object.apiVersion) !== 'config.istio.io' && owns(object);

/** Deployments of the same names in every release. */
const gateways: readonly Component[] = [
  {
    id: 'ingressgateway',
    needs: [],
    without: { key: 'choice.without.ingressgateway' },
    owns: named('istio-ingressgateway*'),
  },
  {
    id: 'egressgateway',
    needs: [],
    without: { key: 'choice.without.egressgateway' },
    owns: named('istio-egressgateway*'),
  },
];

/** Keys of the 1.1 chart: galley, security, sidecarInjectorWebhook, mixer.policy, mixer.telemetry, gateways.*, and the addons. */
const separatePrograms: Catalogue = {
  components: [
    {
      id: 'pilot',
      needs: [],
      required: true,
      without: { key: 'choice.without.pilot' },
      owns: named('istio-pilot*'),
    },
    {
      id: 'citadel',
      needs: [],
      without: { key: 'choice.without.citadel' },
      // The security chart: its hooks, and the authentication policy of the mesh, which asks for certificates.
      owns: (object) =>
        named('istio-citadel*', 'istio-cleanup-secrets*', 'istio-security-*')(object) ||
        (object.kind === 'MeshPolicy' && object.metadata.name === 'default') ||
        (object.kind === 'DestinationRule' && ['default', 'api-server'].includes(object.metadata.name)),
    },
    {
      id: 'galley',
      needs: ['citadel'],
      without: { key: 'choice.without.galley' },
      owns: named('istio-galley*'),
    },
    {
      id: 'sidecar-injector',
      needs: ['citadel'],
      without: { key: 'choice.without.sidecar-injector' },
      owns: named('istio-sidecar-injector*'),
    },
    {
      id: 'policy',
      needs: [],
      without: { key: 'choice.without.policy' },
      owns: mixer('istio-policy*'),
    },
    {
      id: 'telemetry',
      needs: [],
      without: { key: 'choice.without.telemetry' },
      owns: mixer('istio-telemetry*'),
    },
    ...gateways,
    {
      id: 'prometheus',
      needs: [],
      without: { key: 'choice.without.prometheus' },
      owns: outsideOfMixer(named('prometheus', 'prometheus-istio-system')),
    },
    {
      id: 'grafana',
      needs: ['prometheus'],
      without: { key: 'choice.without.grafana' },
      owns: named('grafana*', 'istio-grafana*'),
    },
    {
      id: 'tracing',
      needs: [],
      without: { key: 'choice.without.tracing' },
      owns: named('istio-tracing', 'tracing', 'zipkin', 'jaeger-*'),
    },
    {
      id: 'kiali',
      needs: ['prometheus'],
      without: { key: 'choice.without.kiali' },
      owns: named('kiali*', 'istio-kiali*'),
    },
  ],
  groups: {
    gateways: ['ingressgateway', 'egressgateway'],
    mixer: ['policy', 'telemetry'],
    addons: ['prometheus', 'grafana', 'tracing', 'kiali'],
  },
  certificates: 'citadel',
};

/** Since 1.5 pilot, citadel, galley and the injector are one program, istiod; mixer and the addons are no longer part of it. */
const oneProgram: Catalogue = {
  components: [
    {
      id: 'istiod',
      needs: [],
      required: true,
      without: { key: 'choice.without.istiod' },
      owns: named('istiod*'),
    },
    ...gateways,
  ],
  groups: { gateways: ['ingressgateway', 'egressgateway'] },
};

/** The catalogue of a version like `1.1.0`. */
export function catalogueOf(version: string): Catalogue {
  return eraOf(version) === 'components' ? separatePrograms : oneProgram;
}
