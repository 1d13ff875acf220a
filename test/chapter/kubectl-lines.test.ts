import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { kubectlLines } from '../../source/chapter/kubectl-lines.ts';
import type { ReleaseSource } from '../../source/istio/release.ts';

const ground = (source?: ReleaseSource) =>
  ({ namespace: 'shop', release: source && { version: '1.1.0', source } }) as Ground;

it.each([
  ['of the book, where no release was named', undefined],
  ['of an official release', { kind: 'official', layout: 'install' } as const],
])('are the lines %s', (_, source) => {
  expect(kubectlLines(ground(source), 'apply', 'crds')).toEqual([
    'for i in install/kubernetes/helm/istio-init/files/crd*yaml; do kubectl apply -f $i; done',
  ]);
  expect(kubectlLines(ground(source), 'delete', 'control-plane')).toEqual([
    'kubectl delete --ignore-not-found -f install/kubernetes/istio-demo.yaml',
  ]);
  expect(kubectlLines(ground(source), 'apply', 'gateway')).toEqual([
    'kubectl -n shop apply -f samples/bookinfo/networking/bookinfo-gateway.yaml',
  ]);
});

it('are lines for our own manifests, the namespace first', () => {
  expect(kubectlLines(ground({ kind: 'own' }), 'apply', 'control-plane')).toEqual([
    'kubectl apply -f manifests/istio-1.1.0/namespace.yaml',
    'kubectl apply -f manifests/istio-1.1.0',
  ]);
  expect(kubectlLines(ground({ kind: 'own' }), 'delete', 'crds')).toEqual([
    'kubectl delete --ignore-not-found -f manifests/istio-1.1.0/crds',
  ]);
  expect(kubectlLines(ground({ kind: 'own' }), 'apply', 'bookinfo')).toEqual([
    'kubectl -n shop apply -f manifests/bookinfo/istio-1.1.0/bookinfo.yaml',
  ]);
});

it('are lines for the later layout, which brings no namespace', () => {
  const later = ground({ kind: 'official', layout: 'charts' });
  expect(kubectlLines(later, 'apply', 'crds')).toEqual([
    'kubectl apply -f manifests/charts/base/files/crd-all.gen.yaml',
  ]);
  expect(kubectlLines(later, 'apply', 'control-plane')).toEqual([
    'kubectl create namespace istio-system',
    'kubectl apply -f rendered-demo',
  ]);
  expect(kubectlLines(later, 'delete', 'control-plane')).toEqual([
    'kubectl delete --ignore-not-found -f rendered-demo',
    'kubectl delete --ignore-not-found namespace istio-system',
  ]);
});
