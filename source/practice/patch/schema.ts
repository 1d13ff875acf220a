import type { Resource } from '../kinds/resource.ts';
import { isRecord, type Json, versionOf } from '../object.ts';

/**
 * What merging must know of a field. Maps are merged key by key and lists are replaced as a whole, unless this says otherwise.
 */
export interface Schema {
  fields?: Record<string, Schema>;
  /** For every key of a map that `fields` does not name. */
  values?: Schema;
  /** Of a list: how its items are. */
  item?: Schema;
  /** Lists with keys are merged item by item in server-side apply; sets are unions. */
  list?: 'map' | 'set';
  keys?: string[];
  /** What strategic merge finds an item by; `keys` has more than one where this was not enough. */
  mergeKey?: string;
  /** A map that one owner has as a whole. */
  atomic?: true;
  /** Part of every object of the kind, even an empty one: nobody owns that it is there. */
  always?: true;
  /** Defaults of keys, which an item may leave out. */
  keyDefaults?: Record<string, string>;
}

const fields = (named: Record<string, Schema>, more: Schema = {}): Schema => ({ fields: named, ...more });
const always = (schema: Schema): Schema => ({ ...schema, always: true });
const atomic: Schema = { atomic: true };
const set: Schema = { list: 'set' };
const by = (mergeKey: string, item: Schema = {}, more: Schema = {}): Schema => ({
  list: 'map',
  keys: [mergeKey],
  mergeKey,
  item,
  ...more,
});
const portKeys = { keyDefaults: { protocol: 'TCP' } };
const envValue = fields({
  valueFrom: fields({
    fieldRef: atomic,
    resourceFieldRef: atomic,
    configMapKeyRef: atomic,
    secretKeyRef: atomic,
  }),
});
const container = fields({
  env: by('name', envValue),
  ports: { ...by('containerPort', {}, portKeys), keys: ['containerPort', 'protocol'] },
  volumeMounts: by('mountPath'),
  volumeDevices: by('devicePath'),
});
const projected = fields({ fieldRef: atomic, resourceFieldRef: atomic });
const volume = fields({
  configMap: {},
  downwardAPI: fields({ items: { item: projected } }),
});
const podSpec = fields({
  containers: always(by('name', container)),
  initContainers: by('name', container),
  ephemeralContainers: by('name', container),
  volumes: by('name', volume),
  imagePullSecrets: by('name', atomic),
  hostAliases: by('ip'),
  nodeSelector: atomic,
  topologySpreadConstraints: {
    ...by('topologyKey'),
    keys: ['topologyKey', 'whenUnsatisfiable'],
  },
  affinity: fields({
    nodeAffinity: fields({ requiredDuringSchedulingIgnoredDuringExecution: atomic }),
  }),
});

const metadata = fields({
  finalizers: set,
  ownerReferences: by('uid', atomic),
});
const template = always(fields({ metadata: always(metadata), spec: always(podSpec) }));
const conditions = by('type');
const status = always(fields({ conditions }));
const workload = (more: Record<string, Schema> = {}): Schema =>
  fields({ spec: always(fields({ selector: atomic, template, ...more })), status });
const webhooks = fields({
  webhooks: by('name', fields({ namespaceSelector: atomic, objectSelector: atomic })),
});
const jobSpec = fields({ selector: atomic, template });

/** The list types and merge keys of the API's types (k8s.io/api, `+listType`, `+listMapKey`, `+mapType`, `patchMergeKey`). */
const kinds: Record<string, Schema> = {
  Deployment: workload({ strategy: always({}) }),
  DaemonSet: workload({ updateStrategy: always({}) }),
  StatefulSet: workload({ updateStrategy: always({}) }),
  ReplicaSet: workload(),
  ReplicationController: fields({ spec: always(fields({ selector: atomic, template })), status }),
  Job: fields({ spec: always(jobSpec), status }),
  CronJob: fields({
    spec: always(
      fields({ jobTemplate: always(fields({ metadata: always(metadata), spec: always(jobSpec) })) }),
    ),
    status: always({}),
  }),
  Pod: fields({
    spec: always(podSpec),
    status: always(fields({ conditions, podIPs: by('ip') })),
  }),
  Service: fields({
    spec: always(
      fields({
        selector: atomic,
        ports: { ...by('port', {}, portKeys), keys: ['port', 'protocol'] },
      }),
    ),
    status: always(fields({ conditions, loadBalancer: always({}) })),
  }),
  ServiceAccount: fields({ secrets: by('name', atomic), imagePullSecrets: { item: atomic } }),
  Namespace: fields({ spec: always({}), status: always(fields({ conditions })) }),
  Node: fields({
    spec: always({}),
    status: always(fields({ addresses: by('type'), conditions, nodeInfo: always({}) })),
  }),
  PersistentVolumeClaim: fields({ spec: always(fields({ selector: atomic })), status }),
  PersistentVolume: fields({ spec: always({}), status: always({}) }),
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  HorizontalPodAutoscaler: fields({
    spec: always(fields({ scaleTargetRef: always({}) })),
    status: always(fields({ conditions })),
  }),
  PodDisruptionBudget: fields({ spec: always(fields({ selector: atomic })), status }),
  Ingress: fields({ spec: always({}), status: always(fields({ loadBalancer: always({}) })) }),
  NetworkPolicy: fields({ spec: always(fields({ podSelector: atomic })) }),
  ClusterRoleBinding: fields({ roleRef: atomic }),
  RoleBinding: fields({ roleRef: atomic }),
  ClusterRole: fields({ aggregationRule: atomic }),
  CustomResourceDefinition: fields({
    spec: always(fields({ names: always({}) })),
    status: always(fields({ conditions, acceptedNames: always({}) })),
  }),
  EndpointSlice: {},
};

/** From a definition's own schema: the `x-kubernetes-` marks of structural schemas. */
function customSchema(schema: Json): Schema {
  if (!isRecord(schema)) return {};
  const result: Schema = {};
  if (isRecord(schema.properties))
    result.fields = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, customSchema(property)]),
    );
  if (isRecord(schema.additionalProperties)) result.values = customSchema(schema.additionalProperties);
  if (isRecord(schema.items)) result.item = customSchema(schema.items);
  if (schema['x-kubernetes-map-type'] === 'atomic') result.atomic = true;
  const list = schema['x-kubernetes-list-type'];
  if (list === 'set') result.list = 'set';
  if (list === 'map') {
    result.list = 'map';
    result.keys = schema['x-kubernetes-list-map-keys'] ?? [];
  }
  return result;
}

const customSchemas = new WeakMap<object, Schema>();

export function schemaOf(resource: Resource, apiVersion: string): Schema {
  let own = kinds[resource.kind] ?? {};
  if (resource.custom) {
    const described = resource.custom.versions[versionOf(apiVersion)];
    if (!described) return { fields: { metadata } };
    own = customSchemas.get(described) ?? customSchema(described.schema);
    customSchemas.set(described, own);
  }
  return { ...own, fields: { ...own.fields, metadata } };
}

/** What is known of a field of a map. */
export const fieldOf = (schema: Schema | undefined, name: string): Schema =>
  (schema?.fields && Object.hasOwn(schema.fields, name) ? schema.fields[name] : schema?.values) ?? {};
