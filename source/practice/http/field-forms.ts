/** What a field of a built-in kind must be. */
export type Form =
  | 'text'
  | 'number'
  | 'large number'
  | 'switch'
  | 'map'
  | 'texts'
  | 'maps'
  | 'text map'
  | 'bytes map'
  | 'quantity map'
  | 'time';

const forms = new Map<string, Form>();
const name = (form: Form, names: string): void => {
  for (const one of names.split(/\s+/).filter(Boolean)) forms.set(one, form);
};

/**
 * The API uses a field's name for the same form of value nearly everywhere (the properties of /openapi/v2, 1.20); those that the
 * machinery and its controllers read are here.
 */
name(
  'text',
  `apiGroup apiVersion clusterIP concurrencyPolicy conditionType containerID dnsPolicy externalName externalTrafficPolicy
  failurePolicy fieldPath generateName holderIdentity hostname image imageID imagePullPolicy ingressClassName ip jsonPath JSONPath
  key kind listKind loadBalancerIP matchPolicy message mountPath name namespace nodeName operator phase plural podIP
  podManagementPolicy priorityClassName protocol reason resourceVersion restartPolicy schedule schedulerName scope secretName
  serviceAccountName serviceName sessionAffinity sideEffects singular storageClassName subPath terminationMessagePath
  terminationMessagePolicy topologyKey type uid version volumeName env.value group conversion.strategy conditions.status`,
);
name(
  'number',
  `backoffLimit completions containerPort count defaultMode failureThreshold hostPort initialDelaySeconds
  maxReplicas minReadySeconds minReplicas nodePort parallelism periodSeconds progressDeadlineSeconds replicas
  restartCount revisionHistoryLimit successThreshold timeoutSeconds weight ports.port
  availableReplicas readyReplicas updatedReplicas unavailableReplicas averageUtilization targetAverageUtilization
  targetCPUUtilizationPercentage`,
);
name(
  'large number',
  'activeDeadlineSeconds deletionGracePeriodSeconds generation observedGeneration terminationGracePeriodSeconds',
);
name('time', 'creationTimestamp deletionTimestamp lastTransitionTime lastProbeTime startTime completionTime');
name(
  'switch',
  `automountServiceAccountToken blockOwnerDeletion enableServiceLinks hostNetwork immutable paused preserveUnknownFields privileged
  publishNotReadyAddresses readOnly served storage suspend unschedulable optional ownerReferences.controller`,
);
name(
  'map',
  `affinity claimRef clientConfig configMap configMapKeyRef conversion current downwardAPI emptyDir fieldRef hostPath httpGet
  involvedObject jobTemplate lastState lifecycle livenessProbe loadBalancer metadata nodeAffinity nodeInfo objectSelector
  namespaceSelector openAPIV3Schema podSelector preference projected readinessProbe resource resourceFieldRef roleRef rollingUpdate
  running scaleTargetRef schema secret secretKeyRef securityContext selector serviceAccountToken spec startupProbe state strategy
  subresources target template terminated updateStrategy validation valueFrom waiting names containers.resources
  initContainers.resources nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution clientConfig.service`,
);
name(
  'texts',
  `accessModes admissionReviewVersions apiGroups apiVersions args categories command externalIPs finalizers hosts nonResourceURLs
  operations resourceNames shortNames storedVersions values verbs rules.resources endpoints.addresses`,
);
name(
  'maps',
  `additionalPrinterColumns containerStatuses containers currentMetrics env envFrom hostAliases httpHeaders imagePullSecrets
  initContainerStatuses initContainers items managedFields matchExpressions metrics nodeSelectorTerms notReadyAddresses
  ownerReferences paths ports preferredDuringSchedulingIgnoredDuringExecution rules secrets sources subjects subsets taints tls
  tolerations volumeClaimTemplates volumeMounts webhooks versions volumes conditions addresses spec.ingress loadBalancer.ingress`,
);
name('text map', 'annotations labels matchLabels nodeSelector stringData data');
name('bytes map', 'binaryData');
name(
  'quantity map',
  `resources.limits resources.requests limits.max limits.min limits.default limits.defaultRequest limits.maxLimitRequestRatio spec.hard
  status.allocatable status.capacity`,
);

/** Where a name means another thing, or nothing that is read. */
const exceptions: Record<string, Form | undefined> = {
  'endpoints.conditions': 'map',
  'images.names': 'texts',
  'spec.resource': 'text',
  'resourceAttributes.resource': 'text',
  'valueFrom.resource': undefined,
  'resourceFieldRef.resource': 'text',
};

/** Undefined for a field that may be anything. `data` is bytes in a Secret alone. */
export function formOf(parent: string, field: string, kind: string): Form | undefined {
  if (kind === 'Secret' && parent === '' && field === 'data') return 'bytes map';
  const inside = `${parent}.${field}`;
  if (Object.hasOwn(exceptions, inside)) return exceptions[inside];
  return forms.get(inside) ?? forms.get(field);
}
