import type { PlanItem } from '../../chapter/chapter.ts';

export type ObjectRef = PlanItem['object'];

/** As kubectl prints it, with the namespace where there is one: `deployment.apps/istio-pilot -n istio-system`. */
export function objectName({ apiVersion, kind, namespace, name }: ObjectRef): string {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `.${apiVersion.slice(0, slash)}`;
  return `${kind.toLowerCase()}${group}/${name}${namespace ? ` -n ${namespace}` : ''}`;
}
