/** Terms that stand on the screen, each in a sentence or two. */
export const glossary = {
  'term.citadel':
    'Citadel: the certificate authority of Istio 1.1. Gives every service account a certificate, in a Secret istio.NAME.',
  'term.context':
    'Context: the name under which a kubeconfig keeps a server, a user and a namespace. What hoist writes goes there and nowhere else.',
  'term.control-plane':
    'Control plane: the programs in istio-system that tell the proxies what to do. No request of an application goes through them.',
  'term.data-plane':
    'Data plane: all the proxies, through which the requests go. It goes on with what it has while the control plane is away.',
  'term.crd':
    'CRD, CustomResourceDefinition: teaches the API server a new kind of object, such as VirtualService.',
  'term.deployment': 'Deployment: says which pods should run, and how many; Kubernetes keeps it so.',
  'term.destination-rule':
    'DestinationRule: what holds for calls to a service once a route has chosen it: versions, mutual TLS, load balancing.',
  'term.envoy': 'Envoy: the proxy that Istio uses, as sidecar and as gateway.',
  'term.field-manager':
    'Field manager: whoever set a field of an object, by name. hoist never takes over what another one set.',
  'term.finalizer': 'Finalizer: a mark on an object that somebody has to clear before it is really deleted.',
  'term.galley': 'Galley: checks Istio configuration before it is accepted, and hands it on (Istio 1.1).',
  'term.gateway':
    'Gateway: an Envoy at the edge of the mesh; also the kind of object that says on which port it listens.',
  'term.injector': 'Injector: the webhook that adds the sidecar to a pod while it is created.',
  'term.istio-injection':
    'istio-injection: the label of a namespace that says whether new pods get a sidecar.',
  'term.istiod': 'istiod: pilot, citadel, galley and the injector in one program, since Istio 1.5.',
  'term.load-balancer':
    'LoadBalancer: a Service for which the cluster gets an address outside of it, if somebody provides one.',
  'term.mixer':
    'Mixer: policy and telemetry of Istio 1.1 (the Deployments istio-policy and istio-telemetry).',
  'term.mtls':
    'Mutual TLS, mTLS: both ends of a call show a certificate. Permissive takes plain calls as well; strict refuses them.',
  'term.missing':
    'MISSING: a pod has a sidecar, but pilot does not know it. It runs on old configuration, or on none.',
  'term.namespace': 'Namespace: a room in the cluster with names of its own. Istio lives in istio-system.',
  'term.node-port': 'Node port: a port that every node of the cluster opens for a Service.',
  'term.not-sent': 'NOT SENT: pilot had nothing of that kind to send. Usual for a gateway without routes.',
  'term.pilot': 'Pilot: knows services and routes, and sends them to the proxies.',
  'term.pod':
    'Pod: one or more containers that run together on one node. 2/2 is an application with its sidecar.',
  'term.port-forward': 'Port-forward: a tunnel through the API server from a port of this machine to a pod.',
  'term.readiness':
    'READY: how many containers, or pods, answer their readiness probe, of how many there should be.',
  'term.replica':
    'Replica: one of several equal pods. With a single one, a component is away whenever that pod is.',
  'term.service': 'Service: a name and an address that stay, in front of pods that come and go.',
  'term.sidecar':
    'Sidecar: the proxy container beside the application in its pod; all traffic of the pod goes through it.',
  'term.server-side-apply':
    'Server-side apply: the server merges what is wanted into what is there, and notes who set which field.',
  'term.spare': 'SPARE: whether there is another replica if one fails. ▲ none: a single point of failure.',
  'term.stale':
    'STALE: pilot sent something that the proxy has not acknowledged. For a moment usual; for long a sign of trouble.',
  'term.synced': 'SYNCED: the proxy has acknowledged all that pilot sent of that kind.',
  'term.virtual-service': 'VirtualService: which requests go where: hosts, paths, weights.',
  'term.webhook':
    'Webhook: a program that the API server asks before it accepts an object. If nobody answers, it refuses.',
  'term.xds':
    'CDS, LDS, EDS, RDS: what pilot sends: clusters (services), listeners (ports), endpoints (addresses), routes.',
} as const;
