/** About Istio: the room source/istio/. */
export const istio = {
  'manifest.broken': '{file}, document {document}, line {line}: {words}',
  'manifest.unreadable': '{file} cannot be read: {words}',
  'manifest.too-large': 'it has {size} bytes, and a manifest at most {most}.',
  'manifest.not-utf8': 'this is not text in UTF-8. Save it as UTF-8, or name another file.',
  'manifest.not-text': 'this is not text. Is it an archive that is still packed?',
  'manifest.separator':
    '"---" at the start of a line must be followed by nothing or a comment, not by "{rest}".',
  'manifest.no-object': 'a document must be an object with apiVersion, kind and metadata.name.',
  'manifest.null-key': 'the key of a mapping must not be null.',
  'manifest.no-kind': '"kind" is missing.',
  'manifest.no-api-version': '"apiVersion" is missing.',
  'manifest.no-name': 'the {kind} has no metadata.name.',
  'manifest.lists-too-deep': 'lists are nested too deep in one another.',
  'manifest.too-many-values':
    'more than {most} values in one document, aliases counted as often as they are used.',
  'manifest.no-number': '{value} is no number that JSON can say.',
  'release.no-directory': 'There is no directory {directory}.',
  'release.no-version-of':
    'hoist has no manifests of its own for Istio {version}, only for {known}. Name one of these, or the directory of an unpacked release.',
  'release.not-one':
    '{directory} is not an unpacked Istio release: looked for {marks} in it and found none. Name the directory that holds one of these and samples/.',
  'release.two-layouts':
    '{directory} has both {one}/ and {other}/, which are of different releases. Name the directory of one release.',
  'release.incomplete': 'The release in {directory} is incomplete. Missing: {missing}.',
  'release.empty': 'The release in {directory} has nothing to install in: {files}.',
  'release.not-rendered':
    '{directory} holds the charts of a release, and nothing that can be applied: looked for YAML files in {rendered}. Render the demo profile into it, e.g. with the istioctl of that release: "istioctl manifest generate --set profile=demo > {rendered}istio.yaml".',
  'release.no-version': '{file} in {directory} names no Istio image, so its version cannot be told.',
  'release.mixed-versions': '{file} in {directory} names images of several versions: {versions}.',
  'release.unsupported': '{directory} holds Istio {version}. hoist installs {supported}.',
  'rewrite.removed': 'Kubernetes no longer serves Deployments in {version}.',
  'rewrite.removed-selector':
    'Kubernetes no longer serves Deployments in {version}; the selector that was implied is written out, from the labels of the pods.',
  'rewrite.target': 'The Deployment {name} that it scales is written in the new version too.',
  'support.native': 'Kubernetes {version} takes Istio {release} as it is written.',
  'support.rewritten':
    'Kubernetes {version} takes Istio {release}; where manifests ask for API versions that this server dropped, as the official ones do, hoist rewrites them.',
  'support.untried':
    'Kubernetes {version} is older than what Istio {release} was made for ({first}). It may work.',
  'support.refused':
    'Istio {release} cannot run on Kubernetes {version}: its own programs ask for APIs that were removed after {last}, so rewriting its manifests does not help.',
  'support.refused-old':
    'Istio {release} cannot run on Kubernetes {version}: its CRDs and istiod need what Kubernetes has from {first} on.',
  'support.untried-new':
    'Kubernetes {version} is newer than what Istio {release} was made for (up to {last}). It may work.',
  'support.between':
    'No release that hoist has runs on Kubernetes {version}: the programs of Istio 1.1.0 ask for APIs that were removed after {last}, and Istio 1.30.3 needs what Kubernetes has from {first} on.',
  'support.unknown':
    'It is not known whether Istio {release} runs on a server that calls itself "{version}".',
  'injection.no-injector':
    'There is no Deployment {name} in istio-system: nothing here could inject sidecars.',
  'injection.unavailable': 'The Deployment {name} has no pod that is ready.',
  'injection.no-webhook':
    'There is no MutatingWebhookConfiguration {name}: the API server does not ask the injector.',
  'injection.no-authority':
    'The webhook {name} has no CA bundle yet; the injector writes it when it starts. Until then no pod of a labelled namespace could be created.',
  'injection.no-endpoints':
    'The Service {service} has no endpoint that is ready, so the API server could not reach the injector.',
  'injection.never': 'pods of the namespace {namespace} are never injected',
  'injection.host-network': "it uses the node's network, and such pods are never injected",
  'injection.opted-out': 'its annotation {annotation} declines the sidecar',
  'injection.opted-out-label': 'its label {label} declines the sidecar',
  'injection.before': 'it was created before injection was on; a restart of its workload gives it a sidecar',
  'ingress.load-balancer': "the load balancer's address {address}",
  'ingress.external-ip': "the Service's external address {address}",
  'ingress.localhost': "this machine's own port {port}: {platform} carries node ports here",
  'ingress.node-external': 'the node port {port} of {node}, by its external address {address}',
  'ingress.node-internal': 'the node port {port} of {node}, by its internal address {address}',
  'ingress.port-forward': 'a tunnel through the API server, which works wherever kubectl does',
  'proxy.synced': 'It has acknowledged everything that pilot sent.',
  'proxy.stale':
    'Pilot sent {types} and has no acknowledgement: the proxy is slow, cut off, or could not use what it got.',
  'proxy.error': 'It refused what pilot sent: {types}.',
  'proxy.connecting': 'It is just connecting to pilot.',
  'proxy.not-sent': 'Pilot has not sent {types} yet.',
  'proxy.gateway-idle': 'In sync. RDS is NOT SENT because no Gateway is bound to it yet, which is normal.',
  'proxy.gateway-bound':
    'A Gateway is bound to it, but pilot has sent no routes: none for HTTP yet, or it was applied just now.',
  'proxy.missing': 'Its pod is ready, but no pilot knows it: the proxy has no connection to pilot.',
  'proxy.unreadable': 'Its state is unknown: the answer of {pilot} cannot be read ({words}).',
  'proxy.no-table': 'it is not a list of proxies',
  'proxy.no-name': 'one of its entries names no proxy',
  'why.terminating': 'It is being taken down.',
  'why.failed': 'It has failed: {words}',
  'why.unschedulable': 'No node can take it: {words}',
  'why.not-scheduled': 'It waits for the scheduler to choose a node.',
  'why.starting': 'Its node is starting it.',
  'why.gates': 'Its containers are ready; the pod is about to be.',
  'why.init': 'The init container {container} is running.',
  'why.image': '{container}: cannot pull its image {image}: {words}',
  'why.crash':
    '{container} ends with exit code {code} as soon as it starts; {restarts} {restarts|restart|restarts} so far.',
  'why.memory':
    '{container} used more memory than its limit and was killed; {restarts} {restarts|restart|restarts} so far.',
  'why.creating': 'The container {container} is being created.',
  'why.waiting': '{container} cannot start: {words}',
  'why.ended': '{container} ended with exit code {code}. {words}',
  'why.probe': '{container} runs, but is not ready: {words}',
  'why.not-ready': '{container} runs and is not ready yet.',
  'why.certificate': 'It waits for the Secret {secret}, which Citadel makes.',
  'why.absent': 'It waits for the {kind} {name}, which is not there.',
  'why.mount': 'A volume cannot be mounted: {words}',
  'why.sandbox': 'Its network cannot be set up: {words}',
  'why.create-pods': 'Its pods cannot be created: {words}',
  'why.deadline': 'It made no progress in the time that its spec allows: {words}',
  'why.no-pods': 'It has no pods yet.',
  'why.replicas': '{available} of {wanted} {wanted|replica is|replicas are} available.',
  'why.job-failed': 'The Job has failed: {words}',
  'why.job-running': 'The Job is running.',
  'why.pod': '{pod}: {why}',
  'leftover.crd': 'A CRD of Istio. Deleting it deletes every object of its kind.',
  'leftover.crd-certmanager': 'A CRD of the cert-manager that Istio 1.1.0 brings along.',
  'leftover.custom-resource': 'Istio configuration of the kind {kind}.',
  'leftover.cluster-role': "Rights of Istio's components over the whole cluster.",
  'leftover.mutating':
    'The webhook that injects sidecars. Without its program, labelled namespaces cannot create pods.',
  'leftover.validating':
    'The webhook that checks Istio configuration. Without its program it may refuse all of it.',
  'leftover.root-certificate': "Istio's root certificate, which istiod writes into every namespace.",
  'leftover.gateway-class': 'A class of the Gateway API that istiod made for itself.',
  'leftover.namespace': 'The namespace of the control plane.',
  'leftover.label': 'The namespace is labelled {label}; the next Istio that is installed would act on it.',
  'leftover.secret': 'A key and certificate that Istio made at run time.',
  'leftover.sidecar': 'The pod runs a sidecar. Without Istio it has no control plane to talk to.',
  'leftover.bookinfo': 'It belongs to the Bookinfo sample.',
  'why.done': '{container} has ended without an error.',
} as const;
