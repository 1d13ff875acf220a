/** Who may do what, and who is asked before, in the notation of `field-table.ts`. */
export const accessFields = `
= io.k8s.api.admissionregistration.v1
MatchCondition+ expression:string! name:string!
MutatingWebhook+ admissionReviewVersions:[string]! clientConfig:WebhookClientConfig! failurePolicy:string
  matchConditions:[MatchCondition]~name matchPolicy:string name:string! namespaceSelector:LabelSelector
  objectSelector:LabelSelector reinvocationPolicy:string rules:[RuleWithOperations] sideEffects:string!
  timeoutSeconds:integer
ValidatingWebhook+ admissionReviewVersions:[string]! clientConfig:WebhookClientConfig! failurePolicy:string
  matchConditions:[MatchCondition]~name matchPolicy:string name:string! namespaceSelector:LabelSelector
  objectSelector:LabelSelector rules:[RuleWithOperations] sideEffects:string! timeoutSeconds:integer

= io.k8s.api.admissionregistration.v1 io.k8s.api.admissionregistration.v1beta1
MutatingWebhookConfiguration apiVersion:string kind:string metadata:ObjectMeta webhooks:[Webhook]~name-
  webhooks:[MutatingWebhook]~name+
RuleWithOperations apiGroups:[string] apiVersions:[string] operations:[string] resources:[string] scope:string
ServiceReference name:string! namespace:string! path:string port:integer+
ValidatingWebhookConfiguration apiVersion:string kind:string metadata:ObjectMeta webhooks:[Webhook]~name-
  webhooks:[ValidatingWebhook]~name+
WebhookClientConfig caBundle:bytes service:ServiceReference url:string

= io.k8s.api.admissionregistration.v1beta1
Webhook- admissionReviewVersions:[string] clientConfig:WebhookClientConfig! failurePolicy:string name:string!
  namespaceSelector:LabelSelector rules:[RuleWithOperations] sideEffects:string timeoutSeconds:integer

= io.k8s.api.authorization.v1
FieldSelectorAttributes+ rawSelector:string requirements:[FieldSelectorRequirement]
LabelSelectorAttributes+ rawSelector:string requirements:[LabelSelectorRequirement]
LocalSubjectAccessReview apiVersion:string kind:string metadata:ObjectMeta spec:SubjectAccessReviewSpec!
  status:SubjectAccessReviewStatus
NonResourceAttributes path:string verb:string
NonResourceRule nonResourceURLs:[string] verbs:[string]!
ResourceAttributes fieldSelector:FieldSelectorAttributes+ group:string labelSelector:LabelSelectorAttributes+
  name:string namespace:string resource:string subresource:string verb:string version:string
ResourceRule apiGroups:[string] resourceNames:[string] resources:[string] verbs:[string]!
SelfSubjectAccessReview apiVersion:string kind:string metadata:ObjectMeta spec:SelfSubjectAccessReviewSpec!
  status:SubjectAccessReviewStatus
SelfSubjectAccessReviewSpec nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes
SelfSubjectRulesReview apiVersion:string kind:string metadata:ObjectMeta spec:SelfSubjectRulesReviewSpec!
  status:SubjectRulesReviewStatus
SelfSubjectRulesReviewSpec namespace:string
SubjectAccessReview apiVersion:string kind:string metadata:ObjectMeta spec:SubjectAccessReviewSpec!
  status:SubjectAccessReviewStatus
SubjectAccessReviewSpec extra:{[string]} groups:[string] nonResourceAttributes:NonResourceAttributes
  resourceAttributes:ResourceAttributes uid:string user:string
SubjectAccessReviewStatus allowed:boolean! denied:boolean evaluationError:string reason:string
SubjectRulesReviewStatus evaluationError:string incomplete:boolean! nonResourceRules:[NonResourceRule]!
  resourceRules:[ResourceRule]!

= io.k8s.api.policy.v1beta1
PodSecurityPolicy- apiVersion:string kind:string metadata:ObjectMeta spec:PodSecurityPolicySpec
PodSecurityPolicySpec- allowPrivilegeEscalation:boolean allowedCSIDrivers:[AllowedCSIDriver]
  allowedCapabilities:[string] allowedFlexVolumes:[AllowedFlexVolume] allowedHostPaths:[AllowedHostPath]
  allowedProcMountTypes:[string] allowedUnsafeSysctls:[string] defaultAddCapabilities:[string]
  defaultAllowPrivilegeEscalation:boolean forbiddenSysctls:[string] fsGroup:FSGroupStrategyOptions! hostIPC:boolean
  hostNetwork:boolean hostPID:boolean hostPorts:[HostPortRange] privileged:boolean readOnlyRootFilesystem:boolean
  requiredDropCapabilities:[string] runAsGroup:RunAsGroupStrategyOptions runAsUser:RunAsUserStrategyOptions!
  seLinux:SELinuxStrategyOptions! supplementalGroups:SupplementalGroupsStrategyOptions! volumes:[string]

= io.k8s.api.rbac.v1
AggregationRule clusterRoleSelectors:[LabelSelector]
ClusterRole aggregationRule:AggregationRule apiVersion:string kind:string metadata:ObjectMeta rules:[PolicyRule]
ClusterRoleBinding apiVersion:string kind:string metadata:ObjectMeta roleRef:RoleRef! subjects:[Subject]
PolicyRule apiGroups:[string] nonResourceURLs:[string] resourceNames:[string] resources:[string] verbs:[string]!
Role apiVersion:string kind:string metadata:ObjectMeta rules:[PolicyRule]
RoleBinding apiVersion:string kind:string metadata:ObjectMeta roleRef:RoleRef! subjects:[Subject]
RoleRef apiGroup:string! kind:string! name:string!
Subject apiGroup:string kind:string! name:string! namespace:string
`;
