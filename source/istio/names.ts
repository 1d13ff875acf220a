/** Names, labels and annotations that Istio 1.1.0 goes by (install/kubernetes/helm/istio in its source). */

export const systemNamespace = 'istio-system';

/** The label that switches injection on for a namespace; only the value `enabled` does (the webhook's namespaceSelector). */
export const injectionLabel = 'istio-injection';

/** On a pod: any of `y yes true on` wants the sidecar, any other value does not want it (pilot/pkg/kube/inject/inject.go). */
export const injectAnnotation = 'sidecar.istio.io/inject';
/** On a pod that has been injected: what was added, as JSON. */
export const statusAnnotation = 'sidecar.istio.io/status';
export const proxyContainer = 'istio-proxy';

export const injectorName = 'istio-sidecar-injector';
/** The MutatingWebhookConfiguration that the manifest brings; the injector writes its own CA bundle into it. */
export const mutatingWebhook = injectorName;
export const galleyName = 'istio-galley';
/** The ValidatingWebhookConfiguration that galley makes at run time, and makes anew as long as it lives. */
export const validatingWebhook = galleyName;
export const citadelName = 'istio-citadel';
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

/** Pods in these are never injected, whatever their labels (ignoredNamespaces in pilot/pkg/kube/inject/webhook.go). */
export const neverInjected: readonly string[] = ['kube-system', 'kube-public'];
