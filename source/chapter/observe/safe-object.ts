import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as it may be shown: safe to draw, without the noise of managed fields, a Secret's values masked wherever they stand. */
export function safeObject(object: KubernetesObject): KubernetesObject {
  const { managedFields: _, annotations, ...rest } = object.metadata;
  const { [lastApplied]: applied, ...others } = annotations ?? {};
  // What kubectl applied repeats the whole object, and with a Secret its values.
  const kept =
    applied !== undefined && object.kind === 'Secret' ? { ...others, [lastApplied]: '***' } : annotations;
  const shown: KubernetesObject = sanitizeObject({
    ...object,
    metadata: { ...rest, ...(kept ? { annotations: kept } : {}) },
  });
  if (object.kind !== 'Secret') return shown;
  const mask = (values: unknown) =>
    Object.fromEntries(Object.keys(values ?? {}).map((name) => [name, '***']));
  return {
    ...shown,
    ...(shown.data ? { data: mask(shown.data) } : {}),
    ...(shown.stringData ? { stringData: mask(shown.stringData) } : {}),
  };
}
