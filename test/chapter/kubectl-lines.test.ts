import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { kubectlLines } from '../../source/chapter/kubectl-lines.ts';

const ground = (own?: boolean) =>
  ({
    namespace: 'shop',
    release: own === undefined ? undefined : { version: '1.1.0', own },
  }) as Ground;

it.each([
  ['of the book, where no release was named', undefined],
  ['of an official release', false],
])('are the lines %s', (_, own) => {
  expect(kubectlLines(ground(own), 'apply', 'crds')).toEqual([
    'for i in install/kubernetes/helm/istio-init/files/crd*yaml; do kubectl apply -f $i; done',
  ]);
  expect(kubectlLines(ground(own), 'delete', 'control-plane')).toEqual([
    'kubectl delete --ignore-not-found -f install/kubernetes/istio-demo.yaml',
  ]);
  expect(kubectlLines(ground(own), 'apply', 'gateway')).toEqual([
    'kubectl -n shop apply -f samples/bookinfo/networking/bookinfo-gateway.yaml',
  ]);
});

it('are lines for our own manifests, the namespace first', () => {
  expect(kubectlLines(ground(true), 'apply', 'control-plane')).toEqual([
    'kubectl apply -f manifests/istio-1.1.0/namespace.yaml',
    'kubectl apply -f manifests/istio-1.1.0',
  ]);
  expect(kubectlLines(ground(true), 'delete', 'crds')).toEqual([
    'kubectl delete --ignore-not-found -f manifests/istio-1.1.0/crds',
  ]);
  expect(kubectlLines(ground(true), 'apply', 'bookinfo')).toEqual([
    'kubectl -n shop apply -f manifests/bookinfo/istio-1.1.0/bookinfo.yaml',
  ]);
});
