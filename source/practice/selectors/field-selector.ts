import type { Json, KubernetesObject } from '../object.ts';
import { badRequest } from '../status-error.ts';

export type FieldMatcher = (object: KubernetesObject) => boolean;

/** What each kind can be selected by beside its name (the `SelectableFields` of each registry/.../strategy.go). */
const selectable: Record<string, string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Secret: ['type'],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  Job: ['status.successful'],
  ReplicaSet: ['status.replicas'],
  ReplicationController: ['status.replicas'],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

const absent: Record<string, string> = {
  'status.replicas': '0',
  'status.successful': '0',
  'spec.unschedulable': 'false',
};

function valueAt(object: KubernetesObject, path: string): string {
  if (path === 'status.successful') return String(object.status?.succeeded ?? 0);
  if (object.kind === 'Event' && path === 'source') return object.source?.component ?? '';
  let value: Json = object;
  for (const part of path.split('.')) value = value?.[part];
  return value === undefined || value === null ? (absent[path] ?? '') : String(value);
}

/** `metadata.name=a,status.phase!=Running` (k8s.io/apimachinery/pkg/fields/selector.go). Throws a 400. */
export function parseFieldSelector(text: string, kind: string): FieldMatcher {
  const known = ['metadata.name', 'metadata.namespace', ...(selectable[kind] ?? [])];
  const matchers = text
    .split(',')
    .filter((part) => part !== '')
    .map((part): FieldMatcher => {
      const match = /^([^=!]*)(!=|==|=)(.*)$/s.exec(part);
      if (!match) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
      const [, field = '', operator, value = ''] = match;
      if (/(?<!\\)(\\\\)*\\([^\\,=]|$)/.test(value))
        throw badRequest(
          `invalid field selector: invalid escape sequence: ${value.slice(value.indexOf('\\'))}`,
        );
      if (!known.includes(field)) {
        const why = selectable[kind]
          ? `field label not supported: ${field}`
          : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
        throw badRequest(why);
      }
      return operator === '!='
        ? (object) => valueAt(object, field) !== value
        : (object) => valueAt(object, field) === value;
    });
  return (object) => matchers.every((matches) => matches(object));
}
