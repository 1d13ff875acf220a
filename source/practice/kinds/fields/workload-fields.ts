/** What makes pods, and what protects them, in the notation of `field-table.ts`. */
export const workloadFields = `
= io.k8s.api.apps.v1
ControllerRevision apiVersion:string data:object kind:string metadata:ObjectMeta revision:long!
DaemonSet apiVersion:string kind:string metadata:ObjectMeta spec:DaemonSetSpec status:DaemonSetStatus
DaemonSetCondition lastTransitionTime:time message:string reason:string status:string! type:string!
DaemonSetSpec minReadySeconds:integer revisionHistoryLimit:integer selector:LabelSelector! template:PodTemplateSpec!
  updateStrategy:DaemonSetUpdateStrategy
DaemonSetStatus collisionCount:integer conditions:[DaemonSetCondition]~type currentNumberScheduled:integer!
  desiredNumberScheduled:integer! numberAvailable:integer numberMisscheduled:integer! numberReady:integer!
  numberUnavailable:integer observedGeneration:long updatedNumberScheduled:integer
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type:string
Deployment apiVersion:string kind:string metadata:ObjectMeta spec:DeploymentSpec status:DeploymentStatus
DeploymentCondition lastTransitionTime:time lastUpdateTime:time message:string reason:string status:string!
  type:string!
DeploymentSpec minReadySeconds:integer paused:boolean progressDeadlineSeconds:integer replicas:integer
  revisionHistoryLimit:integer selector:LabelSelector! strategy:DeploymentStrategy^ template:PodTemplateSpec!
DeploymentStatus availableReplicas:integer collisionCount:integer conditions:[DeploymentCondition]~type
  observedGeneration:long readyReplicas:integer replicas:integer terminatingReplicas:integer+
  unavailableReplicas:integer updatedReplicas:integer
DeploymentStrategy rollingUpdate:RollingUpdateDeployment type:string
ReplicaSet apiVersion:string kind:string metadata:ObjectMeta spec:ReplicaSetSpec status:ReplicaSetStatus
ReplicaSetCondition lastTransitionTime:time message:string reason:string status:string! type:string!
ReplicaSetSpec minReadySeconds:integer replicas:integer selector:LabelSelector! template:PodTemplateSpec
ReplicaSetStatus availableReplicas:integer conditions:[ReplicaSetCondition]~type fullyLabeledReplicas:integer
  observedGeneration:long readyReplicas:integer replicas:integer! terminatingReplicas:integer+
RollingUpdateDaemonSet maxSurge:intOrString+ maxUnavailable:intOrString
RollingUpdateDeployment maxSurge:intOrString maxUnavailable:intOrString
RollingUpdateStatefulSetStrategy maxUnavailable:intOrString+ partition:integer
StatefulSet apiVersion:string kind:string metadata:ObjectMeta spec:StatefulSetSpec status:StatefulSetStatus
StatefulSetCondition lastTransitionTime:time message:string reason:string status:string! type:string!
StatefulSetOrdinals+ start:integer
StatefulSetPersistentVolumeClaimRetentionPolicy+ whenDeleted:string whenScaled:string
StatefulSetSpec minReadySeconds:integer+ ordinals:StatefulSetOrdinals+
  persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy+ podManagementPolicy:string
  replicas:integer revisionHistoryLimit:integer selector:LabelSelector! serviceName:string!- serviceName:string+
  template:PodTemplateSpec! updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim]
StatefulSetStatus availableReplicas:integer+ collisionCount:integer conditions:[StatefulSetCondition]~type
  currentReplicas:integer currentRevision:string observedGeneration:long readyReplicas:integer replicas:integer!
  updateRevision:string updatedReplicas:integer
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type:string

= io.k8s.api.apps.v1beta1
Deployment@v1beta1- apiVersion:string kind:string metadata:ObjectMeta spec:DeploymentSpec@v1beta1
  status:DeploymentStatus
DeploymentSpec@v1beta1- minReadySeconds:integer paused:boolean progressDeadlineSeconds:integer replicas:integer
  revisionHistoryLimit:integer rollbackTo:RollbackConfig selector:LabelSelector strategy:DeploymentStrategy^
  template:PodTemplateSpec!
RollbackConfig- revision:integer
StatefulSet@v1beta1- apiVersion:string kind:string metadata:ObjectMeta spec:StatefulSetSpec@v1beta1
  status:StatefulSetStatus
StatefulSetSpec@v1beta1- podManagementPolicy:string replicas:integer revisionHistoryLimit:integer
  selector:LabelSelector serviceName:string! template:PodTemplateSpec! updateStrategy:StatefulSetUpdateStrategy
  volumeClaimTemplates:[PersistentVolumeClaim]

= io.k8s.api.batch.v1
Job apiVersion:string kind:string metadata:ObjectMeta spec:JobSpec status:JobStatus
JobCondition lastProbeTime:time lastTransitionTime:time message:string reason:string status:string! type:string!
JobSpec activeDeadlineSeconds:long backoffLimit:integer backoffLimitPerIndex:integer+ completionMode:string+
  completions:integer managedBy:string+ manualSelector:boolean maxFailedIndexes:integer+ parallelism:integer
  podFailurePolicy:PodFailurePolicy+ podReplacementPolicy:string+ selector:LabelSelector successPolicy:SuccessPolicy+
  suspend:boolean+ template:PodTemplateSpec! ttlSecondsAfterFinished:integer
JobStatus active:integer completedIndexes:string+ completionTime:time conditions:[JobCondition]~type failed:integer
  failedIndexes:string+ ready:integer+ startTime:time succeeded:integer terminating:integer+
  uncountedTerminatedPods:UncountedTerminatedPods+
PodFailurePolicy+ rules:[PodFailurePolicyRule]!
PodFailurePolicyOnExitCodesRequirement+ containerName:string operator:string! values:[integer]!
PodFailurePolicyOnPodConditionsPattern+ status:string! type:string!
PodFailurePolicyRule+ action:string! onExitCodes:PodFailurePolicyOnExitCodesRequirement
  onPodConditions:[PodFailurePolicyOnPodConditionsPattern]
SuccessPolicy+ rules:[SuccessPolicyRule]!
SuccessPolicyRule+ succeededCount:integer succeededIndexes:string
UncountedTerminatedPods+ failed:[string] succeeded:[string]

= io.k8s.api.batch.v1 io.k8s.api.batch.v1beta1
CronJob apiVersion:string kind:string metadata:ObjectMeta spec:CronJobSpec status:CronJobStatus
CronJobSpec concurrencyPolicy:string failedJobsHistoryLimit:integer jobTemplate:JobTemplateSpec! schedule:string!
  startingDeadlineSeconds:long successfulJobsHistoryLimit:integer suspend:boolean timeZone:string+
CronJobStatus active:[ObjectReference] lastScheduleTime:time lastSuccessfulTime:time+
JobTemplateSpec metadata:ObjectMeta spec:JobSpec

= io.k8s.api.extensions.v1beta1
DaemonSet@v1beta1- apiVersion:string kind:string metadata:ObjectMeta spec:DaemonSetSpec@v1beta1 status:DaemonSetStatus
DaemonSetSpec@v1beta1- minReadySeconds:integer revisionHistoryLimit:integer selector:LabelSelector
  template:PodTemplateSpec! templateGeneration:integer updateStrategy:DaemonSetUpdateStrategy
ReplicaSet@v1beta1- apiVersion:string kind:string metadata:ObjectMeta spec:ReplicaSetSpec@v1beta1
  status:ReplicaSetStatus
ReplicaSetSpec@v1beta1- minReadySeconds:integer replicas:integer selector:LabelSelector template:PodTemplateSpec

= io.k8s.api.policy.v1 io.k8s.api.policy.v1beta1
Eviction apiVersion:string deleteOptions:DeleteOptions kind:string metadata:ObjectMeta
PodDisruptionBudget apiVersion:string kind:string metadata:ObjectMeta spec:PodDisruptionBudgetSpec
  status:PodDisruptionBudgetStatus
PodDisruptionBudgetSpec maxUnavailable:intOrString minAvailable:intOrString selector:LabelSelector-
  selector:LabelSelector=+ unhealthyPodEvictionPolicy:string+
PodDisruptionBudgetStatus conditions:[Condition]~type+ currentHealthy:integer! desiredHealthy:integer!
  disruptedPods:{time} disruptionsAllowed:integer! expectedPods:integer! observedGeneration:long

= io.k8s.api.policy.v1beta1
AllowedCSIDriver- name:string!
AllowedFlexVolume- driver:string!
AllowedHostPath- pathPrefix:string readOnly:boolean
FSGroupStrategyOptions- ranges:[IDRange] rule:string
HostPortRange- max:integer! min:integer!
IDRange- max:long! min:long!
RunAsGroupStrategyOptions- ranges:[IDRange] rule:string!
RunAsUserStrategyOptions- ranges:[IDRange] rule:string!
SELinuxStrategyOptions- rule:string! seLinuxOptions:SELinuxOptions
SupplementalGroupsStrategyOptions- ranges:[IDRange] rule:string
`;
