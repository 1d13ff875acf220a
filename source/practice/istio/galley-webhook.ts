import type { Json, KubernetesObject } from '../object.ts';

export const validationName = 'istio-galley';

const rule = (apiGroup: string, apiVersion: string, resources: string[]): Json => ({
  operations: ['CREATE', 'UPDATE'],
  apiGroups: [apiGroup],
  apiVersions: [apiVersion],
  resources,
});

const pilotRules = [
  rule('config.istio.io', 'v1alpha2', [
    'httpapispecs',
    'httpapispecbindings',
    'quotaspecs',
    'quotaspecbindings',
  ]),
  rule('rbac.istio.io', '*', ['*']),
  rule('authentication.istio.io', '*', ['*']),
  rule('networking.istio.io', '*', [
    'destinationrules',
    'envoyfilters',
    'gateways',
    'serviceentries',
    'sidecars',
    'virtualservices',
  ]),
];

const mixerRules = [
  rule('config.istio.io', 'v1alpha2', [
    ...['rules', 'attributemanifests', 'circonuses', 'deniers', 'fluentds', 'kubernetesenvs', 'listcheckers'],
    ...[
      'memquotas',
      'noops',
      'opas',
      'prometheuses',
      'rbacs',
      'solarwindses',
      'stackdrivers',
      'cloudwatches',
    ],
    ...['dogstatsds', 'statsds', 'stdios', 'apikeys', 'authorizations', 'checknothings', 'listentries'],
    ...['logentries', 'metrics', 'quotas', 'reportnothings', 'tracespans'],
  ]),
];

/**
 * The webhook configuration that galley makes at run time. Where it finds its Deployment, under extensions/v1beta1 alone, that owns it
 * (galley/pkg/crd/validation/endpoint.go); from Kubernetes 1.16 on nothing does.
 */
export function galleyWebhook(input: {
  apiVersion: string;
  namespace: string;
  caBundle: string;
  deployment: KubernetesObject | undefined;
}): KubernetesObject {
  const { apiVersion, namespace, caBundle, deployment } = input;
  const webhook = (name: string, path: string, rules: Json[]): Json => ({
    name,
    clientConfig: { service: { namespace, name: 'istio-galley', path }, caBundle },
    rules,
    failurePolicy: 'Fail',
    ...(apiVersion.endsWith('/v1') ? { sideEffects: 'None', admissionReviewVersions: ['v1beta1'] } : {}),
  });
  const owner = deployment && {
    apiVersion: 'extensions/v1beta1',
    kind: 'Deployment',
    name: deployment.metadata.name,
    uid: deployment.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
  return {
    apiVersion,
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: validationName,
      labels: { app: 'galley', chart: 'galley', heritage: 'Tiller', istio: 'galley', release: 'istio' },
      ...(owner ? { ownerReferences: [owner] } : {}),
    },
    webhooks: [
      webhook('pilot.validation.istio.io', '/admitpilot', pilotRules),
      webhook('mixer.validation.istio.io', '/admitmixer', mixerRules),
    ],
  };
}
