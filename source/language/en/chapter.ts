/** About the chapter's steps and what they do: the room source/chapter/. */
export const chapter = {
  'run.cancelled': 'Cancelled.',
  'run.timeout': 'Not done within {seconds} s.',
  'run.timeout.waiting': 'Not done within {seconds} s: {name} is not ready ({why}); others: {others}.',
  'run.timeout.hint': 'Run it again to go on where it stopped; --timeout gives every step more time.',
  'run.no-release':
    'It is not known which release of Istio fits this server. Start hoist with --release 1.1.0, --release 1.30.3, or --release DIR, the directory of an unpacked one.',
  'run.read-only': 'hoist was started with --read-only: it looks, and writes nothing.',
  'wait.failed': '{kind} {name} has failed: {why}',
  'wait.deleted': '{kind} {name} was deleted by somebody else while it was waited for.',
  'wait.token':
    'Kubernetes had given up making the token of the ServiceAccount {account}, as it does while its API server is away. hoist has changed an annotation of it and taken that back, so that it tries again.',
  'wait.token.again':
    '{name} has failed so often for want of the token of {account} that it would try again only after minutes. hoist has changed an annotation of what makes its pods and taken that back, so that it tries now.',
  'wait.lost': 'the connection to the cluster is lost: {words}',
  'write.unsure': 'Cancelled before the server answered: nobody knows whether this was done.',
  'apply.conflict':
    'Another field manager owns fields of {name} with other values. Nothing of it was written.',
  'apply.conflict.hint':
    'Say of each field with --take OBJECT:FIELD that hoist takes it over, or with --leave OBJECT:FIELD that it stays as it is; or let its owner give it up, and run the step again.',
  'apply.failed': 'Objects that could not be brought up: {count}. Each is named above with its reason.',
  'apply.other-istio':
    'Another Istio is in this cluster: {names}. Its CRDs and webhooks have the same names as those of {release}, so nothing is written.',
  'remove.failed': 'Objects that could not be deleted: {count}. Each is named above with its reason.',
  'remove.made-anew':
    '{name} was deleted and made anew by somebody while this ran. It stays: look at it, then take it down once more.',
  'remove.not-ours': "{name} has a name of this release, but is somebody else's. It stays.",
  'remove.other-istio':
    'Another Istio is in this cluster: {names}. Its CRDs and webhooks have the same names as those of {release}, so nothing is taken down.',
  'prepare.rewritten': 'Rewritten from {from} to {to}: {count} {count|object|objects}. {why}',

  'step.unknown.connecting': 'Not known yet: the cluster has not answered.',
  'step.unknown.forbidden': 'Not known: your account may not {verb} {resource}.',
  'step.unknown.failed': 'Not known: {words}',

  'step.check.title': 'Check the cluster',
  'step.check.undo': 'Check the cluster',
  'step.check.explain':
    'Istio needs a cluster that it was made for: a Kubernetes version inside its window, nodes that take pods, room for what its manifests request (pilot alone asks for 2 GiB on one node), and your right to create what it consists of. Looking first costs nothing; finding out halfway costs an evening.',
  'step.check.explain.istiod':
    'Istio needs a cluster that it was made for: a Kubernetes version inside its window, nodes that take pods, room for what its manifests request, and your right to create what it consists of. Looking first costs nothing; finding out halfway costs an evening.',
  'step.check.hint': 'Every check that fails says what to do. Warnings do not stop the chapter.',
  'step.check.done':
    'The cluster is fit: {passed} {passed|check|checks} passed, {warned} {warned|warning|warnings}.',
  'step.check.failed': 'Checks that failed: {count}. Each says what to do.',
  'step.check.no-node': 'No node is ready.',
  'step.check.ready': '{ready} of {nodes} {nodes|node is|nodes are} ready.',
  'step.check.undone': 'Checking leaves nothing behind.',

  'step.crds.title': 'Register the CRDs',
  'step.crds.undo': 'Remove the CRDs',
  'step.crds.explain':
    'Istio is configured with Kubernetes objects of kinds that Kubernetes does not know yet: Gateway, VirtualService, DestinationRule and dozens more. A CustomResourceDefinition teaches the API server one kind. However Istio is installed, these come first; an object of a kind that is not served yet is refused.',
  'step.crds.hint':
    'A CRD counts once the API server serves its kind, which takes a moment after it was created.',
  'step.crds.done': 'All {count} CRDs are registered and served.',
  'step.crds.found': 'CRDs of Istio found: {count}.',
  'step.crds.of': '{present} of {wanted} CRDs are registered.',
  'step.crds.others': 'Objects of these kinds that others made go with their CRDs: {names}.',

  'step.control-plane.others':
    'In istio-system are objects of others, which go with the namespace: {names}. What is still needed, such as a CA of your own, is to be saved elsewhere before.',
  'step.control-plane.other':
    'Not of Istio; it goes with the namespace. What is still needed is to be saved elsewhere before.',
  'step.control-plane.title': 'Install the control plane',
  'step.control-plane.undo': 'Remove the control plane',
  'step.control-plane.explain':
    'The control plane lives in the namespace istio-system: pilot tells the proxies where to send what, citadel hands out certificates, galley checks configuration, mixer takes policy and telemetry, the injector adds the sidecars. With permissive mTLS, as the chapter has it, services accept plain and encrypted calls alike, so nothing that runs already breaks; with strict they accept encrypted ones only.',
  'step.control-plane.explain.istiod':
    'The control plane lives in the namespace istio-system and is one program, istiod: what the chapter knows as pilot, citadel, galley and the injector are parts of it. It tells the proxies where to send what, signs their certificates, adds the sidecars and checks configuration. With permissive mTLS, as the chapter has it, services accept plain and encrypted calls alike, so nothing that runs already breaks; with strict they accept encrypted ones only.',
  'step.control-plane.hint':
    'Pilot takes longest: its readiness is asked only every 30 seconds. Galley and the injector wait for certificates from citadel.',
  'step.control-plane.hint.istiod':
    'The gateways come after istiod, which writes the certificate that they mount. Its webhooks come last, once it can answer them.',
  'step.control-plane.done':
    'The control plane is up: {count} {count|object|objects} ({created} created, {configured} configured, {unchanged} unchanged).',
  'step.control-plane.absent': 'There is no control plane in istio-system.',
  'step.control-plane.ready': '{ready} of {wanted} {wanted|component is|components are} ready.',

  'step.proxies.title': 'Read the components and proxies',
  'step.proxies.undo': 'Read the components and proxies',
  'step.proxies.explain':
    'The two gateways are Envoy proxies, so proxies run before any application does. Pilot sends each of them clusters (CDS), listeners (LDS), endpoints (EDS) and routes (RDS), and knows which of these it has acknowledged. SYNCED means that the proxy has what pilot sent. If pilot goes away, proxies go on with what they have.',
  'step.proxies.hint':
    'RDS NOT SENT is normal for a gateway that no Gateway object uses yet: it has no routes to be told.',
  'step.proxies.done': 'All proxies are in sync with pilot: {count}.',
  'step.proxies.none': 'Pilot knows of no proxy yet.',
  'step.proxies.of': '{synced} of {count} {count|proxy is|proxies are} in sync.',
  'step.proxies.sidecar': '{id} is not in sync: {why}',
  'step.proxies.singles':
    'Components with a single replica, each a single point of failure: {count} ({names}). Fine for learning; production wants more than one.',
  'step.proxies.undone': 'Looking leaves nothing behind.',

  'step.injection.title': 'Switch injection on',
  'step.injection.undo': 'Switch injection off',
  'step.injection.explain':
    'A webhook sees every pod that is created. In a namespace with the label istio-injection=enabled it adds two containers: one that redirects the traffic of the pod, and the proxy that the traffic goes through. Pods that run already stay as they are until they are restarted.',
  'step.injection.explain.istiod':
    'A webhook sees every pod that is created. In a namespace with the label istio-injection=enabled it adds two containers: one that redirects the traffic of the pod, and the proxy that the traffic goes through. Where the kubelet can, from Kubernetes 1.33 on, the proxy is a native sidecar: an init container that goes on running, up before the application and ended after it. Pods that run already stay as they are until they are restarted.',
  'step.injection.hint':
    'Label first, deploy second. The webhook refuses pods while the injector is down, so it is looked at first.',
  'step.injection.done': 'New pods in {namespace} get a sidecar.',
  'step.injection.off': 'Injection is off in {namespace}.',
  'step.injection.undone': 'Injection is switched off in {namespace}.',
  'step.injection.no-namespace':
    'There is no namespace {namespace}. Create it, or name another with --namespace.',
  'step.injection.without': 'The pod {pod} runs without a sidecar: {why}',

  'step.bookinfo.title': 'Deploy Bookinfo',
  'step.bookinfo.undo': 'Remove Bookinfo',
  'step.bookinfo.explain':
    'Bookinfo is a small shop of four services: productpage calls details and reviews, and two of the three versions of reviews call ratings. Nothing in it knows of Istio. Each pod comes up as 2/2: the application, and the sidecar that the webhook added.',
  'step.bookinfo.hint':
    'A pod that shows 1/1 has no sidecar: it was created before the label, or the injector was not there.',
  'step.bookinfo.done': 'Bookinfo runs: {count} pods, each with its sidecar.',
  'step.bookinfo.without':
    'These pods came up without a sidecar: {pods}. Is the label {label} set on the namespace? Set it, delete the pods, and they are made anew.',
  'step.bookinfo.absent': 'Bookinfo is not deployed.',
  'step.bookinfo.ready': '{ready} of {wanted} {wanted|workload is|workloads are} ready.',

  'step.gateway.title': 'Open the gateway',
  'step.gateway.undo': 'Close the gateway',
  'step.gateway.explain':
    'So far nothing outside the cluster reaches Bookinfo. A Gateway tells the ingress gateway on which port to listen; a VirtualService says which paths go to productpage. The URL is found by the port named http2, by load balancer, node port, or port-forward, whichever answers.',
  'step.gateway.hint':
    'Connection refused: no Gateway is bound yet. 404: no route fits. 503: the service behind has no healthy pod.',
  'step.gateway.done': 'The product page answers at {url} ({why}).',
  'step.gateway.forward':
    'From here the page is reached through a port-forward only: run "{command}" and open {url}.',
  'step.gateway.tunnel':
    'The product page answers at {url}, through a port-forward that stays open as long as hoist runs.',
  'step.gateway.failed': 'The product page does not answer: {problem}',
  'step.gateway.tried': '{url}: {problem}',
  'step.gateway.absent': 'Bookinfo has no gateway.',
  'step.gateway.of': '{present} of {wanted} {wanted|object is|objects are} there.',
  'step.gateway.at': 'The gateway is there. Its first address is {url}.',

  'step.uninstall.title': 'Take it all down',
  'step.uninstall.undo': 'Look for what is left',
  'step.uninstall.explain':
    'Deleting the namespace istio-system is not an uninstall: CRDs, cluster roles, webhooks, labels, sidecars, and the certificates that citadel left in every namespace would stay, and a webhook without its program stops new pods. hoist undoes the steps from the last to the first and then looks for whatever is left.',
  'step.uninstall.explain.istiod':
    'Deleting the namespace istio-system is not an uninstall: CRDs, cluster roles, webhooks, labels, sidecars, and the root certificate that istiod wrote into every namespace would stay, and a webhook without its program stops new pods. hoist undoes the steps from the last to the first and then looks for whatever is left.',
  'step.uninstall.hint': 'CRDs go last: with a CRD go all objects of its kind, also those that others made.',
  'step.uninstall.clean': 'Nothing of Istio is left in this cluster.',
  'step.uninstall.left': 'Left in the cluster: {count}. Each is named with its reason.',
  'step.uninstall.nothing': 'There is nothing to take down.',
  'step.uninstall.there': 'Istio is in this cluster.',
  'step.uninstall.leftover': '{name}: {reason}',
  'step.removed': 'Deleted: {count} {count|object|objects}.',

  'check.cluster': 'cluster',
  'check.reachable': 'the API server answers',
  'check.reachable.pass': '{context} at {server}',
  'check.version': 'the Kubernetes version suits this release',
  'check.version.only': 'Kubernetes {version}; no release was named to compare with',
  'check.version.hint': 'Use another cluster, or leave --release out: then the release that fits is taken.',
  'check.release': 'there is a release of Istio for this cluster',
  'check.release.fitting': 'Istio {release}, as it fits Kubernetes {version}; --release names another',
  'check.release.named': 'Istio {release}, as you said',
  'check.release.hint':
    'Use a cluster of Kubernetes 1.21 or older (Istio 1.1.0), or of 1.25 or newer (Istio 1.30.3).',
  'check.served': 'every kind in the manifests is served here',
  'check.served.pass': 'all of them, or their CRD is among the manifests',
  'check.served.fail': 'not served: {kinds}',
  'check.served.hint':
    'These manifests were written for another Kubernetes. Use a cluster of the version that they were made for.',
  'check.access': 'you may do everything that the chapter does',
  'check.access.pass': 'every write and every look is allowed',
  'check.access.fail': 'not allowed: {what}',
  'check.access.hint': 'Ask whoever runs the cluster for these rights, or use a context that has them.',
  'check.unread': 'not known: you may not list {resource}',
  'check.namespace': 'the namespace for Bookinfo is there',
  'check.namespace.pass': '{namespace}',
  'check.namespace.fail': 'there is no namespace {namespace}',
  'check.namespace.hint':
    'Create it with "kubectl create namespace {namespace}", or name another with --namespace.',
  'check.nodes': 'nodes',
  'check.nodes.ready': 'nodes are ready and take pods',
  'check.nodes.ready.pass': '{ready} of {nodes}',
  'check.nodes.ready.warn': '{ready} of {nodes}; not: {others}',
  'check.nodes.ready.fail': 'none of {nodes}',
  'check.nodes.ready.hint': 'Look at "kubectl describe node": conditions, taints, cordons.',
  'check.nodes.architecture': 'nodes have an architecture that the images were made for',
  'check.nodes.architecture.pass': '{found}',
  'check.nodes.architecture.fail': '{found}; the images run on {wanted}',
  'check.nodes.architecture.hint':
    'Add an amd64 node: the images of this release exist for no other common architecture.',
  'check.nodes.size': 'the cluster has the 2 CPUs and 4 GiB that the chapter asks for',
  'check.nodes.size.pass': '{cpu} CPUs, {memory}',
  'check.nodes.size.warn': '{cpu} CPUs, {memory}',
  'check.nodes.size.hint':
    'It may work, slowly. Give the cluster more, e.g. in the settings of Docker Desktop.',
  'check.nodes.room': 'there is room for what the manifests request',
  'check.nodes.room.pass': 'they request {cpu} CPU and {memory}; free are {freeCpu} and {freeMemory}',
  'check.nodes.room.fail': 'they request {cpu} CPU and {memory}; free are only {freeCpu} and {freeMemory}',
  'check.nodes.room.sidecars':
    'they request {cpu} CPU and {memory}, and there is room for that; with the {count} sidecars of Bookinfo it is {allCpu} and {allMemory}, free are only {freeCpu} and {freeMemory}, and some of its pods would wait',
  'check.nodes.room.sidecars.hint':
    'Give the nodes more, or let a sidecar request less: with charts --set global.proxy.resources.requests.cpu=10m.',
  'check.nodes.room.unknown': 'not known: the pods of all namespaces may not be listed',
  'check.nodes.room.hint': 'Add a node, give the nodes more, or stop something else.',
  'check.nodes.largest-pod': 'the largest pod fits on one node',
  'check.nodes.largest-pod.pass': '{pod} ({cpu} CPU, {memory}) fits on {node}',
  'check.nodes.largest-pod.fail': '{pod} requests {cpu} CPU and {memory}; no single node has that free',
  'check.nodes.largest-pod.none': 'nothing is requested',
  'check.earlier': 'what is there already',
  'check.earlier.istio': 'no other Istio is in the way',
  'check.earlier.istio.none': 'none is installed',
  'check.earlier.istio.same': 'Istio {version} is installed already; what differs will be brought in line',
  'check.earlier.istio.other': 'Istio {version} is installed; this is {wanted}',
  'check.earlier.istio.elsewhere':
    'another Istio is in this cluster: {names}; its CRDs, webhooks and labels have the same names',
  'check.earlier.istio.hint': 'Take the other one down first, or use another cluster.',
  'check.earlier.terminating': 'no namespace is being deleted',
  'check.earlier.terminating.none': 'none',
  'check.earlier.terminating.some': 'still being deleted: {names}',
  'check.earlier.terminating.hint': 'Wait until it is gone; "kubectl describe namespace" says what holds it.',
  'check.earlier.webhooks': 'every webhook that can refuse objects has something behind it',
  'check.earlier.webhooks.none': 'all of them',
  'check.earlier.webhooks.some': 'nothing answers for: {names}',
  'check.earlier.webhooks.wait': 'Until its pods are ready it refuses what it should judge.',
  'check.earlier.webhooks.hint': 'Its program is gone and will not come back. Remove it: {command}',
} as const;
