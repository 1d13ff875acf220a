import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { containersOf, podTemplateOf } from '../sidecar/pod-template.ts';
import type { Finding } from './finding.ts';

/** `registry:5000/istio/pilot` has a port and no tag; a digest says more than a tag does. */
function hasVersion(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return name.includes('@') || (/:[^:]+$/.test(name) && !name.endsWith(':latest'));
}

/** Images that may be another one tomorrow. `auto` is none: the injector puts the proxy's in its place. */
export function images(objects: readonly KubernetesObject[]): Finding[] {
  const found = new Set<string>();
  const wanting = objects.filter((object) => {
    const bare = containersOf(podTemplateOf(object)?.spec ?? {})
      .map(({ image }) => String(image ?? ''))
      .filter((image) => image !== 'auto' && !hasVersion(image));
    for (const image of bare) found.add(sanitizeLine(image));
    return bare.length > 0;
  });
  if (wanting.length === 0) return [];
  return [
    {
      rule: 'image',
      severity: 'warn',
      message: { key: 'lint.image', values: { images: [...found].join(', ') } },
      hint: { key: 'lint.image.hint' },
      objects: wanting.map(refOf),
    },
  ];
}
