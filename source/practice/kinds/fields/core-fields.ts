/** The core group, beside what a pod is made of, in the notation of `field-table.ts`. */
export const coreFields = `
= io.k8s.api.core.v1
AttachedVolume devicePath:string! name:string!
AzureFilePersistentVolumeSource readOnly:boolean secretName:string! secretNamespace:string shareName:string!
Binding apiVersion:string kind:string metadata:ObjectMeta target:ObjectReference!
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference+ controllerPublishSecretRef:SecretReference
  driver:string! fsType:string nodeExpandSecretRef:SecretReference+ nodePublishSecretRef:SecretReference
  nodeStageSecretRef:SecretReference readOnly:boolean volumeAttributes:{string} volumeHandle:string!
CephFSPersistentVolumeSource monitors:[string]! path:string readOnly:boolean secretFile:string
  secretRef:SecretReference user:string
CinderPersistentVolumeSource fsType:string readOnly:boolean secretRef:SecretReference volumeID:string!
ClientIPConfig timeoutSeconds:integer
ConfigMap apiVersion:string binaryData:{bytes} data:{string} immutable:boolean+ kind:string metadata:ObjectMeta
ConfigMapNodeConfigSource kubeletConfigKey:string! name:string! namespace:string! resourceVersion:string uid:string
ContainerImage names:[string]!- names:[string]+ sizeBytes:long
DaemonEndpoint Port:integer!
EndpointAddress hostname:string ip:string! nodeName:string targetRef:ObjectReference
EndpointPort appProtocol:string+ name:string port:integer! protocol:string
EndpointSubset addresses:[EndpointAddress] notReadyAddresses:[EndpointAddress] ports:[EndpointPort]
Endpoints apiVersion:string kind:string metadata:ObjectMeta subsets:[EndpointSubset]
Event action:string apiVersion:string count:integer eventTime:time firstTimestamp:time involvedObject:ObjectReference!
  kind:string lastTimestamp:time message:string metadata:ObjectMeta! reason:string related:ObjectReference
  reportingComponent:string reportingInstance:string series:EventSeries source:EventSource type:string
EventSeries count:integer lastObservedTime:time state:string-
EventSource component:string host:string
FlexPersistentVolumeSource driver:string! fsType:string options:{string} readOnly:boolean secretRef:SecretReference
GlusterfsPersistentVolumeSource endpoints:string! endpointsNamespace:string path:string! readOnly:boolean
ISCSIPersistentVolumeSource chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string
  iqn:string! iscsiInterface:string lun:integer! portals:[string] readOnly:boolean secretRef:SecretReference
  targetPortal:string!
LimitRange apiVersion:string kind:string metadata:ObjectMeta spec:LimitRangeSpec
LimitRangeItem default:{quantity} defaultRequest:{quantity} max:{quantity} maxLimitRequestRatio:{quantity}
  min:{quantity} type:string- type:string!+
LimitRangeSpec limits:[LimitRangeItem]!
LoadBalancerIngress hostname:string ip:string ipMode:string+ ports:[PortStatus]+
LoadBalancerStatus ingress:[LoadBalancerIngress]
LocalVolumeSource fsType:string path:string!
ModifyVolumeStatus+ status:string! targetVolumeAttributesClassName:string
Namespace apiVersion:string kind:string metadata:ObjectMeta spec:NamespaceSpec status:NamespaceStatus
NamespaceCondition+ lastTransitionTime:time message:string reason:string status:string! type:string!
NamespaceSpec finalizers:[string]
NamespaceStatus conditions:[NamespaceCondition]~type+ phase:string
Node apiVersion:string kind:string metadata:ObjectMeta spec:NodeSpec status:NodeStatus
NodeAddress address:string! type:string!
NodeCondition lastHeartbeatTime:time lastTransitionTime:time message:string reason:string status:string! type:string!
NodeConfigSource configMap:ConfigMapNodeConfigSource
NodeConfigStatus active:NodeConfigSource assigned:NodeConfigSource error:string lastKnownGood:NodeConfigSource
NodeDaemonEndpoints kubeletEndpoint:DaemonEndpoint
NodeFeatures+ supplementalGroupsPolicy:boolean
NodeRuntimeHandler+ features:NodeRuntimeHandlerFeatures name:string
NodeRuntimeHandlerFeatures+ recursiveReadOnlyMounts:boolean userNamespaces:boolean
NodeSpec configSource:NodeConfigSource externalID:string podCIDR:string podCIDRs:[string]~+ providerID:string
  taints:[Taint] unschedulable:boolean
NodeStatus addresses:[NodeAddress]~type allocatable:{quantity} capacity:{quantity} conditions:[NodeCondition]~type
  config:NodeConfigStatus daemonEndpoints:NodeDaemonEndpoints features:NodeFeatures+ images:[ContainerImage]
  nodeInfo:NodeSystemInfo phase:string runtimeHandlers:[NodeRuntimeHandler]+ volumesAttached:[AttachedVolume]
  volumesInUse:[string]
NodeSwapStatus+ capacity:long
NodeSystemInfo architecture:string! bootID:string! containerRuntimeVersion:string! kernelVersion:string!
  kubeProxyVersion:string! kubeletVersion:string! machineID:string! operatingSystem:string! osImage:string!
  swap:NodeSwapStatus+ systemUUID:string!
ObjectReference apiVersion:string fieldPath:string kind:string name:string namespace:string resourceVersion:string
  uid:string
PersistentVolume apiVersion:string kind:string metadata:ObjectMeta spec:PersistentVolumeSpec
  status:PersistentVolumeStatus
PersistentVolumeClaim apiVersion:string kind:string metadata:ObjectMeta spec:PersistentVolumeClaimSpec
  status:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition lastProbeTime:time lastTransitionTime:time message:string reason:string status:string!
  type:string!
PersistentVolumeClaimStatus accessModes:[string] allocatedResourceStatuses:{string}+ allocatedResources:{quantity}+
  capacity:{quantity} conditions:[PersistentVolumeClaimCondition]~type currentVolumeAttributesClassName:string+
  modifyVolumeStatus:ModifyVolumeStatus+ phase:string
PersistentVolumeSpec accessModes:[string] awsElasticBlockStore:AWSElasticBlockStoreVolumeSource
  azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity:{quantity}
  cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource claimRef:ObjectReference
  csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource
  gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource
  hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource mountOptions:[string]
  nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:string
  photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource
  quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource
  storageClassName:string storageos:StorageOSPersistentVolumeSource volumeAttributesClassName:string+
  volumeMode:string vsphereVolume:VsphereVirtualDiskVolumeSource
PersistentVolumeStatus lastPhaseTransitionTime:time+ message:string phase:string reason:string
Pod apiVersion:string kind:string metadata:ObjectMeta spec:PodSpec status:PodStatus
PodTemplate apiVersion:string kind:string metadata:ObjectMeta template:PodTemplateSpec
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PortStatus+ error:string port:integer! protocol:string!
RBDPersistentVolumeSource fsType:string image:string! keyring:string monitors:[string]! pool:string readOnly:boolean
  secretRef:SecretReference user:string
ReplicationController apiVersion:string kind:string metadata:ObjectMeta spec:ReplicationControllerSpec
  status:ReplicationControllerStatus
ReplicationControllerCondition lastTransitionTime:time message:string reason:string status:string! type:string!
ReplicationControllerSpec minReadySeconds:integer replicas:integer selector:{string} template:PodTemplateSpec
ReplicationControllerStatus availableReplicas:integer conditions:[ReplicationControllerCondition]~type
  fullyLabeledReplicas:integer observedGeneration:long readyReplicas:integer replicas:integer!
ResourceQuota apiVersion:string kind:string metadata:ObjectMeta spec:ResourceQuotaSpec status:ResourceQuotaStatus
ResourceQuotaSpec hard:{quantity} scopeSelector:ScopeSelector scopes:[string]
ResourceQuotaStatus hard:{quantity} used:{quantity}
ScaleIOPersistentVolumeSource fsType:string gateway:string! protectionDomain:string readOnly:boolean
  secretRef:SecretReference! sslEnabled:boolean storageMode:string storagePool:string system:string! volumeName:string
ScopeSelector matchExpressions:[ScopedResourceSelectorRequirement]
ScopedResourceSelectorRequirement operator:string! scopeName:string! values:[string]
Secret apiVersion:string data:{bytes} immutable:boolean+ kind:string metadata:ObjectMeta stringData:{string}
  type:string
SecretReference name:string namespace:string
Service apiVersion:string kind:string metadata:ObjectMeta spec:ServiceSpec status:ServiceStatus
ServiceAccount apiVersion:string automountServiceAccountToken:boolean imagePullSecrets:[LocalObjectReference]
  kind:string metadata:ObjectMeta secrets:[ObjectReference]~name
ServicePort appProtocol:string+ name:string nodePort:integer port:integer! protocol:string targetPort:intOrString
ServiceSpec allocateLoadBalancerNodePorts:boolean+ clusterIP:string clusterIPs:[string]+ externalIPs:[string]
  externalName:string externalTrafficPolicy:string healthCheckNodePort:integer internalTrafficPolicy:string+
  ipFamilies:[string]+ ipFamilyPolicy:string+ loadBalancerClass:string+ loadBalancerIP:string
  loadBalancerSourceRanges:[string] ports:[ServicePort]~port publishNotReadyAddresses:boolean selector:{string}
  sessionAffinity:string sessionAffinityConfig:SessionAffinityConfig trafficDistribution:string+ type:string
ServiceStatus conditions:[Condition]~type+ loadBalancer:LoadBalancerStatus
SessionAffinityConfig clientIP:ClientIPConfig
StorageOSPersistentVolumeSource fsType:string readOnly:boolean secretRef:ObjectReference volumeName:string
  volumeNamespace:string
Taint effect:string! key:string! timeAdded:time value:string
TopologySelectorLabelRequirement key:string! values:[string]!
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement]
VolumeNodeAffinity required:NodeSelector
`;
