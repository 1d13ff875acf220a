import type { AdmissionRequest } from '../machinery/admission.ts';
import type { Json } from '../object.ts';
import { type Labels, labelSelectorOf } from '../selectors/label-selector.ts';

const names = (list: string[] | undefined, value: string): boolean =>
  (list ?? []).some((one) => one === '*' || one === value);

function matchesRule(rule: Json, { operation, resource, subresource }: AdmissionRequest): boolean {
  const scopes: Record<string, boolean> = {
    Namespaced: resource.namespaced,
    Cluster: !resource.namespaced,
  };
  const wanted = (rule.resources ?? []).some((one: string) => {
    const [plural, sub = ''] = one.split('/');
    return (plural === '*' || plural === resource.plural) && (sub === '*' || sub === (subresource ?? ''));
  });
  return (
    wanted &&
    names(rule.operations, operation) &&
    names(rule.apiGroups, resource.group) &&
    names(rule.apiVersions, resource.version) &&
    (scopes[rule.scope] ?? true)
  );
}

/** Whether a webhook asks for a write (apiserver/pkg/admission/plugin/webhook/generic). */
export function isWanted(
  webhook: Json,
  request: AdmissionRequest,
  namespaceLabels: (name: string) => Labels | undefined,
): boolean {
  if (!(webhook.rules ?? []).some((rule: Json) => matchesRule(rule, request))) return false;
  const { namespace, name, labels } = request.object.metadata;
  if (webhook.objectSelector && !labelSelectorOf(webhook.objectSelector)(labels ?? {})) return false;
  const selects = labelSelectorOf(webhook.namespaceSelector ?? {});
  if (request.resource.key === 'namespaces')
    return selects(request.operation === 'DELETE' ? (namespaceLabels(name) ?? {}) : (labels ?? {}));
  return !namespace || selects(namespaceLabels(namespace) ?? {});
}
