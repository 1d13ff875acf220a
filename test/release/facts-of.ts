import { load } from 'js-yaml';
import { cleanForApply } from '../../source/istio/clean-up/clean.ts';
import { inServerForm } from '../../source/istio/server-form.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

/** What an object says, each field on its own: the path of the field, and its value as text. */
export type Facts = Map<string, string>;

/** Objects by kind and name, in the form in which hoist writes them. */
export function factsOf(objects: readonly KubernetesObject[]): Map<string, Facts> {
  const all = new Map<string, Facts>();
  for (const object of objects) {
    const name = `${object.kind}/${object.metadata.name}`;
    if (all.has(name)) throw new Error(`${name} is there twice`);
    const facts: Facts = new Map();
    collect(facts, [], inServerForm(cleanForApply(object)));
    for (const [path, value] of facts) if (isDefault(object, path, value)) facts.delete(path);
    all.set(name, facts);
  }
  return all;
}

// biome-ignore lint/suspicious/noExplicitAny: as open as the API
type Fields = Record<string, any>;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function collect(facts: Facts, path: string[], value: unknown): void {
  const here = path.join('/');
  if (Array.isArray(value)) collectList(facts, path, value);
  else if (isFields(value)) {
    if (Object.keys(value).length === 0) facts.set(here, '{}');
    for (const [key, inner] of Object.entries(value)) {
      const file = path[0] === 'data' && path.length === 1 ? readable(inner) : undefined;
      collect(facts, [...path, key], file ?? inner);
    }
  } else if (value !== undefined && value !== null)
    facts.set(here, typeof value === 'string' ? value : JSON.stringify(value));
}

/** A file in a ConfigMap that is YAML, so that its arrangement and its comments make no difference. */
function readable(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    const value = load(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A list whose order says nothing is taken by what names its items. */
function collectList(facts: Facts, path: string[], list: unknown[]): void {
  const here = path.join('/');
  if (path.at(-1) === 'rules' && list.every(isFields)) {
    for (const right of list.flatMap(rightsOf)) facts.set(`${here}/${right}`, 'yes');
    return;
  }
  const names = list.map((item) => (isFields(item) ? nameOf(item) : undefined));
  if (list.length > 0 && names.every(Boolean) && new Set(names).size === names.length) {
    for (const [index, item] of list.entries()) collect(facts, [...path, names[index] ?? ''], item);
    // Columns are shown in their order, containers without a name stand for the first one, and load balancers look at the first port.
    if (/^(additionalPrinterColumns|containers)$/.test(path.at(-1) ?? ''))
      facts.set(`${here}/(order)`, names.join(', '));
    if (here === 'spec/ports') facts.set(`${here}/(first)`, names[0] ?? '');
  } else if (list.some((item) => item !== null && typeof item === 'object'))
    for (const [index, item] of list.entries()) collect(facts, [...path, String(index)], item);
  else facts.set(here, JSON.stringify(list));
}

function nameOf(item: Fields): string | undefined {
  const port = item.containerPort ?? item.port;
  if (typeof port === 'number') return `${port}-${item.protocol ?? 'TCP'}`;
  return item.mountPath ?? item.job_name ?? item.name;
}

/** One right, or one thing that a webhook is asked about, each. */
function rightsOf(rule: Fields): string[] {
  const verbs: string[] = rule.verbs ?? rule.operations ?? ['?'];
  if (rule.nonResourceURLs)
    return verbs.flatMap((verb) => rule.nonResourceURLs.map((url: string) => `${verb} ${url}`));
  const groups: string[] = (rule.apiGroups ?? ['?']).map((group: string) => group || 'core');
  const versions: string[] = rule.apiVersions ?? [''];
  const names: string[] = rule.resourceNames ?? [''];
  const combine = (lists: string[][]): string[] =>
    lists.reduce<string[]>(
      (all, list) => all.flatMap((one) => list.map((next) => (next ? `${one} ${next}` : one))),
      [''],
    );
  return combine([verbs, groups, versions, rule.resources ?? ['?'], names]).map((right) => right.trim());
}

/** What the API server fills in by itself, whether or not it is written. */
const defaults: [path: RegExp, value: string][] = [
  [/\/protocol$/, 'TCP'],
  [/\/fieldRef\/apiVersion$/, 'v1'],
  [/\/httpGet\/scheme$/, 'HTTP'],
  [/\/(successThreshold|timeoutSeconds)$/, '1'],
  [/\/secret\/defaultMode$/, '420'],
  [/\/imagePullPolicy$/, 'IfNotPresent'],
  [/^webhooks\/.*\/rules\/scope$/, '*'],
];

function isDefault({ kind, spec }: KubernetesObject, path: string, value: string): boolean {
  if (defaults.some(([where, what]) => where.test(path) && value === what)) return true;
  if (kind === 'Deployment' && path === 'spec/replicas') return value === '1';
  if (kind === 'Service' && path === 'spec/type') return value === 'ClusterIP';
  if (kind === 'Service' && path.endsWith('/targetPort'))
    return path.split('/').at(-2) === `${value}-TCP` || path.split('/').at(-2) === `${value}-UDP`;
  if (kind === 'CustomResourceDefinition' && path === 'spec/names/listKind')
    return value === `${spec.names.kind}List`;
  return false;
}
