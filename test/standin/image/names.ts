import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is applied of a release of either era. The injection template of 1.1.0's demo names the sidecar's images. */
const MANIFESTS = [
  'install/kubernetes/istio-demo.yaml',
  'install/kubernetes/istio-demo-auth.yaml',
  'rendered-demo/istio-discovery.yaml',
  'rendered-demo/istio-ingress.yaml',
  'rendered-demo/istio-egress.yaml',
  'samples/bookinfo/platform/kube/bookinfo.yaml',
];

/** Every image that a release's manifests name, or all manifests in a directory that is no release, as they write it. */
export function imageNames(directory: string): string[] {
  const ofRelease = MANIFESTS.filter((manifest) => existsSync(join(directory, manifest)));
  const manifests =
    ofRelease.length > 0
      ? ofRelease
      : readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
          name.endsWith('.yaml'),
        );
  const names = manifests.flatMap((manifest) => {
    const text = readFileSync(join(directory, manifest), 'utf8');
    return [...text.matchAll(/^\s*-?\s*image:\s+"?([\w./-]+:[\w.-]+)"?\s*$/gm)].map(
      (match) => match[1] ?? '',
    );
  });
  return [...new Set(names)].sort();
}

/** The full name under which the node looks for an image: without a registry and a user it means Docker's. */
export function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length > 0 && /[.:]|^localhost$/.test(first)) return name;
  return rest.length > 0 ? `docker.io/${name}` : `docker.io/library/${name}`;
}
