import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { kubectlLines } from '../../source/chapter/kubectl-lines.ts';
import type { ReleaseSource } from '../../source/istio/release/release.ts';

const ground = (source?: ReleaseSource, mtls = 'permissive') =>
  ({
    namespace: 'shop',
    release: source && { version: '1.1.0', source, selection: { mtls } },
  }) as Ground;

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

it('are those of the mode that was chosen', () => {
  expect(kubectlLines(ground({ kind: 'own' }, 'strict'), 'apply', 'control-plane').at(-1)).toBe(
    'kubectl apply -f manifests/istio-1.1.0/mtls/strict.yaml',
  );
  const official = ground({ kind: 'official', layout: 'install' }, 'strict');
  expect(kubectlLines(official, 'apply', 'control-plane')).toEqual([
    'kubectl apply -f install/kubernetes/istio-demo-auth.yaml',
  ]);
});

it('pipe what is rendered into kubectl, quoted as a shell wants it', () => {
  const commands = [['helm', 'template', 'istio', 'my charts', '--set', 'a={b}']];
  const rendering = { by: 'helm', version: '3.18.4', commands, hooks: [], samples: false } as const;
  const lines = kubectlLines(
    ground({ kind: 'rendered', layout: 'install', rendering }),
    'apply',
    'control-plane',
  );
  expect(lines.at(-1)).toBe("helm template istio 'my charts' --set 'a={b}' | kubectl apply -f -");
});
