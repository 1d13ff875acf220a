/** Any object of a Kubernetes API, as JSON. Times stay the strings that the server sent. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  // biome-ignore lint/suspicious/noExplicitAny: the rest of an object is as open as the API is
  [field: string]: any;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean }[];
  managedFields?: ManagedFields[];
  [field: string]: unknown;
}

export interface ManagedFields {
  manager?: string;
  operation?: 'Apply' | 'Update';
  apiVersion?: string;
  time?: string;
  fieldsV1?: Record<string, unknown>;
  subresource?: string;
}

/** Names one object. `namespace` is absent for cluster-scoped kinds. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** A kind as the API serves it: enough to build every path of it. */
export interface ResourceType {
  apiVersion: string;
  kind: string;
  /** Plural lower-case name, the path segment. */
  resource: string;
  namespaced: boolean;
  verbs: string[];
}

/** `apps` for `apps/v1`, empty for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

export function refOf(object: KubernetesObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, ...(namespace ? { namespace } : {}), name };
}

/** One string per object, whatever version it is written in: `apps/Deployment/istio-system/istio-pilot`. */
export function keyOf(ref: ObjectRef | KubernetesObject): string {
  const { name, namespace } = 'metadata' in ref ? ref.metadata : (ref as ObjectRef);
  return [groupOf(ref.apiVersion), ref.kind, namespace ?? '', name].join('/');
}

/** As kubectl writes it: `deployment.apps/istio-pilot`, `service/istio-pilot`. */
export function kubectlName(ref: ObjectRef): string {
  const group = groupOf(ref.apiVersion);
  return `${ref.kind.toLowerCase()}${group ? `.${group}` : ''}/${ref.name}`;
}
