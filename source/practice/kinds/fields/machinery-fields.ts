/** What all objects share, and definitions of kinds, in the notation of `field-table.ts`. */
export const machineryFields = `
= io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1
SelectableField+ jsonPath:string!
ValidationRule+ fieldPath:string message:string messageExpression:string optionalOldSelf:boolean reason:string
  rule:string!
WebhookConversion+ clientConfig:WebhookClientConfig conversionReviewVersions:[string]!

= io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1 io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1beta1
CustomResourceColumnDefinition JSONPath:string!- description:string format:string jsonPath:string!+ name:string!
  priority:integer type:string!
CustomResourceConversion conversionReviewVersions:[string]- strategy:string! webhook:WebhookConversion+
  webhookClientConfig:WebhookClientConfig-
CustomResourceDefinition apiVersion:string kind:string metadata:ObjectMeta spec:CustomResourceDefinitionSpec!
  status:CustomResourceDefinitionStatus
CustomResourceDefinitionCondition lastTransitionTime:time message:string reason:string status:string! type:string!
CustomResourceDefinitionNames categories:[string] kind:string! listKind:string plural:string! shortNames:[string]
  singular:string
CustomResourceDefinitionSpec additionalPrinterColumns:[CustomResourceColumnDefinition]-
  conversion:CustomResourceConversion group:string! names:CustomResourceDefinitionNames!
  preserveUnknownFields:boolean+ scope:string! subresources:CustomResourceSubresources-
  validation:CustomResourceValidation- version:string- versions:[CustomResourceDefinitionVersion]-
  versions:[CustomResourceDefinitionVersion]!+
CustomResourceDefinitionStatus acceptedNames:CustomResourceDefinitionNames!-
  acceptedNames:CustomResourceDefinitionNames+ conditions:[CustomResourceDefinitionCondition]!-
  conditions:[CustomResourceDefinitionCondition]+ storedVersions:[string]!- storedVersions:[string]+
CustomResourceDefinitionVersion additionalPrinterColumns:[CustomResourceColumnDefinition] deprecated:boolean+
  deprecationWarning:string+ name:string! schema:CustomResourceValidation selectableFields:[SelectableField]+
  served:boolean! storage:boolean! subresources:CustomResourceSubresources
CustomResourceSubresourceScale labelSelectorPath:string specReplicasPath:string! statusReplicasPath:string!
CustomResourceSubresources scale:CustomResourceSubresourceScale status:object
CustomResourceValidation openAPIV3Schema:JSONSchemaProps
ExternalDocumentation description:string url:string
JSONSchemaProps $ref:string $schema:string additionalItems:any additionalProperties:any allOf:[JSONSchemaProps]
  anyOf:[JSONSchemaProps] default:any definitions:{JSONSchemaProps} dependencies:{any} description:string enum:[any]
  example:any exclusiveMaximum:boolean exclusiveMinimum:boolean externalDocs:ExternalDocumentation format:string
  id:string items:any maxItems:long maxLength:long maxProperties:long maximum:number minItems:long minLength:long
  minProperties:long minimum:number multipleOf:number not:JSONSchemaProps nullable:boolean oneOf:[JSONSchemaProps]
  pattern:string patternProperties:{JSONSchemaProps} properties:{JSONSchemaProps} required:[string] title:string
  type:string uniqueItems:boolean x-kubernetes-embedded-resource:boolean+ x-kubernetes-int-or-string:boolean+
  x-kubernetes-list-map-keys:[string]+ x-kubernetes-list-type:string+ x-kubernetes-map-type:string+
  x-kubernetes-preserve-unknown-fields:boolean+ x-kubernetes-validations:[ValidationRule]~rule+

= io.k8s.apimachinery.pkg.apis.meta.v1
Condition+ lastTransitionTime:time! message:string! observedGeneration:long reason:string! status:string! type:string!
DeleteOptions apiVersion:string dryRun:[string] gracePeriodSeconds:long
  ignoreStoreReadErrorWithClusterBreakingPotential:boolean+ kind:string orphanDependents:boolean
  preconditions:Preconditions propagationPolicy:string
FieldSelectorRequirement+ key:string! operator:string! values:[string]
Initializer- name:string!
Initializers- pending:[Initializer]! result:Status
LabelSelector matchExpressions:[LabelSelectorRequirement] matchLabels:{string}
LabelSelectorRequirement key:string!~key- key:string!+ operator:string! values:[string]
ListMeta- continue:string resourceVersion:string selfLink:string
ManagedFieldsEntry apiVersion:string fields:object- fieldsType:string+ fieldsV1:object+ manager:string
  operation:string subresource:string+ time:time
ObjectMeta annotations:{string} clusterName:string- creationTimestamp:time deletionGracePeriodSeconds:long
  deletionTimestamp:time finalizers:[string]~ generateName:string generation:long initializers:Initializers-
  labels:{string} managedFields:[ManagedFieldsEntry] name:string namespace:string ownerReferences:[OwnerReference]~uid
  resourceVersion:string selfLink:string uid:string
OwnerReference apiVersion:string! blockOwnerDeletion:boolean controller:boolean kind:string! name:string! uid:string!
Preconditions resourceVersion:string uid:string
Status- apiVersion:string code:integer details:StatusDetails kind:string message:string metadata:ListMeta
  reason:string status:string
StatusCause- field:string message:string reason:string
StatusDetails- causes:[StatusCause] group:string kind:string name:string retryAfterSeconds:integer uid:string
`;
