/** Names, labels and annotations that Istio goes by: 1.1.0 (install/kubernetes/helm/istio in its source) and 1.30.3 (manifests/charts). */

export const systemNamespace = 'istio-system';

/** The label that switches injection on for a namespace; only the value `enabled` does (the webhook's namespaceSelector). */
export const injectionLabel = 'istio-injection';

/** The other way to switch it on, by the revision of an istiod; it counts where the label above is absent. */
export const revisionLabel = 'istio.io/rev';

/** On a pod: any of `y yes true on` wants the sidecar, any other value does not want it (pilot/pkg/kube/inject/inject.go). Since 1.10 as a label too. */
export const injectAnnotation = 'sidecar.istio.io/inject';
/** On a pod that has been injected: what was added, as JSON. */
export const statusAnnotation = 'sidecar.istio.io/status';
export const proxyContainer = 'istio-proxy';

export const injectorName = 'istio-sidecar-injector';
/** The MutatingWebhookConfiguration that the manifest brings; the injector writes its own CA bundle into it. */
export const mutatingWebhook = injectorName;
/** Under which it is asked, in both eras; another path under it tells istiod of which cluster the pod is. */
export const injectPath = '/inject';
export const galleyName = 'istio-galley';
/** The ValidatingWebhookConfiguration that galley makes at run time, and makes anew as long as it lives. */
export const validatingWebhook = galleyName;
export const citadelName = 'istio-citadel';
/** Since 1.5 the program that is all of the above; another revision's has its name behind this. */
export const istiodName = 'istiod';
/** istiod's root certificate and what it has taken back, in a ConfigMap of every namespace; both have this label. */
export const rootCertificates: readonly string[] = ['istio-ca-root-cert', 'istio-ca-crl'];
export const rootCertificateSelector = 'istio.io/config=true';
export const ingressService = 'istio-ingressgateway';
/** Citadel makes a Secret `istio.<service account>` for every ServiceAccount of every namespace. */
export const certificatePrefix = 'istio.';
export const certificateSecretType = 'istio.io/key-and-cert';
export const authoritySecretType = 'istio.io/ca-root';

/** Pods of the control plane that answer /debug/syncz, and the port on which they do (the same from 1.1 to 1.30). */
export const pilotLabel = { name: 'istio', value: 'pilot' } as const;
/** On the Deployment of every pilot too, also where it is called istiod. */
export const pilotSelector = `${pilotLabel.name}=${pilotLabel.value}`;
export const pilotDebugPort = 15014;
export const syncPath = '/debug/syncz';

/** Marks a Helm hook; kubectl knows nothing of hooks and applies them like anything else. */
export const hookAnnotation = 'helm.sh/hook';

/** Groups whose CustomResourceDefinitions are Istio's, by their end. */
export const istioGroupSuffix = '.istio.io';

/** Pods in these are never injected, whatever their labels (ignoredNamespaces in pilot/pkg/kube/inject/webhook.go; the last two since 1.5). */
export const neverInjected: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
];
