import { createHash } from 'node:crypto';

/** `docker-pullable://istio/proxyv2@sha256:...`: always the same for one image. */
export function imageIdOf(image: string, runtime: string): string {
  const name = image.replace(/^docker\.io\//, '').replace(/:[^:/]*$/, '');
  const digest = createHash('sha256').update(image).digest('hex');
  return `${runtime === 'docker' ? 'docker-pullable://' : 'docker.io/'}${name}@sha256:${digest}`;
}
