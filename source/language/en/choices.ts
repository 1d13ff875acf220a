/** About the chapter's two questions: which security configuration and components, and which deployment utility. */
export const choices = {
  'choice.mtls.permissive':
    'Permissive mutual TLS: services of the mesh take plain text too, so callers outside the mesh go on reaching them.',
  'choice.mtls.strict':
    'Strict mutual TLS: services of the mesh refuse plain text. Callers outside the mesh, also in other namespaces of this cluster, no longer reach them, except through the ingress gateway.',
  'choice.mtls.strict-old':
    'And sidecars then speak mutual TLS to every service of the cluster: one that has no sidecar needs a DestinationRule with tls.mode DISABLE, or the mesh cannot call it.',
  'choice.all': 'Components: all of the release.',
  'choice.left-out': 'Without {component}: {why}',
  'choice.left-out-because': 'Without {component}, which cannot be without {needed}: {why}',
  'choice.unknown': '{flag}: Istio {version} has no component {component}. It has {known}.',
  'choice.both': '{component} is asked for with --with and declined with --without.',
  'choice.required': '{component} cannot be left out: every proxy has its configuration from it.',
  'choice.needs': '{component} needs {needed}, which is left out.',
  'choice.strict-needs':
    'Strict mutual TLS needs {component}, which makes the certificates: take --mtls permissive, or leave {component} in.',
  'choice.without.pilot': 'no proxy gets any configuration.',
  'choice.without.istiod': 'no proxy gets any configuration.',
  'choice.without.citadel': 'nobody makes certificates, so there is no mutual TLS at all.',
  'choice.without.galley':
    'Istio configuration is no longer checked before it is stored; pilot and mixer read it from the API server themselves.',
  'choice.without.sidecar-injector':
    'pods get no sidecar by themselves, so the steps from injection on are left out; sidecars can be written into manifests with "istioctl kube-inject".',
  'choice.without.policy':
    'quotas, denials and other policies are not enforced; proxies no longer ask mixer before a request.',
  'choice.without.telemetry':
    'proxies no longer report to mixer: no metrics of services, no access log of the mesh.',
  'choice.without.ingressgateway':
    'nothing from outside of the cluster gets in through the mesh, so the step that opens the gateway is left out.',
  'choice.without.egressgateway':
    'traffic out of the cluster cannot be led through one place; it leaves from each pod.',
  'choice.without.prometheus': 'nobody collects and keeps the metrics.',
  'choice.without.grafana': 'there are no dashboards of the metrics.',
  'choice.without.tracing': 'nobody collects the traces of requests; Jaeger is not there.',
  'choice.without.kiali': 'there is no picture of which service calls which.',
  'choice.not-chosen': 'It is not part of the choice any more.',
  'choice.restart-pilot':
    'Pilot reads where its configuration comes from when it starts. To have it read the new mesh configuration: kubectl -n istio-system rollout restart deployment istio-pilot',
} as const;
