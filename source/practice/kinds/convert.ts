import { apiVersionOf, type Json, type KubernetesObject } from '../object.ts';
import { fromServedAutoscaler, toServedAutoscaler } from './autoscaler.ts';
import { fromEventsGroup, toEventsGroup } from './event.ts';
import type { Resource } from './resource.ts';

const storedVersion = (resource: Resource): string => apiVersionOf(resource.group, resource.version);

const isAutoscaler = (resource: Resource): boolean => resource.kind === 'HorizontalPodAutoscaler';
const isEventsGroup = (resource: Resource, apiVersion: string): boolean =>
  resource.key === 'events' && apiVersion.startsWith('events.k8s.io/');

/** The stored form as one of the versions that the kind is served in. Most versions differ in nothing but their name. */
export function convertToServed(
  stored: KubernetesObject,
  resource: Resource,
  apiVersion: string,
): KubernetesObject {
  if (apiVersion === stored.apiVersion) return stored;
  let object: KubernetesObject = { ...stored, apiVersion, kind: resource.kind };
  if (isAutoscaler(resource)) object = toServedAutoscaler(object, apiVersion);
  if (isEventsGroup(resource, apiVersion)) object = toEventsGroup(object);
  return object;
}

export function convertToStored(
  object: KubernetesObject,
  resource: Resource,
  apiVersion: string,
): KubernetesObject {
  let stored: Json = object;
  if (apiVersion !== storedVersion(resource)) {
    if (isAutoscaler(resource)) stored = fromServedAutoscaler(object, apiVersion);
    if (isEventsGroup(resource, apiVersion)) stored = fromEventsGroup(object);
  }
  return { ...stored, apiVersion: storedVersion(resource), kind: resource.kind };
}
