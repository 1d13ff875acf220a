import type { Resource } from '../kinds/resource.ts';
import { isEqual, type KubernetesObject } from '../object.ts';

/** Kinds whose `metadata.generation` counts the changes of their spec (PrepareForUpdate of each registry/.../strategy.go). */
const withGeneration = new Set([
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'Ingress',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
]);

/** Kinds that leave their dependents alone when nobody says otherwise, from a time before there was a garbage collector. */
const orphaning: Record<string, string[]> = {
  Job: ['batch/v1'],
  ReplicationController: ['v1'],
  Deployment: ['extensions/v1beta1', 'apps/v1beta1'],
  ReplicaSet: ['extensions/v1beta1'],
  DaemonSet: ['extensions/v1beta1'],
  StatefulSet: ['apps/v1beta1'],
};

export const orphansByDefault = (resource: Resource, apiVersion: string): boolean =>
  orphaning[resource.kind]?.includes(apiVersion) ?? false;

/** Whether `status` is written through an endpoint of its own, so that every other write leaves it as it is. */
export function hasStatus(resource: Resource, version: string): boolean {
  const { custom } = resource;
  return (custom ? (custom.versions[version]?.subresources ?? []) : resource.subresources).includes('status');
}

/** Kinds that a PUT may make (`AllowCreateOnUpdate`). */
const createdByUpdate = new Set(['Endpoints', 'Event', 'Lease', 'LimitRange']);
export const mayCreateOnUpdate = (resource: Resource): boolean => createdByUpdate.has(resource.kind);

/** Kinds that a PUT may only replace with the resourceVersion that was read (`AllowUnconditionalUpdate` is false). */
const conditional = new Set([
  'CustomResourceDefinition',
  'Lease',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'PodDisruptionBudget',
]);
export const needsResourceVersion = (resource: Resource): boolean =>
  resource.custom !== undefined || conditional.has(resource.kind);

/** Kinds whose deletion answers with the object that was there (`ReturnDeletedObject`). */
const returned = new Set([
  'Pod',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'PodTemplate',
  'ReplicationController',
  'ResourceQuota',
  'ServiceAccount',
  'PodSecurityPolicy',
]);
export const returnsDeleted = (resource: Resource): boolean => returned.has(resource.kind);

export function firstGeneration(resource: Resource): number | undefined {
  return resource.custom || withGeneration.has(resource.kind) ? 1 : undefined;
}

const withoutMetadata = (object: KubernetesObject, keepStatus: boolean): object => {
  const { apiVersion: _, kind: __, metadata: ___, status, ...rest } = object;
  return keepStatus ? { ...rest, status } : rest;
};

export function nextGeneration(
  resource: Resource,
  version: string,
  object: KubernetesObject,
  old: KubernetesObject,
): number | undefined {
  const was = old.metadata.generation;
  if (was === undefined) return undefined;
  const statusCounts = resource.custom !== undefined && !hasStatus(resource, version);
  return isEqual(withoutMetadata(object, statusCounts), withoutMetadata(old, statusCounts)) ? was : was + 1;
}
