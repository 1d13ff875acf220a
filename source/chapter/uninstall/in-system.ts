import { systemNamespace } from '../../istio/names.ts';
import { isForbidden } from '../../kubernetes/errors.ts';
import { type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import { isOfSomebody } from '../write/of-somebody.ts';
import { configOfOthers } from './config-of-others.ts';

const kinds: readonly [versions: readonly string[], ...kinds: string[]][] = [
  [['v1'], 'PersistentVolumeClaim', 'Secret', 'ConfigMap', 'Service', 'Pod'],
  [['apps/v1'], 'Deployment', 'StatefulSet', 'DaemonSet'],
  [['batch/v1'], 'Job'],
  [['batch/v1', 'batch/v1beta1'], 'CronJob'],
];

/**
 * Marks of the charts of either release, whoever rendered and applied them. Not `istio` and `istio.io/rev`: gateways that people make for
 * themselves have these too.
 */
const marks = ['istio.io/config', 'operator.istio.io/component'];

/** What the components write at run time: elections and statuses, and citadel's certificates. */
const namesOfIstio: Record<string, RegExp> = {
  ConfigMap: /^istiod?([.-]|$)/,
  // The certificates of a gateway, istio-ingressgateway-certs, are their owner's.
  Secret: /^(istio-ca-secret$|istio\.)/,
};

/** By its names and labels, or as the record that Helm keeps of a chart. A user's own CA, `cacerts`, is none of Istio's. */
function isIstios({ kind, metadata: { name, labels = {} } }: KubernetesObject): boolean {
  if (namesOfIstio[kind]?.test(name) || name.startsWith('sh.helm.release.')) return true;
  if (labels.release === 'istio' || labels['app.kubernetes.io/part-of'] === 'istio') return true;
  return marks.some((mark) => labels[mark] !== undefined);
}

/**
 * What somebody else has in istio-system, which goes with the namespace: a CA of one's own, a gateway's certificate, a workload, what holds
 * for the whole mesh. A kind that may not be listed is passed over; other errors of the Api are thrown.
 */
export async function othersInSystem(ground: Ground, signal: AbortSignal): Promise<ObjectRef[]> {
  const { api } = ground.connection;
  const { release } = ground;
  const known = new Set([...(release?.controlPlane() ?? []), ...(release?.leftOut() ?? [])].map(keyOf));
  const list = async (versions: readonly string[], kind: string): Promise<KubernetesObject[]> => {
    try {
      for (const version of versions) {
        const type = await api.discovery.find(version, kind, signal);
        if (type) return await api.list(type, { namespace: systemNamespace, metadataOnly: true, signal });
      }
    } catch (error) {
      if (!isForbidden(error)) throw error;
    }
    return [];
  };
  const lists = await Promise.all(
    kinds.flatMap(([versions, ...names]) => names.map((kind) => list(versions, kind))),
  );
  const others = lists
    .flat()
    .filter((one) => !known.has(keyOf(one)) && isOfSomebody(one) && !isIstios(one))
    .map(refOf);
  const config = await configOfOthers(ground, signal);
  return [...others, ...config.filter(({ namespace }) => namespace === systemNamespace)];
}
