import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The manifests that the chapter applies. The injection template inside the demo names the sidecar's images. */
const MANIFESTS = [
  'install/kubernetes/istio-demo.yaml',
  'install/kubernetes/istio-demo-auth.yaml',
  'samples/bookinfo/platform/kube/bookinfo.yaml',
];

/** Every image that a release's manifests name, as its manifests write it. */
export function imageNames(release: string): string[] {
  const names = MANIFESTS.flatMap((manifest) => {
    const text = readFileSync(join(release, manifest), 'utf8');
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
