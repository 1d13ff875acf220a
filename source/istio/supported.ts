import type { Message } from '../language/message.ts';

/** Kubernetes minor versions of major 1, both ends included, for one release of Istio. */
export interface Window {
  /** Below this nobody tried it. */
  tried: number;
  /** Up to this the release's manifests are served as they are written. */
  native: number;
  /** Up to this they are once their removed versions are rewritten; above it the release's own programs fail. */
  rewritten: number;
}

/**
 * 1.1.0: extensions/v1beta1 Deployments are gone in 1.16. From 1.22 galley and the injector ask for versions that are not served any
 * more, which no rewriting of manifests cures (istio/istio#34665).
 */
export const windows: Readonly<Record<string, Window>> = {
  '1.1.0': { tried: 11, native: 15, rewritten: 21 },
};

export type Support = 'native' | 'rewritten' | 'untried' | 'refused' | 'unknown';

export interface SupportVerdict {
  support: Support;
  /** Why; always there, also where all is well. */
  message: Message;
}

/**
 * Whether a release runs on a server, by the server's gitVersion as /version says it: `v1.20.2`, `v1.21.5-eks-bc4871b`, `v1.15.12-gke.20`.
 * `untried` and `unknown` are for a warning; only `refused` stops.
 */
export function supportOf(release: string, gitVersion: string): SupportVerdict {
  const window = windows[release];
  const version = /^v?(\d{1,4})\.(\d{1,4})(?!\d)/.exec(gitVersion.trim());
  if (!window || !version)
    return {
      support: 'unknown',
      message: { key: 'support.unknown', values: { version: gitVersion, release } },
    };
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const values = { version: gitVersion, release };
  if (major > 1 || (major === 1 && minor > window.rewritten))
    return {
      support: 'refused',
      message: { key: 'support.refused', values: { ...values, last: `1.${window.rewritten}` } },
    };
  if (major < 1 || minor < window.tried)
    return {
      support: 'untried',
      message: { key: 'support.untried', values: { ...values, first: `1.${window.tried}` } },
    };
  if (minor > window.native) return { support: 'rewritten', message: { key: 'support.rewritten', values } };
  return { support: 'native', message: { key: 'support.native', values } };
}
