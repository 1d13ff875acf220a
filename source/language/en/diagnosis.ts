/** Causes and what to do about them: the room source/diagnosis/. Each has its `.why` and its `.fix`. */
export const diagnosis = {
  'diagnosis.told': 'Why: {why} What to do: {fix}',
  'diagnosis.image-absent.why':
    'The registry {registry} has no image {image}: the name or the tag is not there.',
  'diagnosis.image-absent.fix':
    'Correct the image in the workload. If it was loaded onto the nodes by hand, load it again under exactly this name.',
  'diagnosis.image-denied.why':
    'The registry {registry} does not give the image {image} to this cluster: it is private, or there is none of that name.',
  'diagnosis.image-denied.fix': 'Check the name, or give the namespace a pull secret for that registry.',
  'diagnosis.image-limit.why': 'The registry {registry} counts what is pulled, and the limit is used up.',
  'diagnosis.image-limit.fix':
    'Wait until it resets, log in to the registry with a pull secret, or take the images from a mirror.',
  'diagnosis.image-registry.why':
    'The node cannot reach the registry {registry}, or does not trust its certificate.',
  'diagnosis.image-registry.fix':
    'Check the name, proxy and firewall of the node, or load the image {image} onto the nodes beforehand.',
  'diagnosis.image-platform.why': 'The image {image} does not exist for the architecture of this node.',
  'diagnosis.image-platform.fix': 'Add a node of an architecture that the image was made for, such as amd64.',
  'diagnosis.image-name.why': '{image} is not a valid image name.',
  'diagnosis.image-name.fix': 'Correct the image in the workload.',
  'diagnosis.image-other.why': 'The node could not get the image {image} from {registry}.',
  'diagnosis.image-other.fix':
    "Read the registry's answer above; pulling the image by hand on the node shows more.",
  'diagnosis.memory.why':
    'No node has as much memory left as the pod requests. What counts is what is requested, not what is used.',
  'diagnosis.memory.fix':
    'Give the nodes more memory (Docker Desktop: Settings, Resources), stop something else, or lower the request. Pilot 1.1.0 alone requests 2 GiB on one node.',
  'diagnosis.cpu.why': 'No node has as much CPU left as the pod requests.',
  'diagnosis.cpu.fix': 'Add a node or CPUs, stop something else, or lower the request.',
  'diagnosis.pods-full.why': 'Every node runs as many pods as it may.',
  'diagnosis.pods-full.fix': 'Add a node, or stop something else.',
  'diagnosis.taint.why': 'The nodes carry taints that the pod does not tolerate.',
  'diagnosis.taint.fix':
    'Wait if the taint says not-ready or pressure: the node takes it away itself. Else remove it with kubectl taint, or add a node without it.',
  'diagnosis.affinity.why':
    'No node has the labels that the pod asks for. Istio 1.1.0 runs on amd64, ppc64le and s390x only.',
  'diagnosis.affinity.fix': 'Add a node of such an architecture, or use a later release.',
  'diagnosis.no-node.why': 'There is no node that takes pods.',
  'diagnosis.no-node.fix': 'Add a node, or let one take pods again with kubectl uncordon.',
  'diagnosis.webhook-idle.why':
    'The API server must ask the webhook {webhook} first, and no pod behind {service} is ready to answer. Until one is, it refuses.',
  'diagnosis.webhook-idle.fix':
    'Bring the program behind {service} up: look at its pods. What was refused is tried again by itself.',
  'diagnosis.webhook-orphan.why':
    'The webhook {webhook} stayed behind when its program was removed: the Service {service} is gone. Nothing will ever answer.',
  'diagnosis.webhook-orphan.fix': 'Remove its configuration ({configuration}), or install its program again.',
  'diagnosis.webhook-refused.why':
    'The Service {service} of the webhook {webhook} leads to a pod on whose port nothing listens (yet).',
  'diagnosis.webhook-refused.fix':
    'Wait a moment if it is just starting; else read the log of the pods behind {service}.',
  'diagnosis.webhook-certificate.why':
    'The API server does not trust what answers for the webhook {webhook}: the CA bundle in its configuration and the certificate of {service} do not belong together.',
  'diagnosis.webhook-certificate.fix':
    'Restart the program behind {service}: it writes the bundle anew when it starts. If it stays so, delete the configuration {configuration} and install it again.',
  'diagnosis.webhook-timeout.why':
    'The API server gets no answer from {service} for the webhook {webhook}: a firewall or network policy is between them, or the program hangs.',
  'diagnosis.webhook-timeout.fix':
    'Let the control plane reach the pods on their webhook port (443 for Istio 1.1.0, 15017 since 1.5), and look at the pods behind {service}.',
  'diagnosis.webhook-other.why': 'The API server could not ask the webhook {webhook} ({service}).',
  'diagnosis.webhook-other.fix':
    'Look at the pods behind {service} and at the configuration {configuration}.',
  'diagnosis.webhook-denied.why': 'The webhook {webhook} judged it and said no: {words}',
  'diagnosis.webhook-denied.fix': 'Correct what it names, then apply it again.',
  'diagnosis.injector-gone.why': '{words}',
  'diagnosis.injector-gone.fix':
    'Bring the injector up first (run the control plane step again), then restart what should have a sidecar.',
  'diagnosis.crash.why': 'The program in {container} ends by itself: its log says why.',
  'diagnosis.crash.fix':
    'Read the end of its log. istio-init that fails lacks NET_ADMIN or iptables modules on the node.',
  'diagnosis.memory-limit.why':
    '{container} needed more memory than its limit allows, and the kernel ended it.',
  'diagnosis.memory-limit.fix': 'Raise the memory limit of {container} in its workload.',
  'diagnosis.probe.why': '{container} runs, but does not say that it is ready.',
  'diagnosis.probe.fix':
    'Read its log. A proxy becomes ready once pilot has sent it clusters and listeners; look at the proxies then.',
  'diagnosis.certificate.why':
    'Citadel has not made the certificate {secret} yet: it is starting, or cannot run.',
  'diagnosis.certificate.fix':
    'Wait for Citadel. If its pod is ready and the Secret still missing, restart Citadel.',
  'diagnosis.volume.why': 'A volume of the pod needs something that is not there: {kind} {name}',
  'diagnosis.volume.fix': 'Create it, or correct the name in the workload. The pod starts by itself then.',
  'diagnosis.sandbox.why': "The node's network plugin could not set the pod up.",
  'diagnosis.sandbox.fix': 'Look at the pods of the network plugin in kube-system and at the node.',
  'diagnosis.token.why':
    'The ServiceAccount {account} has no token yet, and no pod may use it before. Kubernetes gives up making one after some seconds without success, as while its API server was away.',
  'diagnosis.token.fix':
    'If this lasts longer than ten seconds, change an annotation of the ServiceAccount: Kubernetes then tries again.',
  'diagnosis.quota.why': 'The quota {name} of the namespace is used up.',
  'diagnosis.quota.fix': 'Raise the quota, or free some of it.',
  'diagnosis.pod-security.why':
    'The namespace takes pods of the security level {level} only, and the sidecar needs NET_ADMIN to redirect traffic.',
  'diagnosis.pod-security.fix':
    'Label the namespace pod-security.kubernetes.io/enforce=privileged, or use istio-cni, which does this on the node instead.',
  'diagnosis.terminating.why':
    'The namespace {namespace} is being deleted, and takes nothing new until it is gone.',
  'diagnosis.terminating.fix': 'Wait until it is gone, then run this again.',
  'diagnosis.terminating-api.why':
    'The namespace {namespace} cannot be emptied because an API that the server announces does not answer: {words}',
  'diagnosis.terminating-api.fix':
    'Bring that API back, or delete its APIService if its program is gone for good.',
  'diagnosis.terminating-content.why': 'Something in the namespace {namespace} is not gone yet: {words}',
  'diagnosis.terminating-content.fix':
    'Give its pods time to end. If a node is lost, its pods go once it is back or deleted.',
  'diagnosis.terminating-finalizers.why':
    'Objects in the namespace {namespace} wait for a controller to let them go: {words}',
  'diagnosis.terminating-finalizers.fix':
    'Bring that controller back. Take finalizers away by hand only if it is gone for good: what it would have cleaned up stays.',
  'diagnosis.forbidden.why': 'Your account lacks the right to {verb} {resource}.',
  'diagnosis.forbidden.fix':
    'Ask whoever runs the cluster for the verb {verb} on {resource}, or use a context that has it.',
  'diagnosis.unauthorized.why': 'The server does not know these credentials, or they have expired.',
  'diagnosis.unauthorized.fix': 'Log in again the way this cluster wants it, then try once more.',
  'diagnosis.api-refused.why':
    'The machine at {server} answers, but no API server listens there: it is stopped, restarting, or on another port.',
  'diagnosis.api-refused.fix':
    'Start the cluster (Docker Desktop: Kubernetes enabled; minikube start; kind: docker start), or correct the port in the kubeconfig.',
  'diagnosis.api-name.why': 'The name in {server} is not known here: no VPN, no DNS, or the cluster is gone.',
  'diagnosis.api-name.fix': 'Connect to the network that knows it, or choose another context.',
  'diagnosis.api-certificate.why':
    'What answers at {server} shows a certificate that the kubeconfig does not trust: a cluster made anew, or something in between.',
  'diagnosis.api-certificate.fix':
    'Fetch the kubeconfig of this cluster anew. Do not switch verification off to get by.',
  'diagnosis.api-silent.why':
    'Nothing comes back from {server}: it is down, overloaded, or a firewall drops the packets.',
  'diagnosis.api-silent.fix': 'Is the cluster running, and is the VPN or the tunnel to it up?',
  'diagnosis.api-cut.why':
    'The connection to {server} was made and then cut before the answer was complete: the API server is restarting, or a proxy or VPN in between ends connections.',
  'diagnosis.api-cut.fix':
    'Try again in a moment. If it is cut each time, look at what stands between here and the server.',
  'diagnosis.api-other.why':
    'Something answers at {server}, but not as a Kubernetes API server does: a proxy, a login page or another service may stand in its place, or the address is wrong.',
  'diagnosis.api-other.fix':
    'Look at what "kubectl get --raw /version" brings, and check the server in the kubeconfig, HTTPS_PROXY and the VPN.',
  'diagnosis.not-served.why':
    'This server knows no kind {kind} of that version: its CRD is not registered yet, or this Kubernetes has dropped the version.',
  'diagnosis.not-served.fix':
    'Register the CRDs first and wait until they are served; for a version that was dropped, take a release that fits this Kubernetes.',
  'diagnosis.crd-names.why': 'A name of the CRD {name} is taken by another one: {words}',
  'diagnosis.crd-names.fix':
    'Remove the other CRD if it is a leftover; else the two cannot live in one cluster.',
  'diagnosis.proxy-fine.why': 'There is nothing to mend.',
  'diagnosis.proxy-fine.fix': 'Nothing needs to be done.',
  'diagnosis.proxy-connecting.why': 'The proxy has just started and is about to connect to pilot.',
  'diagnosis.proxy-connecting.fix': 'Wait a few seconds.',
  'diagnosis.proxy-pushing.why':
    'Pilot has just pushed, to {count} {count|proxy|proxies}: every change makes them STALE until they acknowledge it.',
  'diagnosis.proxy-pushing.fix': 'Wait a few seconds. It matters only if it lasts.',
  'diagnosis.proxy-refused.why': 'The proxy got the configuration and refused it: {words}',
  'diagnosis.proxy-refused.fix':
    'Correct the Istio object that brought it; an EnvoyFilter is the usual one. Until then the proxy goes on with the last it accepted.',
  'diagnosis.proxy-pilot-away.why':
    'No pod of pilot is ready, so nobody can send anything. Proxies go on with what they have.',
  'diagnosis.proxy-pilot-away.fix': 'Bring pilot up: look at its pods.',
  'diagnosis.proxy-container.why': 'Its container istio-proxy is not running: {words}',
  'diagnosis.proxy-container.fix': 'Read the log of the container; once it runs, it connects by itself.',
  'diagnosis.proxy-node.why': 'Its node {node} is not ready: the proxy there is cut off.',
  'diagnosis.proxy-node.fix': 'Bring the node back, or let the pod be made anew on another.',
  'diagnosis.proxy-skew.why':
    'It is of Istio {version} and pilot is {wanted}: it may not understand what pilot sends.',
  'diagnosis.proxy-skew.fix': 'Restart its workload, so that it gets a proxy of the version of pilot.',
  'diagnosis.proxy-cut.why':
    'Its pod runs and pilot is ready, yet pilot has no acknowledgement of {types}: the connection between them hangs, or the proxy cannot use what it got.',
  'diagnosis.proxy-cut.fix':
    'Look for "rejected" and "disconnected" in the log of the proxy. If there is nothing, delete the pod: its successor connects anew.',
  'diagnosis.proxy-gone.why':
    'Its pod is gone; pilot keeps the row until it notices that the connection has ended.',
  'diagnosis.proxy-gone.fix': 'Nothing: the row goes by itself.',
  'diagnosis.proxy-routes.why':
    'A Gateway is bound to it, but pilot has no routes for it: no server of it speaks HTTP, or it was applied just now.',
  'diagnosis.proxy-routes.fix': 'Wait a moment; else look at the servers of the Gateway.',
  'diagnosis.way-no-service.why':
    'There is no Service {name} in istio-system: the control plane, or this gateway, is not installed.',
  'diagnosis.way-no-service.fix': 'Run the control plane step, with the ingress gateway.',
  'diagnosis.way-no-port.why': 'The Service {name} has no port named http2 and none with the number 80.',
  'diagnosis.way-no-port.fix': 'Give it one: that is the port that the page is asked for at.',
  'diagnosis.way-no-address.why':
    'No load balancer gives the Service an address, and no node has an address or node port to try.',
  'diagnosis.way-no-address.fix': 'Use the port-forward: it works wherever kubectl does.',
  'diagnosis.way-node.why':
    'From this machine nothing is reached at {address} ({words}), while the page answers inside the cluster: a firewall, or a network that does not lead there.',
  'diagnosis.way-node.fix':
    'Open the port to this machine, or use the port-forward: it works wherever kubectl does.',
  'diagnosis.way-docker-desktop.why':
    'Nothing is reached at {address} ({words}). The node of Docker Desktop is a virtual machine whose addresses do not lead here; it carries ports to localhost instead.',
  'diagnosis.way-docker-desktop.fix':
    'Use the address with localhost. If that does not answer either, another program has the port: use the port-forward.',
  'diagnosis.way-minikube.why':
    'Nothing is reached at {address} ({words}). With a virtual machine or the docker driver the node of minikube is not reachable from here.',
  'diagnosis.way-minikube.fix': 'Run one of these in another terminal, or use the port-forward.',
  'diagnosis.way-kind.why':
    'Nothing is reached at {address} ({words}). A node of kind is a container; only Linux reaches its address, elsewhere only ports with extraPortMappings come here.',
  'diagnosis.way-kind.fix':
    'Use the port-forward, or make the cluster with extraPortMappings for the node port.',
  'diagnosis.way-somebody-else.why':
    'Something else answers at {address} (HTTP {status}): the page is fine inside the cluster. On k3s that is often its own Traefik, which has taken port 80.',
  'diagnosis.way-somebody-else.fix':
    'Use another address of the list or the port-forward, or take the other program off that port.',
  'diagnosis.way-no-gateway-pod.why': 'No pod behind the Service {name} is ready: {words}',
  'diagnosis.way-no-gateway-pod.fix':
    'Bring the gateway up: look at its pods and at its row among the proxies.',
  'diagnosis.way-silent.why': "A request to the gateway's own pod gets no answer: {words}",
  'diagnosis.way-silent.fix':
    'Look at the pod of the gateway and its log. A port-forward that is forbidden looks like this too.',
  'diagnosis.way-no-gateway.why':
    'No Gateway selects the ingress gateway, so it listens on no port. Gateways here: {others}',
  'diagnosis.way-no-gateway.fix':
    'Apply the Gateway (run the gateway step). If there is one, its selector must be labels of the pod: istio=ingressgateway.',
  'diagnosis.way-gateway-port.why':
    'The Gateway {names} opens {ports}, and what comes in through the Service arrives at {wanted}.',
  'diagnosis.way-gateway-port.fix':
    'Give the Gateway a server with the HTTP port {wanted}, or the Service a target port that it opens.',
  'diagnosis.way-listener.why':
    "A Gateway is bound, yet nothing listens in the gateway's pod ({words}): pilot has not sent the listener yet, or the proxy could not open the port.",
  'diagnosis.way-listener.fix':
    'Wait a few seconds. If it lasts, look at the row of the gateway among the proxies: LDS must be SYNCED.',
  'diagnosis.way-no-route.why':
    'No VirtualService that names the Gateway routes {path}: the gateway answers 404 (NR).',
  'diagnosis.way-no-route.fix':
    'Apply the VirtualService (run the gateway step), or correct its gateways, hosts and match.',
  'diagnosis.way-not-found.why':
    'The gateway answers 404 for {path}, though a VirtualService routes it: it has not got the route yet, or its hosts do not fit the address.',
  'diagnosis.way-not-found.fix':
    'Wait a few seconds. If it lasts, look at the hosts of the Gateway and the VirtualService, and whether RDS of the gateway is SYNCED.',
  'diagnosis.way-no-destination.why':
    'The route leads to the Service {name}, which does not exist: the gateway answers 503 (NR, NC).',
  'diagnosis.way-no-destination.fix':
    'Deploy the application (run the Bookinfo step), or correct the destination in the VirtualService.',
  'diagnosis.way-no-backend.why': 'No pod behind the Service {name} is ready: {words}',
  'diagnosis.way-no-backend.fix': 'Bring it up: look at its pods. The gateway answers 503 until then.',
  'diagnosis.way-unhealthy.why':
    'The gateway has no healthy pod for the page (503, UH): it was told of none, or has put them aside after errors.',
  'diagnosis.way-unhealthy.fix':
    'Are the pods of productpage 2/2, and is EDS of the gateway SYNCED? Wait a few seconds after a restart.',
  'diagnosis.way-backend-away.why': "The gateway cannot connect to the application's pod (503, UF): {words}",
  'diagnosis.way-backend-away.fix':
    'Is its sidecar up, and do both sides agree on mutual TLS? A strict policy with a caller that sends plain text looks like this.',
  'diagnosis.way-other-page.why': 'HTTP {status} came, but not the product page.',
  'diagnosis.way-other-page.fix': 'Is the application the one of this release? Read the log of productpage.',
} as const;
