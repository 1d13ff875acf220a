/** Chance that repeats, so that a failure can be looked at. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % sides;
  };
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const segments = [
  'api',
  'apis',
  'v1',
  'apps',
  'apiextensions.k8s.io',
  'namespaces',
  'default',
  'configmaps',
  'deployments',
  'pods',
  'customresourcedefinitions',
  'services',
  'x',
  'status',
  'scale',
  'finalize',
  '..',
  '%2e%2e',
  '%zz',
  '%00',
  '__proto__',
  'constructor',
  '',
  'authorization.k8s.io',
  'selfsubjectaccessreviews',
  'openapi',
  'v3',
];
const roots = [
  '/api/v1/namespaces/default/configmaps',
  '/api/v1/namespaces/default/configmaps/kube-root-ca.crt',
  '/api/v1/namespaces/default/pods',
  '/api/v1/namespaces/default/services/kubernetes',
  '/api/v1/namespaces/default/secrets',
  '/apis/apps/v1/namespaces/default/deployments',
  '/apis/apps/v1/namespaces/default/deployments/x/scale',
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  '/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers',
  '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/api/v1/nodes/docker-desktop/status',
  '/api/v1/namespaces',
];
const types = [
  'application/json',
  'application/yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'application/vnd.kubernetes.protobuf',
  '',
];
const leaves: unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  'x',
  true,
  [],
  {},
  [null],
  { a: null },
  '\u0000',
  [[[]]],
  { $patch: 'delete' },
];
const fields = [
  'metadata',
  'name',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'managedFields',
  'spec',
  'status',
  'template',
  'containers',
  'selector',
  'matchLabels',
  'matchExpressions',
  'versions',
  'names',
  'ports',
  'rules',
  'data',
  'stringData',
  'metrics',
  '__proto__',
  'constructor',
  '$patch',
  '$retainKeys',
  '$setElementOrder/containers',
  '$deleteFromPrimitiveList/finalizers',
  'kind',
  'apiVersion',
  'affinity',
  'nodeAffinity',
  'replicas',
  'conditions',
  'resourceAttributes',
];

function junk(roll: (sides: number) => number, depth: number): unknown {
  if (depth === 0 || roll(4) === 0) return leaves[roll(leaves.length)];
  if (roll(4) === 0) return Array.from({ length: roll(3) }, () => junk(roll, depth - 1));
  const result: Record<string, unknown> = {};
  for (let count = roll(4) + 1; count > 0; count -= 1)
    Object.defineProperty(result, fields[roll(fields.length)] as string, {
      value: junk(roll, depth - 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return result;
}

const container = {
  name: 'c',
  image: 'i:1',
  ports: [{ containerPort: 80 }],
  env: [{ name: 'A', value: 'b' }],
};
const podTemplate = {
  metadata: { labels: { app: 'x' } },
  spec: { containers: [container], volumes: [{ name: 'v', emptyDir: {} }], affinity: { nodeAffinity: {} } },
};
const workload = { replicas: 0, selector: { matchLabels: { app: 'x' } }, template: podTemplate };
/** What would be taken as it is; one or two places of it are broken. */
const whole: [collection: string, object: object][] = [
  ['/api/v1/namespaces/default/configmaps', { data: { a: 'b' } }],
  ['/api/v1/namespaces/default/secrets', { type: 'Opaque', stringData: { a: 'b' } }],
  [
    '/api/v1/namespaces/default/services',
    { spec: { type: 'NodePort', selector: { a: 'b' }, ports: [{ port: 80 }] } },
  ],
  ['/api/v1/namespaces/default/pods', { spec: podTemplate.spec }],
  ['/apis/apps/v1/namespaces/default/deployments', { spec: workload }],
  ['/apis/apps/v1/namespaces/default/daemonsets', { spec: workload }],
  ['/apis/batch/v1/namespaces/default/jobs', { spec: { template: podTemplate } }],
  [
    '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers',
    {
      spec: {
        maxReplicas: 2,
        scaleTargetRef: { kind: 'Deployment', name: 'x' },
        metrics: [{ type: 'Resource' }],
      },
    },
  ],
  ['/apis/policy/v1/namespaces/default/poddisruptionbudgets', { spec: { minAvailable: 1, selector: {} } }],
  [
    '/apis/rbac.authorization.k8s.io/v1/clusterroles',
    { rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] },
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    { roleRef: { kind: 'ClusterRole', name: 'x' }, subjects: [{ kind: 'User', name: 'u' }] },
  ],
  [
    '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    {
      webhooks: [
        {
          name: 'a.example.com',
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
          clientConfig: { service: { name: 's', namespace: 'default' } },
          rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['nosuch'] }],
        },
      ],
    },
  ],
  ['/api/v1/namespaces', { spec: { finalizers: [] } }],
  [
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    {
      spec: {
        group: 'fuzz.example.com',
        scope: 'Namespaced',
        names: { plural: 'fuzz', kind: 'Fuzz', shortNames: ['fz'] },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    },
  ],
];

/** Puts junk in place of something, anywhere in a copy. */
function broken(value: unknown, roll: (sides: number) => number): unknown {
  const copy = structuredClone(value);
  let place = copy as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(place);
    const key = keys[roll(keys.length)];
    if (key === undefined) return copy;
    const inner = place[key];
    if (roll(3) === 0 || typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) {
      place[key] = junk(roll, 3);
      return copy;
    }
    place = inner as Record<string, unknown>;
  }
}

export interface Shot {
  method: string;
  target: string;
  text: string | undefined;
  contentType: string;
}

/** A request that is broken in a place or two, or all over. */
export function shot(roll: (sides: number) => number): Shot {
  const query = [
    '',
    '',
    '',
    '?limit=-1',
    '?labelSelector=((',
    '?dryRun=All',
    '?fieldManager=%ff',
    '?force=1&fieldManager=f',
  ];
  const more = query[roll(query.length)] as string;
  const [collection, object] = whole[roll(whole.length)] as [string, object];
  const name = collection.endsWith('definitions') ? 'fuzz.fuzz.example.com' : `fuzz-${roll(9)}`;
  const cut = (json: string) => (roll(20) === 0 ? json.slice(0, roll(json.length + 1)) : json);
  const kind = roll(10);
  if (kind < 4) {
    const body = { metadata: { name }, ...object };
    const text = cut(JSON.stringify(roll(3) === 0 ? body : broken(body, roll)));
    const one = kind === 0;
    return {
      method: one ? 'PUT' : 'POST',
      target: (one ? `${collection}/${name}` : collection) + more,
      text,
      contentType: roll(8) === 0 ? 'application/yaml' : 'application/json',
    };
  }
  if (kind < 8) {
    const contentType = types[2 + roll(4)] as string;
    const operation = {
      op: ['add', 'remove', 'replace'][roll(3)],
      path: `/${fields[roll(fields.length)]}/${roll(3)}`,
      value: junk(roll, 2),
    };
    const part = contentType === types[2] ? [operation] : broken({ metadata: { name }, ...object }, roll);
    const applied =
      contentType === types[5] && typeof part === 'object'
        ? { apiVersion: 'v1', kind: 'ConfigMap', ...part }
        : part;
    const below = ['', '', '', '/status', '/scale'][roll(5)];
    return {
      method: 'PATCH',
      target: `${collection}/${name}${below}${more}`,
      text: cut(JSON.stringify(applied) ?? ''),
      contentType,
    };
  }
  const method = methods[roll(methods.length)] as string;
  const path =
    roll(2) === 0
      ? `/${Array.from({ length: roll(9) }, () => segments[roll(segments.length)]).join('/')}`
      : (roots[roll(roots.length)] as string);
  const text = method === 'GET' ? undefined : cut(JSON.stringify(junk(roll, 5)) ?? '');
  return { method, target: path + more, text, contentType: types[roll(types.length)] as string };
}
