/** What a pod is made of, in the notation of `field-table.ts`. */
export const podFields = `
= io.k8s.api.core.v1
AWSElasticBlockStoreVolumeSource fsType:string partition:integer readOnly:boolean volumeID:string!
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AppArmorProfile+ localhostProfile:string type:string!
AzureDiskVolumeSource cachingMode:string diskName:string! diskURI:string! fsType:string kind:string readOnly:boolean
AzureFileVolumeSource readOnly:boolean secretName:string! shareName:string!
CSIVolumeSource driver:string! fsType:string nodePublishSecretRef:LocalObjectReference readOnly:boolean
  volumeAttributes:{string}
Capabilities add:[string] drop:[string]
CephFSVolumeSource monitors:[string]! path:string readOnly:boolean secretFile:string secretRef:LocalObjectReference
  user:string
CinderVolumeSource fsType:string readOnly:boolean secretRef:LocalObjectReference volumeID:string!
ClusterTrustBundleProjection+ labelSelector:LabelSelector name:string optional:boolean path:string! signerName:string
ConfigMapEnvSource name:string optional:boolean
ConfigMapKeySelector key:string! name:string optional:boolean
ConfigMapProjection items:[KeyToPath] name:string optional:boolean
ConfigMapVolumeSource defaultMode:integer items:[KeyToPath] name:string optional:boolean
Container args:[string] command:[string] env:[EnvVar]~name envFrom:[EnvFromSource] image:string imagePullPolicy:string
  lifecycle:Lifecycle livenessProbe:Probe name:string! ports:[ContainerPort]~containerPort readinessProbe:Probe
  resizePolicy:[ContainerResizePolicy]+ resources:ResourceRequirements restartPolicy:string+
  restartPolicyRules:[ContainerRestartRule]+ securityContext:SecurityContext startupProbe:Probe+ stdin:boolean
  stdinOnce:boolean terminationMessagePath:string terminationMessagePolicy:string tty:boolean
  volumeDevices:[VolumeDevice]~devicePath volumeMounts:[VolumeMount]~mountPath workingDir:string
ContainerExtendedResourceRequest+ containerName:string! requestName:string! resourceName:string!
ContainerPort containerPort:integer! hostIP:string hostPort:integer name:string protocol:string
ContainerResizePolicy+ resourceName:string! restartPolicy:string!
ContainerRestartRule+ action:string! exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes+ operator:string! values:[integer]
ContainerState running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting
ContainerStateRunning startedAt:time
ContainerStateTerminated containerID:string exitCode:integer! finishedAt:time message:string reason:string
  signal:integer startedAt:time
ContainerStateWaiting message:string reason:string
ContainerStatus allocatedResources:{quantity}+ allocatedResourcesStatus:[ResourceStatus]~name+ containerID:string
  image:string! imageID:string! lastState:ContainerState name:string! ready:boolean! resources:ResourceRequirements+
  restartCount:integer! started:boolean+ state:ContainerState stopSignal:string+ user:ContainerUser+
  volumeMounts:[VolumeMountStatus]~mountPath+
ContainerUser+ linux:LinuxContainerUser
DownwardAPIProjection items:[DownwardAPIVolumeFile]
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:integer path:string! resourceFieldRef:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode:integer items:[DownwardAPIVolumeFile]
EmptyDirVolumeSource medium:string sizeLimit:quantity
EnvFromSource configMapRef:ConfigMapEnvSource prefix:string secretRef:SecretEnvSource
EnvVar name:string! value:string valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector+
  resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
EphemeralContainer+ args:[string] command:[string] env:[EnvVar]~name envFrom:[EnvFromSource] image:string
  imagePullPolicy:string lifecycle:Lifecycle livenessProbe:Probe name:string! ports:[ContainerPort]~containerPort
  readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:string
  restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe stdin:boolean
  stdinOnce:boolean targetContainerName:string terminationMessagePath:string terminationMessagePolicy:string
  tty:boolean volumeDevices:[VolumeDevice]~devicePath volumeMounts:[VolumeMount]~mountPath workingDir:string
EphemeralVolumeSource+ volumeClaimTemplate:PersistentVolumeClaimTemplate
ExecAction command:[string]
FCVolumeSource fsType:string lun:integer readOnly:boolean targetWWNs:[string] wwids:[string]
FileKeySelector+ key:string! optional:boolean path:string! volumeName:string!
FlexVolumeSource driver:string! fsType:string options:{string} readOnly:boolean secretRef:LocalObjectReference
FlockerVolumeSource datasetName:string datasetUUID:string
GCEPersistentDiskVolumeSource fsType:string partition:integer pdName:string! readOnly:boolean
GRPCAction+ port:integer! service:string
GitRepoVolumeSource directory:string repository:string! revision:string
GlusterfsVolumeSource endpoints:string! path:string! readOnly:boolean
HTTPGetAction host:string httpHeaders:[HTTPHeader] path:string port:intOrString! scheme:string
HTTPHeader name:string! value:string!
Handler- exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction
HostAlias hostnames:[string] ip:string- ip:string!+
HostIP+ ip:string!
HostPathVolumeSource path:string! type:string
ISCSIVolumeSource chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:string!
  iscsiInterface:string lun:integer! portals:[string] readOnly:boolean secretRef:LocalObjectReference
  targetPortal:string!
ImageVolumeSource+ pullPolicy:string reference:string
KeyToPath key:string! mode:integer path:string!
Lifecycle postStart:Handler- postStart:LifecycleHandler+ preStop:Handler- preStop:LifecycleHandler+ stopSignal:string+
LifecycleHandler+ exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
LinuxContainerUser+ gid:long! supplementalGroups:[long] uid:long!
LocalObjectReference name:string
NFSVolumeSource path:string! readOnly:boolean server:string!
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
  requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeSelector nodeSelectorTerms:[NodeSelectorTerm]!
NodeSelectorRequirement key:string! operator:string! values:[string]
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
ObjectFieldSelector apiVersion:string fieldPath:string!
PersistentVolumeClaimSpec accessModes:[string] dataSource:TypedLocalObjectReference
  dataSourceRef:TypedObjectReference+ resources:ResourceRequirements- resources:VolumeResourceRequirements+
  selector:LabelSelector storageClassName:string volumeAttributesClassName:string+ volumeMode:string volumeName:string
PersistentVolumeClaimTemplate+ metadata:ObjectMeta spec:PersistentVolumeClaimSpec!
PersistentVolumeClaimVolumeSource claimName:string! readOnly:boolean
PhotonPersistentDiskVolumeSource fsType:string pdID:string!
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
  requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[string]+ mismatchLabelKeys:[string]+
  namespaceSelector:LabelSelector+ namespaces:[string] topologyKey:string!
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
  requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
PodCertificateProjection+ certificateChainPath:string credentialBundlePath:string keyPath:string keyType:string!
  maxExpirationSeconds:integer signerName:string!
PodCondition lastProbeTime:time lastTransitionTime:time message:string observedGeneration:long+ reason:string
  status:string! type:string!
PodDNSConfig nameservers:[string] options:[PodDNSConfigOption] searches:[string]
PodDNSConfigOption name:string value:string
PodExtendedResourceClaimStatus+ requestMappings:[ContainerExtendedResourceRequest]! resourceClaimName:string!
PodIP+ ip:string!
PodOS+ name:string!
PodReadinessGate conditionType:string!
PodResourceClaim+ name:string! resourceClaimName:string resourceClaimTemplateName:string
PodResourceClaimStatus+ name:string! resourceClaimName:string
PodSchedulingGate+ name:string!
PodSecurityContext appArmorProfile:AppArmorProfile+ fsGroup:long fsGroupChangePolicy:string+ runAsGroup:long
  runAsNonRoot:boolean runAsUser:long seLinuxChangePolicy:string+ seLinuxOptions:SELinuxOptions
  seccompProfile:SeccompProfile+ supplementalGroups:[long] supplementalGroupsPolicy:string+ sysctls:[Sysctl]
  windowsOptions:WindowsSecurityContextOptions+
PodSpec activeDeadlineSeconds:long affinity:Affinity automountServiceAccountToken:boolean containers:[Container]!~name
  dnsConfig:PodDNSConfig dnsPolicy:string enableServiceLinks:boolean ephemeralContainers:[EphemeralContainer]~name+
  hostAliases:[HostAlias]~ip hostIPC:boolean hostNetwork:boolean hostPID:boolean hostUsers:boolean+ hostname:string
  hostnameOverride:string+ imagePullSecrets:[LocalObjectReference]~name initContainers:[Container]~name
  nodeName:string nodeSelector:{string} os:PodOS+ overhead:{quantity}+ preemptionPolicy:string+ priority:integer
  priorityClassName:string readinessGates:[PodReadinessGate] resourceClaims:[PodResourceClaim]~name^+
  resources:ResourceRequirements+ restartPolicy:string runtimeClassName:string schedulerName:string
  schedulingGates:[PodSchedulingGate]~name+ securityContext:PodSecurityContext serviceAccount:string
  serviceAccountName:string setHostnameAsFQDN:boolean+ shareProcessNamespace:boolean subdomain:string
  terminationGracePeriodSeconds:long tolerations:[Toleration]
  topologySpreadConstraints:[TopologySpreadConstraint]~topologyKey+ volumes:[Volume]~name^
PodStatus conditions:[PodCondition]~type containerStatuses:[ContainerStatus]
  ephemeralContainerStatuses:[ContainerStatus]+ extendedResourceClaimStatus:PodExtendedResourceClaimStatus+
  hostIP:string hostIPs:[HostIP]~ip+ initContainerStatuses:[ContainerStatus] message:string nominatedNodeName:string
  observedGeneration:long+ phase:string podIP:string podIPs:[PodIP]~ip+ qosClass:string reason:string resize:string+
  resourceClaimStatuses:[PodResourceClaimStatus]~name^+ startTime:time
PortworxVolumeSource fsType:string readOnly:boolean volumeID:string!
PreferredSchedulingTerm preference:NodeSelectorTerm! weight:integer!
Probe exec:ExecAction failureThreshold:integer grpc:GRPCAction+ httpGet:HTTPGetAction initialDelaySeconds:integer
  periodSeconds:integer successThreshold:integer tcpSocket:TCPSocketAction terminationGracePeriodSeconds:long+
  timeoutSeconds:integer
ProjectedVolumeSource defaultMode:integer sources:[VolumeProjection]!- sources:[VolumeProjection]+
QuobyteVolumeSource group:string readOnly:boolean registry:string! tenant:string user:string volume:string!
RBDVolumeSource fsType:string image:string! keyring:string monitors:[string]! pool:string readOnly:boolean
  secretRef:LocalObjectReference user:string
ResourceClaim+ name:string! request:string
ResourceFieldSelector containerName:string divisor:quantity resource:string!
ResourceHealth+ health:string resourceID:string!
ResourceRequirements claims:[ResourceClaim]+ limits:{quantity} requests:{quantity}
ResourceStatus+ name:string! resources:[ResourceHealth]
SELinuxOptions level:string role:string type:string user:string
ScaleIOVolumeSource fsType:string gateway:string! protectionDomain:string readOnly:boolean
  secretRef:LocalObjectReference! sslEnabled:boolean storageMode:string storagePool:string system:string!
  volumeName:string
SeccompProfile+ localhostProfile:string type:string!
SecretEnvSource name:string optional:boolean
SecretKeySelector key:string! name:string optional:boolean
SecretProjection items:[KeyToPath] name:string optional:boolean
SecretVolumeSource defaultMode:integer items:[KeyToPath] optional:boolean secretName:string
SecurityContext allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile+ capabilities:Capabilities
  privileged:boolean procMount:string readOnlyRootFilesystem:boolean runAsGroup:long runAsNonRoot:boolean
  runAsUser:long seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile+
  windowsOptions:WindowsSecurityContextOptions+
ServiceAccountTokenProjection audience:string expirationSeconds:long path:string!
SleepAction+ seconds:long!
StorageOSVolumeSource fsType:string readOnly:boolean secretRef:LocalObjectReference volumeName:string
  volumeNamespace:string
Sysctl name:string! value:string!
TCPSocketAction host:string port:intOrString!
Toleration effect:string key:string operator:string tolerationSeconds:long value:string
TopologySpreadConstraint+ labelSelector:LabelSelector matchLabelKeys:[string] maxSkew:integer! minDomains:integer
  nodeAffinityPolicy:string nodeTaintsPolicy:string topologyKey:string! whenUnsatisfiable:string!
TypedLocalObjectReference apiGroup:string kind:string! name:string!
TypedObjectReference+ apiGroup:string kind:string! name:string! namespace:string
Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource
  azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource
  csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource
  ephemeral:EphemeralVolumeSource+ fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource
  gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource
  hostPath:HostPathVolumeSource image:ImageVolumeSource+ iscsi:ISCSIVolumeSource name:string! nfs:NFSVolumeSource
  persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource
  portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource
  scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource
  vsphereVolume:VsphereVirtualDiskVolumeSource
VolumeDevice devicePath:string! name:string!
VolumeMount mountPath:string! mountPropagation:string name:string! readOnly:boolean recursiveReadOnly:string+
  subPath:string subPathExpr:string
VolumeMountStatus+ mountPath:string! name:string! readOnly:boolean recursiveReadOnly:string
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection+ configMap:ConfigMapProjection
  downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection+ secret:SecretProjection
  serviceAccountToken:ServiceAccountTokenProjection
VolumeResourceRequirements+ limits:{quantity} requests:{quantity}
VsphereVirtualDiskVolumeSource fsType:string storagePolicyID:string storagePolicyName:string volumePath:string!
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm! weight:integer!
WindowsSecurityContextOptions+ gmsaCredentialSpec:string gmsaCredentialSpecName:string hostProcess:boolean
  runAsUserName:string
`;
