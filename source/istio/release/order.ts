import { groupOf, type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import {
  certificatePrefix,
  citadelName,
  galleyName,
  hookAnnotation,
  injectorName,
  istiodName,
  rootCertificates,
} from '../names.ts';
import { containersOf, type PodSpec, podTemplateOf, selects } from '../sidecar/pod-template.ts';

/** What must be so before an object is written: `after` is keyOf another object of the same set. */
export interface Dependency {
  after: string;
  /** `applied`: it is there. `served`: for a CRD, discovery serves its kind. `ready`: it works; for a Job, it is done. */
  until: 'applied' | 'served' | 'ready';
}

/**
 * Where a kind stands. Edges run only to a smaller number, so that no set of objects, however made, leads to a cycle. Among workloads
 * the fractions tell who waits for whom.
 */
function rankOf(object: KubernetesObject, isCustom: (object: KubernetesObject) => boolean): number {
  const group = groupOf(object.apiVersion);
  if (object.kind === 'Namespace' && group === '') return 0;
  if (object.kind === 'CustomResourceDefinition') return 1;
  if (podTemplateOf(object)) return workloadRank(object);
  if (isCustom(object)) return 5;
  if (object.kind.endsWith('RoleBinding') && group === 'rbac.authorization.k8s.io') return 3;
  if (object.kind.endsWith('WebhookConfiguration')) return calledServices(object).some(isIstiod) ? 6.2 : 4;
  if (object.kind === 'HorizontalPodAutoscaler') return 7;
  return 2;
}

function workloadRank(object: KubernetesObject): number {
  if (isHook(object, 'post-delete')) return 6;
  const { kind, metadata } = object;
  if (kind === 'Deployment' && (metadata.name === citadelName || isIstiod(metadata))) return 6.1;
  return isHook(object, 'post-install') ? 6.3 : 6.2;
}

/** By its name: that of another revision has it as its beginning. */
function isIstiod({ name }: { name: string }): boolean {
  return name === istiodName || name.startsWith(`${istiodName}-`);
}

/** The Services behind a webhook configuration, as it names them. */
function calledServices(configuration: KubernetesObject): { namespace: string; name: string }[] {
  return (configuration.webhooks ?? []).flatMap((one: PodSpec) => one.clientConfig?.service ?? []);
}

function isHook(object: KubernetesObject, when: string): boolean {
  const hooks = object.metadata.annotations?.[hookAnnotation];
  return (
    object.kind === 'Job' && typeof hooks === 'string' && hooks.split(',').some((one) => one.trim() === when)
  );
}

/** What each object waits for, by keyOf. Objects that wait for nothing are not in the map. Never a cycle, never an unknown key. */
export function dependencies(objects: readonly KubernetesObject[]): Map<string, Dependency[]> {
  return new Order(objects).all();
}

const strength = { applied: 0, served: 1, ready: 2 };

class Order {
  readonly #objects: readonly KubernetesObject[];
  readonly #byKey: Map<string, KubernetesObject>;
  /** CRDs by `group/Kind`. */
  readonly #crds = new Map<string, KubernetesObject>();
  readonly #bindings: KubernetesObject[];
  readonly #services: KubernetesObject[];
  readonly #found = new Map<string, Map<string, Dependency['until']>>();

  constructor(objects: readonly KubernetesObject[]) {
    this.#objects = objects;
    this.#byKey = new Map(objects.map((object) => [keyOf(object), object]));
    for (const object of objects)
      if (object.kind === 'CustomResourceDefinition')
        this.#crds.set(`${object.spec?.group}/${object.spec?.names?.kind}`, object);
    this.#bindings = objects.filter((object) => object.kind.endsWith('RoleBinding'));
    this.#services = objects.filter((object) => object.kind === 'Service');
  }

  all(): Map<string, Dependency[]> {
    for (const object of this.#objects) {
      this.#ofAny(object);
      this.#ofBinding(object);
      this.#ofWorkload(object);
      this.#ofAutoscaler(object);
      this.#ofWebhook(object);
    }
    return new Map(
      [...this.#found].map(([key, needs]) => [key, [...needs].map(([after, until]) => ({ after, until }))]),
    );
  }

  #crdOf(object: KubernetesObject): KubernetesObject | undefined {
    return this.#crds.get(`${groupOf(object.apiVersion)}/${object.kind}`);
  }

  #need(object: KubernetesObject, needed: KubernetesObject | undefined, until: Dependency['until']): void {
    const isCustom = (one: KubernetesObject) => this.#crdOf(one) !== undefined;
    if (!needed || rankOf(needed, isCustom) >= rankOf(object, isCustom)) return;
    const key = keyOf(object);
    const needs = this.#found.get(key) ?? new Map<string, Dependency['until']>();
    const before = needs.get(keyOf(needed));
    if (!before || strength[before] < strength[until]) needs.set(keyOf(needed), until);
    this.#found.set(key, needs);
  }

  #core(kind: string, namespace: string | undefined, name: unknown): KubernetesObject | undefined {
    return this.#byKey.get(['', kind, namespace ?? '', String(name)].join('/'));
  }

  #deployment(namespace: string | undefined, name: string): KubernetesObject | undefined {
    return this.#objects.find(
      (one) =>
        one.kind === 'Deployment' && one.metadata.namespace === namespace && one.metadata.name === name,
    );
  }

  #ofAny(object: KubernetesObject): void {
    this.#need(object, this.#core('Namespace', undefined, object.metadata.namespace), 'applied');
    this.#need(object, this.#crdOf(object), 'served');
  }

  #ofBinding(object: KubernetesObject): void {
    if (!object.kind.endsWith('RoleBinding')) return;
    const { kind, name } = object.roleRef ?? {};
    const namespace = kind === 'Role' ? object.metadata.namespace : '';
    this.#need(
      object,
      this.#byKey.get(['rbac.authorization.k8s.io', kind, namespace, name].join('/')),
      'applied',
    );
    for (const subject of serviceAccountsOf(object))
      this.#need(object, this.#core('ServiceAccount', subject.namespace, subject.name), 'applied');
  }

  #ofAutoscaler(object: KubernetesObject): void {
    const { kind, name } = object.spec?.scaleTargetRef ?? {};
    // Without its target an autoscaler fills the events with warnings.
    if (object.kind === 'HorizontalPodAutoscaler' && kind === 'Deployment')
      this.#need(object, this.#deployment(object.metadata.namespace, name), 'applied');
  }

  /** istiod writes its certificate into a webhook as soon as it sees it; until then the webhook only stands in everybody's way. */
  #ofWebhook(object: KubernetesObject): void {
    if (!object.kind.endsWith('WebhookConfiguration')) return;
    for (const service of this.#servicesOf(object))
      for (const other of this.#objects)
        if (
          other.kind === 'Deployment' &&
          other.metadata.namespace === service.metadata.namespace &&
          selects(service.spec?.selector, podTemplateOf(other)?.metadata.labels)
        )
          this.#need(object, other, 'ready');
  }

  #ofWorkload(object: KubernetesObject): void {
    const template = podTemplateOf(object);
    if (!template) return;
    const { namespace } = object.metadata;
    const account = template.spec.serviceAccountName ?? template.spec.serviceAccount ?? 'default';
    this.#need(object, this.#core('ServiceAccount', namespace, account), 'applied');
    for (const binding of this.#bindings)
      if (serviceAccountsOf(binding).some((one) => one.namespace === namespace && one.name === account))
        this.#need(object, binding, 'applied');
    for (const service of this.#services)
      if (
        service.metadata.namespace === namespace &&
        selects(service.spec?.selector, template.metadata.labels)
      )
        this.#need(object, service, 'applied');
    for (const { kind, name, optional } of mountsOf(template.spec)) {
      const mounted = this.#core(kind, namespace, name);
      this.#need(object, mounted, 'applied');
      // A pod that mounts a certificate hangs, and tries again ever more seldom, until Citadel has made the Secret.
      if (!mounted && kind === 'Secret' && !optional && String(name).startsWith(certificatePrefix))
        this.#need(object, this.#deployment(namespace, citadelName), 'ready');
      // The same for the root certificate, which istiod writes into every namespace.
      if (!mounted && kind === 'ConfigMap' && !optional && rootCertificates.includes(String(name)))
        for (const other of this.#objects)
          if (other.kind === 'Deployment' && isIstiod(other.metadata)) this.#need(object, other, 'ready');
    }
    this.#ofIstio(object, template.metadata.labels);
  }

  /** What no field says, and Istio's programs need. */
  #ofIstio(object: KubernetesObject, labels: Record<string, string> | undefined): void {
    const { namespace, name } = object.metadata;
    for (const other of this.#objects) {
      // It looks for the injection template once, when it starts, and without it never injects anything.
      if (object.kind === 'Deployment' && isIstiod(object.metadata) && other.kind === 'ConfigMap')
        if (other.metadata.namespace === namespace) this.#need(object, other, 'applied');
      // The injector exits if it cannot patch its webhook; the webhook harms nobody while no namespace is labelled.
      if (other.kind === 'MutatingWebhookConfiguration' && other.metadata.name === injectorName)
        for (const service of this.#servicesOf(other))
          if (service.metadata.namespace === namespace && selects(service.spec?.selector, labels))
            this.#need(object, other, 'applied');
      // As plain objects, hooks that are meant for deletion run now, and istio-cleanup-secrets deletes what Citadel makes.
      if (isHook(other, 'post-delete') && object.kind === 'Deployment' && name === citadelName)
        this.#need(object, other, 'ready');
    }
    // They write Istio configuration, which galley's webhook refuses while galley does not answer.
    if (isHook(object, 'post-install')) this.#need(object, this.#deployment(namespace, galleyName), 'ready');
  }

  #servicesOf(webhook: KubernetesObject): KubernetesObject[] {
    return calledServices(webhook).flatMap(
      ({ namespace, name }) => this.#core('Service', namespace, name) ?? [],
    );
  }
}

function serviceAccountsOf(binding: KubernetesObject): { namespace?: string; name: string }[] {
  const subjects: { kind: string; namespace?: string; name: string }[] = binding.subjects ?? [];
  return subjects
    .filter((subject) => subject.kind === 'ServiceAccount')
    .map(({ namespace = binding.metadata.namespace, name }) => ({ namespace, name }));
}

interface Mount {
  kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';
  name: unknown;
  optional: boolean;
}

/** What the kubelet must find before it starts the pod's containers. */
function mountsOf(spec: PodSpec): Mount[] {
  const volumes: PodSpec[] = spec.volumes ?? [];
  const sources = volumes.flatMap((volume) => [volume, ...(volume.projected?.sources ?? [])]);
  const from = (kind: Mount['kind'], ref: PodSpec | undefined, name: unknown): Mount[] =>
    ref && name ? [{ kind, name, optional: ref.optional === true }] : [];
  const containers = containersOf(spec);
  const environment: PodSpec[] = containers.flatMap((one) => [
    ...(one.envFrom ?? []),
    ...(one.env ?? []).map((variable: PodSpec) => variable.valueFrom ?? {}),
  ]);
  return [
    ...sources.flatMap(({ configMap, secret, persistentVolumeClaim: claim }) => [
      ...from('ConfigMap', configMap, configMap?.name),
      ...from('Secret', secret, secret?.secretName ?? secret?.name),
      ...from('PersistentVolumeClaim', claim, claim?.claimName),
    ]),
    ...environment.flatMap((one) => [
      ...from(
        'ConfigMap',
        one.configMapRef ?? one.configMapKeyRef,
        (one.configMapRef ?? one.configMapKeyRef)?.name,
      ),
      ...from('Secret', one.secretRef ?? one.secretKeyRef, (one.secretRef ?? one.secretKeyRef)?.name),
    ]),
  ];
}

/**
 * Groups to delete one after another; what is within a group may go at once. Webhooks first, since without their programs they block
 * others; custom resources while their kind is still served; CRDs last, since they take every custom resource of the cluster with them.
 */
export function removalOrder(objects: readonly KubernetesObject[]): KubernetesObject[][] {
  const groups: KubernetesObject[][] = Array.from({ length: 7 }, () => []);
  const crds = new Set(
    objects
      .filter((object) => object.kind === 'CustomResourceDefinition')
      .map((crd) => `${crd.spec?.group}/${crd.spec?.names?.kind}`),
  );
  const seen = new Set<string>();
  for (const object of objects) {
    const key = keyOf(object);
    if (seen.has(key)) continue;
    seen.add(key);
    groups[removalRank(object, crds)]?.push(object);
  }
  return groups.filter((group) => group.length > 0);
}

function removalRank(object: KubernetesObject, crds: Set<string>): number {
  const group = groupOf(object.apiVersion);
  if (object.kind.endsWith('WebhookConfiguration')) return 0;
  if (object.kind === 'CustomResourceDefinition') return 6;
  if (object.kind === 'Namespace' && group === '') return 5;
  if (crds.has(`${group}/${object.kind}`) || group.endsWith('.istio.io')) return 1;
  if (podTemplateOf(object) || object.kind === 'HorizontalPodAutoscaler') return 2;
  if (group === 'rbac.authorization.k8s.io' && object.kind.startsWith('Cluster')) return 4;
  return 3;
}
