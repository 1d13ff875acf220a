/** The guide beside each step, in our own words: what to look at, the chapter beside this cluster, and questions to think about. */
export const guide = {
  'guide.none': 'none',

  'guide.check.look':
    'Pane 1: what the nodes can give, and what is requested of them already. c lists every check with what to do.',
  'guide.check.chapter':
    'One node, docker-desktop, Kubernetes v1.14.6, with 2 CPUs and 4 GiB set aside for it.',
  'guide.check.here': 'Kubernetes {version}; nodes: {nodes}; to give away: {cpu} CPUs and {memory} GiB.',
  'guide.check.why':
    'The chapter runs on a laptop, so one node is all there is. Newer servers stopped serving API versions that manifests of 2019 ask for; hoist says so before anything is written.',
  'guide.check.ask.largest': 'Which part of Istio decides how large a node must be?',
  'guide.check.answer.largest':
    'pilot: its pod asks for 2 GiB, and a pod cannot be spread over nodes. The node with the most memory free here is {node}, with {memory} GiB.',
  'guide.check.answer.largest.unknown':
    'pilot: its pod asks for 2 GiB, and a pod cannot be spread over nodes. How much is free here cannot be seen.',
  'guide.check.answer.largest.istiod':
    'istiod, and in the demo profile hardly: its pod asks for 100 MiB there, for 2 GiB in the default profile. A pod cannot be spread over nodes. The node with the most memory free here is {node}, with {memory} GiB.',
  'guide.check.answer.largest.istiod.unknown':
    'istiod, and in the demo profile hardly: its pod asks for 100 MiB there, for 2 GiB in the default profile. A pod cannot be spread over nodes. How much is free here cannot be seen.',
  'guide.check.ask.spare': 'What would be left if one node failed?',
  'guide.check.answer.spare.one':
    'Nothing: {node} is the only node. High availability begins with a second one.',
  'guide.check.answer.spare.more':
    'The other {count}. But a component with one replica is away until its pod is started again elsewhere.',

  'guide.crds.look': 'In another terminal: kubectl api-resources | grep istio, before and after.',
  'guide.crds.chapter':
    'A loop over four files registers 58 kinds: 53 of Istio, and 5 of cert-manager that nothing else in the chapter uses.',
  'guide.crds.why':
    "hoist's own manifests leave cert-manager's out. It also waits until each kind is served, where the loop goes on at once and may be too fast for what follows.",
  'guide.crds.why.istiod':
    'This Istio has 15 kinds: of the 53 of 1.1.0, 41 were those of mixer (config.istio.io), and went with it. hoist waits until each kind is served, where the loop goes on at once and may be too fast for what follows.',
  'guide.crds.ask.early': 'What happens to an object whose CRD is not there yet?',
  'guide.crds.answer.early':
    'The API server has no path for it and refuses: "no matches for kind". That is why the CRDs come first, however Istio is installed. Here: {found}',
  'guide.crds.ask.gone': 'What goes when a CRD is deleted?',
  'guide.crds.answer.gone':
    'Every object of its kind, in every namespace, whoever made it. That is why hoist takes CRDs last, and names what others would lose.',

  'guide.control-plane.look':
    'Pane 3: what becomes ready first, and what waits for whom. Enter on a row shows its pods; l shows what they say.',
  'guide.control-plane.chapter':
    'kubectl apply of istio-demo.yaml, then patience; mutual TLS is permissive, and every component has one replica.',
  'guide.control-plane.here':
    '{ready} of {all} workloads in istio-system are ready; with a single replica: {single}.',
  'guide.control-plane.why':
    'hoist writes each object as soon as what it needs is there, so there are no refused objects to apply again. The choice of components and of mutual TLS is yours: C on the screen, flags on the command line.',
  'guide.control-plane.ask.twice': 'Which of them would you run twice in production?',
  'guide.control-plane.answer.twice':
    'First what every new pod or request needs: the injector, the gateways, pilot. One replica is a single point of failure; here that is: {names}.',
  'guide.control-plane.answer.twice.none':
    'First what every new pod or request needs: the injector, the gateways, pilot. Here nothing runs with a single replica.',
  'guide.control-plane.answer.twice.istiod':
    'First istiod, which is pilot and injector in one, and the gateways: every new pod or request needs them. One replica is a single point of failure; here that is: {names}.',
  'guide.control-plane.ask.strict': 'What would break here if mutual TLS were strict instead of permissive?',
  'guide.control-plane.answer.strict.some':
    'Strict refuses every call that is not encrypted by a sidecar. Without one here: {pods}. Permissive takes both, which is why it suits a cluster on which something runs already.',
  'guide.control-plane.answer.strict.none':
    'Strict refuses every call that is not encrypted by a sidecar; every pod of {namespace} has one, so calls among them would go on. Callers from elsewhere, and probes of the kubelet, are another matter.',
  'guide.control-plane.answer.strict.empty':
    'Nothing yet: no pod runs in {namespace}. Strict refuses every call that is not encrypted by a sidecar, so on a new cluster it is the better beginning; permissive suits one on which something runs already.',

  'guide.proxies.look':
    'Pane 4: a column for each kind of configuration. The line below the table says what the selected row means.',
  'guide.proxies.chapter':
    'istioctl proxy-status: the two gateways, SYNCED, with RDS NOT SENT, for there are no routes yet.',
  'guide.proxies.here': 'Proxies: {count}. All in order: {good}. STALE: {stale}. MISSING: {missing}.',
  'guide.proxies.why':
    'The table lives: after Bookinfo it has a row for each sidecar, and after the gateway step the ingress gateway has routes. A pod with a sidecar that pilot does not know is MISSING; istioctl leaves it out.',
  'guide.proxies.ask.away': 'What do the proxies do while the control plane is away?',
  'guide.proxies.answer.away':
    'They go on with the configuration that they have: calls pass, but new pods and changed routes reach nobody. See it happen: A takes pilot away for a moment and brings it back (it asks first). Replicas ready of pilot now: {ready}.',
  'guide.proxies.ask.not-sent': 'Why is NOT SENT no error?',
  'guide.proxies.answer.not-sent':
    'Pilot has nothing of that kind to send: a gateway without a Gateway object has no routes. Here it is so for: {names}.',

  'guide.injection.look':
    'Pane 2: the column INJECTION, which is the label istio-injection. Pods that run already do not change.',
  'guide.injection.chapter':
    'kubectl label namespace default istio-injection=enabled, before Bookinfo is deployed.',
  'guide.injection.here': 'The label is on: {names}.',
  'guide.injection.why':
    'The same label. hoist asks first whether the injector is able: a webhook that nobody answers for refuses every new pod of the namespace.',
  'guide.injection.ask.before': 'Which pods would still have no sidecar after the label is set?',
  'guide.injection.answer.before.some':
    'Those that were made before it; a webhook sees a pod only when it is created. Here now: {pods}. kubectl rollout restart makes them anew.',
  'guide.injection.answer.before.none':
    'Those that were made before it; a webhook sees a pod only when it is created. Here there are none in {namespace}.',

  'guide.bookinfo.look':
    'Pane 3, namespace {namespace}: Enter on a workload opens its pods. READY counts pods in the row of a workload, and containers in that of a pod: there 2/2 is an application and its sidecar.',
  'guide.bookinfo.chapter':
    'Six pods, each 2/2 Running, and a page that only pods inside the cluster can reach.',
  'guide.bookinfo.here': '{ready} of {all} workloads are ready; pods with a sidecar: {injected} of {pods}.',
  'guide.bookinfo.why':
    'The same six. A pod with 1/1 would mean that the label came too late, or that the injector was not asked.',
  'guide.bookinfo.ask.containers': 'What is in a pod of productpage that its author did not put there?',
  'guide.bookinfo.answer.containers':
    'Read off {pod}: {containers}. istio-init turns the traffic of the pod towards istio-proxy and ends; istio-proxy is the Envoy that it then goes through.',
  'guide.bookinfo.answer.containers.none':
    'istio-init, which turns the traffic of the pod towards the proxy and ends, and istio-proxy, the Envoy that it then goes through. No such pod runs here yet.',
  'guide.bookinfo.ask.versions': 'Reload the page a few times: why do the stars change?',
  'guide.bookinfo.answer.versions':
    'One Service, reviews, has the pods of three versions behind it, and nothing says yet which to prefer: {names}.',
  'guide.bookinfo.answer.versions.none':
    'One Service, reviews, has the pods of three versions behind it, and nothing says yet which to prefer. They are not here yet.',

  'guide.gateway.look':
    'Pane 6 shows every address that is tried and how it answered; pane 4 shows RDS of the ingress gateway turn SYNCED.',
  'guide.gateway.chapter':
    'The node port of the first port of the Service, and localhost, for Docker Desktop puts it there.',
  'guide.gateway.here': 'istio-ingressgateway is a {type}; from outside: {external}; ports: {ports}.',
  'guide.gateway.here.none': 'There is no istio-ingressgateway yet.',
  'guide.gateway.why':
    'The first port is http2 in 1.1.0, and another one in later releases: hoist looks for the port by its name. Which address answers depends on who gives out load balancers, so each is tried.',
  'guide.gateway.ask.404': 'The page says 404. Whose answer is that?',
  'guide.gateway.answer.404':
    "The gateway's: it listens, but no route of a VirtualService fits. Connection refused would mean that no Gateway opened the port. RDS of the ingress gateway is now: {rds}.",

  'guide.uninstall.look':
    'The last line of the log: either nothing is left, or each thing that is, with its reason.',
  'guide.uninstall.chapter':
    'kubectl delete of istio-demo.yaml, then of the CRDs; and the warning that deleting istio-system is not an uninstall.',
  'guide.uninstall.why':
    'The manifests do not name all there is: galley makes a webhook, citadel a Secret in every namespace, at run time. hoist takes these too, and then looks.',
  'guide.uninstall.why.istiod':
    'The manifests do not name all there is: istiod puts its root certificate into every namespace and the CA bundle into its webhooks, at run time. hoist takes these too, and then looks.',
  'guide.uninstall.ask.namespace': 'If only the namespace istio-system were deleted now, what would be left?',
  'guide.uninstall.answer.namespace':
    'The CRDs ({crds}), the cluster roles and webhooks, the label on: {labelled}, and sidecars whose pilot is gone: {sidecars}. A webhook without its program then refuses every new pod in a labelled namespace.',
  'guide.uninstall.answer.namespace.clean':
    'Nothing of Istio is here, so nothing. Ask again when it is installed.',

  'experiment.title': 'Take pilot away for a moment',
  'experiment.no-pilot': 'There is no pilot in istio-system to take away.',
  'experiment.away-already':
    '{name} is scaled to zero: proxies keep what they have, and get nothing new. Bring it back: {command}',
  'experiment.going': 'its pods end; {count} {count|is|are} still ready',
  'experiment.stuck': '{name} could not be brought back from here. Bring it back: {command}',
  'experiment.gone': '{name} is away. Proxies keep what they have; pane 4 can no longer be read anew.',
  'experiment.page.good': 'The product page answers all the same ({url}).',
  'experiment.page.inside': 'The product page answers all the same (asked through the gateway pod).',
  'experiment.page.bad':
    'The product page does not answer: {problem}. It did not before either, if Bookinfo is not up.',
  'experiment.back': '{name} is back (replicas: {replicas}); the proxies connect to it again.',
  'experiment.done':
    'While {name} was away, {answered} of {tries} calls to the product page were answered. It is back.',
} as const;
