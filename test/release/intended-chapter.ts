import type { Intended } from './beside.ts';

/** How our manifests of 1.1.0 differ from the official ones. */
export const intended: Intended = [
  // Whole objects
  [
    'CustomResourceDefinition/*.certmanager.k8s.io: only official',
    'cert-manager is another project, which the demo does not run; its old CRDs would stand in the way of a current one.',
  ],
  [
    '*/istio-cleanup-secrets-*: only official',
    'A post-delete hook for Helm. As a plain object it runs at install, and deletes the certificates that citadel makes just then (istio/istio#17122); hoist deletes them itself, after citadel.',
  ],
  [
    '*/istio-security-post-install-*: only official',
    'hoist writes the MeshPolicy itself, once its CRD is served.',
  ],
  ['ConfigMap/istio-security-custom-resources: only official', 'The text for that Job.'],
  [
    '*/istio-grafana-post-install-*: only official',
    'hoist writes the Policy itself, once its CRD is served.',
  ],
  ['ConfigMap/istio-grafana-custom-resources: only official', 'The text for that Job.'],
  [
    'ConfigMap/istio-grafana-configuration-dashboards-*: only official',
    "Seven dashboards of others' text, which Grafana can import by number.",
  ],
  ['ConfigMap/istio-grafana-dashboards: only ours', 'One small dashboard in their place.'],
  [
    'Secret/kiali: only official',
    'A default password, the same everywhere. Kiali runs without, and says how to make one.',
  ],

  // Residue of Helm
  ['* metadata/labels/chart: * -> (none)', 'There is no chart.'],
  ['* metadata/labels/heritage: Tiller -> (none)', 'There is no Tiller.'],
  [
    '* metadata/labels/release: istio -> (none)',
    'No Helm release; nothing looks it up, but for one role below.',
  ],
  ['* spec/template/metadata/labels/chart: * -> (none)', 'There is no chart.'],
  ['* spec/template/metadata/labels/heritage: Tiller -> (none)', 'There is no Tiller.'],
  [
    '* spec/template/metadata/labels/release: istio -> (none)',
    'No Helm release, and no selector of ours asks for it.',
  ],
  ['Service/*gateway spec/selector/release: istio -> (none)', 'app and istio select the same pods.'],
  [
    'PodDisruptionBudget/* spec/selector/matchLabels/release: istio -> (none)',
    'The others select the same pods.',
  ],
  [
    'PodDisruptionBudget/* spec/selector/matchLabels/app: * -> (none)',
    'The same selector as the Deployment has.',
  ],
  [
    'PodDisruptionBudget/* metadata/labels/version: 1.1.0 -> (none)',
    'Two of six had it, and nothing looks it up.',
  ],
  [
    'CustomResourceDefinition/* metadata/annotations/helm.sh/resource-policy: keep -> (none)',
    'For Helm, which does not run here.',
  ],
  ['CustomResourceDefinition/* metadata/labels/app: * -> (none)', 'Istio finds CRDs by name.'],
  ['CustomResourceDefinition/* metadata/labels/istio: * -> (none)', 'Istio finds CRDs by name.'],
  ['CustomResourceDefinition/* metadata/labels/package: * -> (none)', 'Istio finds CRDs by name.'],
  ...['attributemanifest', 'handler', 'kubernetes', 'logentry', 'metric', 'rule', 'DestinationRule'].map(
    (kind): [string, string] => [
      `${kind}/* metadata/labels/app: mixer -> (none)`,
      'Mixer and pilot take all there is in the namespace, whatever its labels.',
    ],
  ),
  ['MeshPolicy/default metadata/labels/app: security -> (none)', 'There is only this one.'],
  ['Policy/* metadata/labels/app: grafana -> (none)', 'Nothing looks it up.'],
  [
    'Deployment/istio-pilot metadata/annotations/checksum/config-volume: * -> (none)',
    'Made Helm replace the Deployment when the mesh config changed; where it stands, on the Deployment and not on its pods, it restarts nothing.',
  ],
  ['Deployment/kiali spec/template/metadata/name: kiali -> (none)', "A pod's name is generated."],

  // Versions that later Kubernetes dropped
  [
    'Deployment/* apiVersion: extensions/v1beta1 -> apps/v1',
    'Served by every Kubernetes from 1.9 on; the other is gone in 1.16.',
  ],
  [
    'Deployment/* spec/selector/matchLabels/*: (none) -> *',
    'apps/v1 wants it said: the labels by which the Service finds the pods too.',
  ],
  [
    'HorizontalPodAutoscaler/* apiVersion: autoscaling/v2beta1 -> autoscaling/v1',
    'Says the same for CPU alone, and is served by every Kubernetes; v2beta1 is gone in 1.25.',
  ],
  [
    'HorizontalPodAutoscaler/* spec/scaleTargetRef/apiVersion: apps/v1beta1 -> apps/v1',
    'As the Deployments have it.',
  ],
  ['HorizontalPodAutoscaler/* spec/metrics/0/*: * -> (none)', 'See its version.'],
  [
    'HorizontalPodAutoscaler/* spec/targetCPUUtilizationPercentage: (none) -> 80',
    'The same 80 percent, as v1 writes it.',
  ],
  [
    'Deployment/* spec/template/metadata/annotations/scheduler.alpha.kubernetes.io/critical-pod:  -> (none)',
    'Deprecated since 1.13, and without effect outside of kube-system.',
  ],

  // Where pods may run
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/key: beta.kubernetes.io/arch -> kubernetes.io/arch',
    'The current label.',
  ],
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values: * -> ["amd64"]',
    'The images of 1.1.0 were published for amd64 alone.',
  ],
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/1/matchExpressions/0/*: (none) -> *',
    'Or the old label: nodes have the current one only from Kubernetes 1.14 on.',
  ],
  [
    'Deployment/* spec/template/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/*: * -> (none)',
    'Preferred all of what was required alike, which prefers nothing.',
  ],

  // What programs are told
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/namespace: istio-system -> (none)',
    'The kind has no namespace.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/labels/chart: galley -> (none)',
    'There is no chart.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/labels/heritage: Tiller -> (none)',
    'There is no Tiller.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/metadata/labels/release: istio -> (none)',
    'Nothing looks it up.',
  ],
  [
    'ConfigMap/istio-galley-configuration data/validatingwebhookconfiguration.yaml/webhooks/*/clientConfig/caBundle:  -> (none)',
    'Galley puts its own in, whatever is there.',
  ],
  ['ConfigMap/istio data/mesh/accessLogFormat:  -> (none)', 'The default.'],
  ['ConfigMap/istio data/mesh/accessLogEncoding: TEXT -> (none)', 'The default.'],
  [
    'ConfigMap/istio data/mesh/enableSdsTokenMount: false -> (none)',
    'The default: no secret discovery service here.',
  ],
  [
    'ConfigMap/istio data/mesh/sdsUseK8sSaJwt: false -> (none)',
    'The default: no secret discovery service here.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/template: * -> *',
    'Arranged anew; below it is held to the same outcome.',
  ],
  [
    'ConfigMap/kiali data/config.yaml/external_services/*: (none) -> {}',
    'The same as a field without a value.',
  ],
  [
    'Deployment/prometheus spec/template/spec/initContainers/prom-init/command: * -> *',
    'The same wait of half a minute for the same file, in words of our own.',
  ],
  [
    'Deployment/grafana spec/template/spec/containers/grafana/volumeMounts//var/lib/grafana/dashboards/istio*: * -> *',
    'One directory with one dashboard, in place of seven files.',
  ],
  ['Deployment/grafana spec/template/spec/volumes/dashboards*: * -> *', 'Of the same dashboards.'],
  [
    'CustomResourceDefinition/* spec/additionalPrinterColumns/*/description: * -> *',
    'Documentation, in words of our own.',
  ],
];
