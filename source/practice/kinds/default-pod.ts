import type { Json } from '../object.ts';

const setDefault = (record: Json, key: string, value: Json): void => {
  record[key] ??= value;
};

/** Without a tag, or with `latest`, an image is always pulled anew (pkg/apis/core/v1/defaults.go). */
function pullPolicy(image: unknown): string {
  const name =
    String(image ?? '')
      .split('/')
      .at(-1) ?? '';
  if (name.includes('@')) return 'IfNotPresent';
  const tag = name.split(':')[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const records = (list: Json): Json[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : [];

function defaultProbe(probe: Json): void {
  if (!probe || typeof probe !== 'object') return;
  if (probe.httpGet) {
    setDefault(probe.httpGet, 'path', '/');
    setDefault(probe.httpGet, 'scheme', 'HTTP');
  }
  setDefault(probe, 'timeoutSeconds', 1);
  setDefault(probe, 'periodSeconds', 10);
  setDefault(probe, 'successThreshold', 1);
  setDefault(probe, 'failureThreshold', 3);
}

function defaultResources(container: Json): void {
  setDefault(container, 'resources', {});
  const { limits, requests } = container.resources;
  // What is limited is requested, if nobody says less.
  if (limits && typeof limits === 'object') container.resources.requests = { ...limits, ...requests };
}

function defaultContainer(container: Json): void {
  for (const port of records(container.ports)) setDefault(port, 'protocol', 'TCP');
  for (const variable of records(container.env)) {
    const reference = variable.valueFrom?.fieldRef;
    if (reference) setDefault(reference, 'apiVersion', 'v1');
  }
  defaultResources(container);
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) defaultProbe(container[probe]);
  setDefault(container, 'terminationMessagePath', '/dev/termination-log');
  setDefault(container, 'terminationMessagePolicy', 'File');
  setDefault(container, 'imagePullPolicy', pullPolicy(container.image));
}

const sources = ['configMap', 'secret', 'downwardAPI', 'projected'];

function defaultVolume(volume: Json): void {
  for (const source of sources) if (volume[source]) setDefault(volume[source], 'defaultMode', 420);
  for (const item of records(volume.downwardAPI?.items))
    if (item.fieldRef) setDefault(item.fieldRef, 'apiVersion', 'v1');
  for (const source of records(volume.projected?.sources)) {
    if (source.serviceAccountToken) setDefault(source.serviceAccountToken, 'expirationSeconds', 3600);
    for (const item of records(source.downwardAPI?.items))
      if (item.fieldRef) setDefault(item.fieldRef, 'apiVersion', 'v1');
  }
  if (volume.hostPath) setDefault(volume.hostPath, 'type', '');
  if (Object.keys(volume).every((key) => key === 'name')) volume.emptyDir = {};
}

/** What the API server fills in of a pod's spec (pkg/apis/core/v1/defaults.go). */
export function defaultPodSpec(spec: Json): void {
  // None is as good as an empty list to who looks at a pod before it is refused for that.
  setDefault(spec, 'containers', []);
  for (const container of [...records(spec.initContainers), ...records(spec.containers)])
    defaultContainer(container);
  for (const volume of records(spec.volumes)) defaultVolume(volume);
  setDefault(spec, 'restartPolicy', 'Always');
  setDefault(spec, 'terminationGracePeriodSeconds', 30);
  setDefault(spec, 'dnsPolicy', 'ClusterFirst');
  if (spec.serviceAccountName || spec.serviceAccount) {
    spec.serviceAccountName ??= spec.serviceAccount;
    // The old name of the field is kept in step.
    spec.serviceAccount = spec.serviceAccountName;
  }
  setDefault(spec, 'securityContext', {});
  setDefault(spec, 'schedulerName', 'default-scheduler');
}
