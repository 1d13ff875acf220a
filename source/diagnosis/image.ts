import type { Message } from '../language/message.ts';
import type { Cause } from './causes.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** What registries and container runtimes say, most telling first (containerd, cri-o, Docker and distribution's error codes). */
const sayings: [Cause, RegExp][] = [
  ['image-name', /InvalidImageName|couldn't parse image|invalid reference format/i],
  ['image-limit', /toomanyrequests|rate limit|429 Too Many/i],
  ['image-platform', /no match(?:ing manifest)? for|no match for platform|exec format error/i],
  [
    'image-registry',
    /no such host|dial tcp|i\/o timeout|connection refused|server misbehaving|TLS handshake|x509|deadline exceeded|RegistryUnavailable/i,
  ],
  [
    'image-denied',
    /pull access denied|insufficient_scope|unauthorized|authentication required|403 Forbidden|401 Unauthorized/i,
  ],
  ['image-absent', /not found|manifest unknown|name unknown|ErrImageNeverPull|NotFound|no such image/i],
];

/** Why an image does not come, from what its registry or the node's runtime said. */
export function diagnoseImage(what: Message, image: string, words: string): Diagnosis {
  const [cause] = sayings.find(([, pattern]) => pattern.test(words)) ?? (['image-other'] as const);
  const registry = registryOf(image);
  // A limit is the registry's, whatever is pulled: with the image in it, the same would be told of each.
  return diagnosis(cause, what, cause === 'image-limit' ? { registry } : { image, registry });
}

/** The first part names a registry where it looks like a host; else it is Docker Hub (distribution/reference). */
function registryOf(image: string): string {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  return first.includes('.') || first.includes(':') || first === 'localhost' ? first : 'docker.io';
}
