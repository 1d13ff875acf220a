import type { Profile } from '../kinds/built-in.ts';
import type { ContainerRun } from './container-run.ts';
import type { NodeParts } from './node-parts.ts';
import type { Timers } from './timers.ts';

const firstBackoff = 10_000;
const longestBackoff = 300_000;

export interface Pull {
  node: NodeParts;
  timers: Timers;
  run: ContainerRun;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
  /** The state of the run has changed. */
  publish(): void;
  /** It did not come the first time: containers that do not wait for this one may go on. */
  failed(): void;
  done(): void;
}

/** Brings a container's image to the node, however often that takes (pkg/kubelet/images/image_manager.go). */
export function pullImage(pull: Pull): void {
  const { node, timers, run, event, done } = pull;
  const { random } = node.cluster;
  const { image, imagePullPolicy } = run.spec;
  if (node.images.has(image) && imagePullPolicy !== 'Always') {
    event('Normal', 'Pulled', `Container image "${image}" already present on machine`);
    timers.after(random.between(50, 200), done);
    return;
  }
  attempt(pull, 0);
}

function attempt(pull: Pull, backoff: number): void {
  const { node, timers, run, event, publish, failed, done } = pull;
  const { random, trouble, profile } = node.cluster;
  const { image } = run.spec;
  event('Normal', 'Pulling', `Pulling image "${image}"`);
  timers.after(random.between(1_500, 5_000), () => {
    if (!trouble.pullsFail) {
      node.images.add(image);
      event('Normal', 'Pulled', `Successfully pulled image "${image}"`);
      done();
      return;
    }
    const why = refusal(image, profile);
    run.state = { kind: 'waiting', reason: 'ErrImagePull', message: why };
    event('Warning', 'Failed', `Failed to pull image "${image}": ${why}`);
    event('Warning', 'Failed', 'Error: ErrImagePull');
    publish();
    if (backoff === 0) failed();
    const wait = backoff === 0 ? firstBackoff : Math.min(backoff * 2, longestBackoff);
    // The next look at the pod finds that it is too early.
    timers.after(1_000, () => {
      const said = `Back-off pulling image "${image}"`;
      // Since 1.32 the reason is kept beside it.
      const message = profile === 'current' ? `${said}: ErrImagePull: ${why}` : said;
      run.state = { kind: 'waiting', reason: 'ImagePullBackOff', message };
      event('Normal', 'BackOff', said);
      event('Warning', 'Failed', 'Error: ImagePullBackOff');
      publish();
    });
    timers.after(wait, () => attempt(pull, wait));
  });
}

/** What Docker, and containerd after it, said of Docker Hub's limit. */
function refusal(image: string, profile: Profile): string {
  const limit =
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit';
  if (profile === 'chapter') return `rpc error: code = Unknown desc = Error response from daemon: ${limit}`;
  const reference = /^[^/]*[.:][^/]*\//.test(image)
    ? image
    : `docker.io/${image.includes('/') ? '' : 'library/'}${image}`;
  const [host = '', ...rest] = reference.split('/');
  const registry = host === 'docker.io' ? 'registry-1.docker.io' : host;
  const [repository = '', tag = 'latest'] = rest.join('/').split(':');
  const url = `https://${registry}/v2/${repository}/manifests/${tag}`;
  return `failed to pull and unpack image "${reference}": failed to copy: httpReadSeeker: failed open: unexpected status code ${url}: 429 Too Many Requests - Server message: ${limit}`;
}
