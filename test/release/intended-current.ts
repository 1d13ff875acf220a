import type { Intended } from './beside.ts';

/** How our manifests of 1.30.3 differ from the official ones. */
export const intended: Intended = [
  // Whole objects
  [
    'ConfigMap/values: only official',
    'What Helm was given, for people to read. Nothing reads it, and there is no Helm here.',
  ],

  // Residue of Helm and istioctl
  ...['app.kubernetes.io/*', 'helm.sh/chart', 'heritage', 'release', 'chart'].map(
    (label): [string, string] => [
      `*metadata/labels/${label}: * -> (none)`,
      'Says which chart of which Helm release it is of, and there is none; no selector asks for it.',
    ],
  ),
  ...['operator.istio.io/component', 'install.operator.istio.io/owning-resource'].map(
    (label): [string, string] => [
      `*metadata/labels/${label}: * -> (none)`,
      'By this istioctl finds what it has installed itself; it has not.',
    ],
  ),
  [
    'CustomResourceDefinition/* metadata/annotations/helm.sh/resource-policy: keep -> (none)',
    'For Helm, which does not run here.',
  ],
  ['CustomResourceDefinition/* metadata/labels/app: * -> (none)', 'Istio finds CRDs by name.'],
  ['CustomResourceDefinition/* metadata/labels/istio: * -> (none)', 'Istio finds CRDs by name.'],
  ...['ServiceAccount', 'Service', 'Role', 'RoleBinding', 'Deployment'].map((kind): [string, string] => [
    `${kind}/*gateway* metadata/labels/istio.io/rev: default -> (none)`,
    'Only the label of the pods is looked at.',
  ]),
  [
    'Deployment/*gateway metadata/labels/istio.io/dataplane-mode: none -> (none)',
    'Only the label of the pods is looked at.',
  ],
  [
    'Deployment/*gateway spec/template/metadata/annotations/istio.io/rev: default -> (none)',
    'The label says it.',
  ],
  [
    'Deployment/* spec/template/metadata/annotations/sidecar.istio.io/inject: false -> (none)',
    'The label says it, and goes before the annotation.',
  ],
  ['Deployment/*gateway spec/template/spec/affinity/nodeAffinity: {} -> (none)', 'An empty wish.'],

  // Schemas
  [
    'CustomResourceDefinition/* spec/versions/*/schema/openAPIV3Schema/*: * -> *',
    'Ours takes whatever is under spec and status; istiod checks the content by its webhook, in words that name the mistake. Below, what must be there is held to be the same.',
  ],
  [
    'CustomResourceDefinition/* spec/versions/*/additionalPrinterColumns/*/description: * -> *',
    'Documentation, in words of our own.',
  ],

  // Rights
  ...['config', 'authentication', 'rbac'].map((group): [string, string] => [
    `ClusterRole/* rules/* ${group}.istio.io *: yes -> (none)`,
    'Groups of older releases, for an istiod of such a release beside this one.',
  ]),
  [
    'ClusterRole/istio-reader-clusterrole-istio-system rules/* networking.istio.io workloadentries: yes -> (none)',
    'All of that group may be read anyway.',
  ],
  [
    'RoleBinding/*gateway-sds subjects/*/namespace: (none) -> istio-system',
    'Written out; the server takes that of the binding.',
  ],

  // istiod
  [
    'Deployment/istiod spec/template/spec/tolerations/*: * -> (none)',
    'Against a taint that the CNI plugin sets on nodes, which is not installed.',
  ],
  ...['KUBECONFIG', 'volumeMounts//var/run/secrets/remote', 'volumes/istio-kubeconfig'].map(
    (what): [string, string] => [
      `Deployment/istiod spec/template/spec/*${what}/*: * -> (none)`,
      'To control another cluster from this one.',
    ],
  ),
  ...['volumeMounts//var/run/secrets/istiod', 'volumes/istio-csr'].map((what): [string, string] => [
    `Deployment/istiod spec/template/spec/*${what}*: * -> (none)`,
    'A certificate by way of cert-manager, another project, which the demo does not run.',
  ]),
  [
    'Deployment/istiod spec/template/spec/containers/discovery/env/CA_TRUSTED_NODE_ACCOUNTS/*: * -> (none)',
    'Trusts the proxies of an ambient mesh to speak for others; there are none.',
  ],
  [
    'Deployment/istiod spec/template/spec/containers/discovery/env/PILOT_ENABLE_ANALYSIS/*: * -> (none)',
    'The default.',
  ],
  ['Deployment/istiod spec/template/spec/containers/discovery/env/PLATFORM/*: * -> (none)', 'Empty.'],

  // Gateways
  ...['volumeMounts//etc/istio/*-certs', 'volumes/*-certs'].map((what): [string, string] => [
    `Deployment/*gateway spec/template/spec/*${what}/*: * -> (none)`,
    'Certificates as files, as in 1.1; Gateways name a Secret now, and istiod hands it to the proxy.',
  ]),

  // What istiod is told
  [
    'ConfigMap/istio data/mesh/extensionProviders/*: * -> (none)',
    'Places to send traces and logs to, none of which is installed. Whoever installs one adds it.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/values/*: * -> (none)',
    'What the templates are told; ours says it where it is used. What istiod itself reads of the values is there.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/*Selector: [] -> (none)',
    'An empty list, which is the default.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/template: * -> (none)',
    'Makes injectors before 1.9 fail in words; they do not read this.',
  ],
  [
    'ConfigMap/istio-sidecar-injector data/config/templates/sidecar: * -> *',
    'Arranged anew, without what needs other values than those of the demo.',
  ],
  ...['gateway', 'kube-gateway', 'waypoint', 'agentgateway', 'grpc-simple', 'grpc-agent'].map(
    (name): [string, string] => [
      `ConfigMap/istio-sidecar-injector data/config/templates/${name}: * -> (none)`,
      'Another kind of proxy than the sidecar, of which the demo has none; its gateways are written out.',
    ],
  ),
];
