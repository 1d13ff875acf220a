/** Autoscaling in its versions, in the notation of `field-table.ts`. */
export const autoscalingFields = `
= io.k8s.api.autoscaling.v1
HorizontalPodAutoscaler@v1 apiVersion:string kind:string metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec@v1
  status:HorizontalPodAutoscalerStatus@v1
HorizontalPodAutoscalerSpec@v1 maxReplicas:integer! minReplicas:integer scaleTargetRef:CrossVersionObjectReference!
  targetCPUUtilizationPercentage:integer
HorizontalPodAutoscalerStatus@v1 currentCPUUtilizationPercentage:integer currentReplicas:integer!
  desiredReplicas:integer! lastScaleTime:time observedGeneration:long
Scale apiVersion:string kind:string metadata:ObjectMeta spec:ScaleSpec status:ScaleStatus
ScaleSpec replicas:integer
ScaleStatus replicas:integer! selector:string

= io.k8s.api.autoscaling.v2
ContainerResourceMetricSource+ container:string! name:string! target:MetricTarget!
ContainerResourceMetricStatus+ container:string! current:MetricValueStatus! name:string!
HPAScalingPolicy+ periodSeconds:integer! type:string! value:integer!
HPAScalingRules+ policies:[HPAScalingPolicy] selectPolicy:string stabilizationWindowSeconds:integer tolerance:quantity
HorizontalPodAutoscalerBehavior+ scaleDown:HPAScalingRules scaleUp:HPAScalingRules

= io.k8s.api.autoscaling.v2 io.k8s.api.autoscaling.v2beta2
CrossVersionObjectReference apiVersion:string kind:string! name:string!
ExternalMetricSource metric:MetricIdentifier! target:MetricTarget!
ExternalMetricStatus current:MetricValueStatus! metric:MetricIdentifier!
HorizontalPodAutoscaler apiVersion:string kind:string metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec
  status:HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerCondition lastTransitionTime:time message:string reason:string status:string! type:string!
HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior+ maxReplicas:integer! metrics:[MetricSpec]
  minReplicas:integer scaleTargetRef:CrossVersionObjectReference!
HorizontalPodAutoscalerStatus conditions:[HorizontalPodAutoscalerCondition]!-
  conditions:[HorizontalPodAutoscalerCondition]~type+ currentMetrics:[MetricStatus] currentReplicas:integer!-
  currentReplicas:integer+ desiredReplicas:integer! lastScaleTime:time observedGeneration:long
MetricIdentifier name:string! selector:LabelSelector
MetricSpec containerResource:ContainerResourceMetricSource+ external:ExternalMetricSource object:ObjectMetricSource
  pods:PodsMetricSource resource:ResourceMetricSource type:string!
MetricStatus containerResource:ContainerResourceMetricStatus+ external:ExternalMetricStatus object:ObjectMetricStatus
  pods:PodsMetricStatus resource:ResourceMetricStatus type:string!
MetricTarget averageUtilization:integer averageValue:quantity type:string! value:quantity
MetricValueStatus averageUtilization:integer averageValue:quantity value:quantity
ObjectMetricSource describedObject:CrossVersionObjectReference! metric:MetricIdentifier! target:MetricTarget!
ObjectMetricStatus current:MetricValueStatus! describedObject:CrossVersionObjectReference! metric:MetricIdentifier!
PodsMetricSource metric:MetricIdentifier! target:MetricTarget!
PodsMetricStatus current:MetricValueStatus! metric:MetricIdentifier!
ResourceMetricSource name:string! target:MetricTarget!
ResourceMetricStatus current:MetricValueStatus! name:string!

= io.k8s.api.autoscaling.v2beta1
ExternalMetricSource@v2beta1- metricName:string! metricSelector:LabelSelector targetAverageValue:quantity
  targetValue:quantity
ExternalMetricStatus@v2beta1- currentAverageValue:quantity currentValue:quantity! metricName:string!
  metricSelector:LabelSelector
HorizontalPodAutoscaler@v2beta1- apiVersion:string kind:string metadata:ObjectMeta
  spec:HorizontalPodAutoscalerSpec@v2beta1 status:HorizontalPodAutoscalerStatus@v2beta1
HorizontalPodAutoscalerSpec@v2beta1- maxReplicas:integer! metrics:[MetricSpec@v2beta1] minReplicas:integer
  scaleTargetRef:CrossVersionObjectReference!
HorizontalPodAutoscalerStatus@v2beta1- conditions:[HorizontalPodAutoscalerCondition]!
  currentMetrics:[MetricStatus@v2beta1] currentReplicas:integer! desiredReplicas:integer! lastScaleTime:time
  observedGeneration:long
MetricSpec@v2beta1- external:ExternalMetricSource@v2beta1 object:ObjectMetricSource@v2beta1
  pods:PodsMetricSource@v2beta1 resource:ResourceMetricSource@v2beta1 type:string!
MetricStatus@v2beta1- external:ExternalMetricStatus@v2beta1 object:ObjectMetricStatus@v2beta1
  pods:PodsMetricStatus@v2beta1 resource:ResourceMetricStatus@v2beta1 type:string!
ObjectMetricSource@v2beta1- averageValue:quantity metricName:string! selector:LabelSelector
  target:CrossVersionObjectReference! targetValue:quantity!
ObjectMetricStatus@v2beta1- averageValue:quantity currentValue:quantity! metricName:string! selector:LabelSelector
  target:CrossVersionObjectReference!
PodsMetricSource@v2beta1- metricName:string! selector:LabelSelector targetAverageValue:quantity!
PodsMetricStatus@v2beta1- currentAverageValue:quantity! metricName:string! selector:LabelSelector
ResourceMetricSource@v2beta1- name:string! targetAverageUtilization:integer targetAverageValue:quantity
ResourceMetricStatus@v2beta1- currentAverageUtilization:integer currentAverageValue:quantity! name:string!
`;
