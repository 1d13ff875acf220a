/** Networks, storage, events and the rest, in the notation of `field-table.ts`. */
export const networkFields = `
= io.k8s.api.coordination.v1
Lease apiVersion:string kind:string metadata:ObjectMeta spec:LeaseSpec
LeaseSpec acquireTime:time holderIdentity:string leaseDurationSeconds:integer leaseTransitions:integer
  preferredHolder:string+ renewTime:time strategy:string+

= io.k8s.api.discovery.v1
Endpoint+ addresses:[string]! conditions:EndpointConditions deprecatedTopology:{string} hints:EndpointHints
  hostname:string nodeName:string targetRef:ObjectReference zone:string
EndpointConditions+ ready:boolean serving:boolean terminating:boolean
EndpointHints+ forNodes:[ForNode] forZones:[ForZone]
EndpointPort@discovery+ appProtocol:string name:string port:integer protocol:string
EndpointSlice+ addressType:string! apiVersion:string endpoints:[Endpoint]! kind:string metadata:ObjectMeta
  ports:[EndpointPort@discovery]
ForNode+ name:string!
ForZone+ name:string!

= io.k8s.api.events.v1 io.k8s.api.events.v1beta1
Event@events action:string apiVersion:string deprecatedCount:integer deprecatedFirstTimestamp:time
  deprecatedLastTimestamp:time deprecatedSource:EventSource eventTime:time! kind:string metadata:ObjectMeta
  note:string reason:string regarding:ObjectReference related:ObjectReference reportingController:string
  reportingInstance:string series:EventSeries@events type:string
EventSeries@events count:integer! lastObservedTime:time! state:string!-

= io.k8s.api.networking.v1
IPBlock cidr:string! except:[string]
IngressClass+ apiVersion:string kind:string metadata:ObjectMeta spec:IngressClassSpec
IngressClassParametersReference+ apiGroup:string kind:string! name:string! namespace:string scope:string
IngressClassSpec+ controller:string parameters:IngressClassParametersReference
IngressLoadBalancerIngress+ hostname:string ip:string ports:[IngressPortStatus]
IngressLoadBalancerStatus+ ingress:[IngressLoadBalancerIngress]
IngressPortStatus+ error:string port:integer! protocol:string!
IngressServiceBackend+ name:string! port:ServiceBackendPort
NetworkPolicy apiVersion:string kind:string metadata:ObjectMeta spec:NetworkPolicySpec
NetworkPolicyEgressRule ports:[NetworkPolicyPort] to:[NetworkPolicyPeer]
NetworkPolicyIngressRule from:[NetworkPolicyPeer] ports:[NetworkPolicyPort]
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
NetworkPolicyPort endPort:integer+ port:intOrString protocol:string
NetworkPolicySpec egress:[NetworkPolicyEgressRule] ingress:[NetworkPolicyIngressRule] podSelector:LabelSelector!-
  podSelector:LabelSelector+ policyTypes:[string]
ServiceBackendPort+ name:string number:integer

= io.k8s.api.networking.v1 io.k8s.api.extensions.v1beta1
HTTPIngressPath backend:IngressBackend! path:string pathType:string!+
HTTPIngressRuleValue paths:[HTTPIngressPath]!
Ingress apiVersion:string kind:string metadata:ObjectMeta spec:IngressSpec status:IngressStatus
IngressBackend resource:TypedLocalObjectReference+ service:IngressServiceBackend+ serviceName:string!-
  servicePort:intOrString!-
IngressRule host:string http:HTTPIngressRuleValue
IngressSpec backend:IngressBackend- defaultBackend:IngressBackend+ ingressClassName:string+ rules:[IngressRule]
  tls:[IngressTLS]
IngressStatus loadBalancer:LoadBalancerStatus- loadBalancer:IngressLoadBalancerStatus+
IngressTLS hosts:[string] secretName:string

= io.k8s.api.scheduling.v1
PriorityClass apiVersion:string description:string globalDefault:boolean kind:string metadata:ObjectMeta
  preemptionPolicy:string+ value:integer!

= io.k8s.api.storage.v1
StorageClass allowVolumeExpansion:boolean allowedTopologies:[TopologySelectorTerm] apiVersion:string kind:string
  metadata:ObjectMeta mountOptions:[string] parameters:{string} provisioner:string! reclaimPolicy:string
  volumeBindingMode:string
`;
