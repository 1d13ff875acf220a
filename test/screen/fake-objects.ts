import type { PlanItem } from '../../source/chapter/chapter.ts';
import { type RowId, stepIds } from '../../source/chapter/step-id.ts';
import { controlPlane } from './fake-world.ts';

export type Ref = PlanItem['object'];

/** The line of each step. */
export function commandOf(run: RowId): string {
  const commands: Record<RowId, string> = {
    check: 'kubectl get nodes',
    crds: 'for i in install/kubernetes/helm/istio-init/files/crd*yaml; do kubectl apply -f $i; done',
    'control-plane': 'kubectl apply -f install/kubernetes/istio-demo.yaml',
    proxies: 'istioctl proxy-status',
    injection: 'kubectl label namespace default istio-injection=enabled',
    bookinfo: 'kubectl apply -f samples/bookinfo/platform/kube/bookinfo.yaml',
    gateway: 'kubectl apply -f samples/bookinfo/networking/bookinfo-gateway.yaml',
    uninstall: 'kubectl delete -f install/kubernetes/istio-demo.yaml',
  };
  return commands[run];
}

/** All that the steps bring, the last first. */
export const everyObject = (): Ref[] => [...stepIds].reverse().flatMap(objectsOf);

/** What each step brings. */
export function objectsOf(run: RowId): Ref[] {
  const deployment = (namespace: string) => (name: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace,
    name,
  });
  switch (run) {
    case 'crds':
      return Array.from({ length: 58 }, (_, index) => ({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        name: `kind${index + 1}s.config.istio.io`,
      }));
    case 'control-plane':
      return [
        { apiVersion: 'v1', kind: 'Namespace', name: 'istio-system' },
        ...controlPlane.map(deployment('istio-system')),
      ];
    case 'injection':
      return [{ apiVersion: 'v1', kind: 'Namespace', name: 'default' }];
    case 'bookinfo':
      return ['details-v1', 'productpage-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3'].map(
        deployment('default'),
      );
    case 'gateway':
      return [
        {
          apiVersion: 'networking.istio.io/v1alpha3',
          kind: 'Gateway',
          namespace: 'default',
          name: 'bookinfo-gateway',
        },
        {
          apiVersion: 'networking.istio.io/v1alpha3',
          kind: 'VirtualService',
          namespace: 'default',
          name: 'bookinfo',
        },
      ];
    default:
      return [];
  }
}
