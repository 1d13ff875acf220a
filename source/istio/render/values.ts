import { componentsNamed, select, type Wish } from '../choices/select.ts';

/** The switch of each component in the values of the 1.1 chart. */
const switches: Readonly<Record<string, string>> = {
  galley: 'galley.enabled',
  citadel: 'security.enabled',
  'sidecar-injector': 'sidecarInjectorWebhook.enabled',
  policy: 'mixer.policy.enabled',
  telemetry: 'mixer.telemetry.enabled',
  ingressgateway: 'gateways.istio-ingressgateway.enabled',
  egressgateway: 'gateways.istio-egressgateway.enabled',
  prometheus: 'prometheus.enabled',
  grafana: 'grafana.enabled',
  tracing: 'tracing.enabled',
  kiali: 'kiali.enabled',
};

/** What a wish comes to as values of the 1.1 chart, which has its own mind of what is there by default. Throws ChoiceError. */
export function chartValues(version: string, wish: Wish): string[] {
  const { mtls, leftOut } = select(version, wish);
  const gone = leftOut.map(({ id }) => id);
  const turn = (ids: readonly string[], on: boolean) =>
    ids.flatMap((id) => (switches[id] ? [`${switches[id]}=${on}`] : []));
  return [
    ...(mtls === 'strict' ? ['global.mtls.enabled=true'] : []),
    ...turn(componentsNamed(version, '--with', wish.with), true),
    ...turn(gone, false),
    // Pilot and mixer then read their configuration from the API server themselves.
    ...(gone.includes('galley') ? ['global.useMCP=false'] : []),
  ];
}

/** The same as settings of istioctl, whose components are lists. */
export function operatorSettings(version: string, wish: Wish): string[] {
  const gone = select(version, wish).leftOut.map(({ id }) => id);
  const gateway = (id: string, list: string) =>
    gone.includes(id)
      ? [`components.${list}[0].name=istio-${id}`, `components.${list}[0].enabled=false`]
      : [];
  return [...gateway('ingressgateway', 'ingressGateways'), ...gateway('egressgateway', 'egressGateways')];
}

/** Whether one of these settings says something of a key. */
export const says = (settings: readonly string[], key: string): boolean =>
  settings.some((one) => one.startsWith(`${key}=`) || one.includes(`,${key}=`));
