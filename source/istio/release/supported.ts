import type { Message } from '../../language/message.ts';

/** Kubernetes minor versions of major 1, both ends included, for one release of Istio. */
export interface Window {
  /** Below this nobody tried it; what its makers support begins here. */
  tried: number;
  /** Up to this the release's manifests are served as they are written, and above it nobody tried it, unless they are rewritten. */
  native: number;
  /** Up to this they are once their removed versions are rewritten; above it the release's own programs fail. */
  rewritten?: number;
  /** Below this the API server refuses what the release consists of. */
  least?: number;
}

/**
 * 1.1.0: extensions/v1beta1 Deployments are gone in 1.16. From 1.22 galley and the injector ask for versions that are not served any
 * more, which no rewriting of manifests cures (istio/istio#34665).
 * 1.30: made for 1.32 to 1.36 (istio/istio.io#17347). The official CRDs have rules in CEL, which the API server knows from 1.25 on, and
 * istiod reads what 1.25 has no older version of.
 */
const windows: Readonly<Record<string, Window>> = {
  '1.1.0': { tried: 11, native: 15, rewritten: 21 },
  '1.30': { tried: 32, native: 36, least: 25 },
};

/** That of a version like `1.30.3`: its own, or that of its minor. */
const windowOf = (release: string): Window | undefined =>
  windows[release] ?? windows[/^\d+\.\d+/.exec(release)?.[0] ?? ''];

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
  const window = windowOf(release);
  const minor = minorOf(gitVersion);
  const values = { version: gitVersion, release };
  if (!window || minor === undefined)
    return { support: 'unknown', message: { key: 'support.unknown', values } };
  const { tried, native, rewritten, least = Number.NEGATIVE_INFINITY } = window;
  const of = (number: number) => `1.${number}`;
  if (rewritten !== undefined && minor > rewritten)
    return {
      support: 'refused',
      message: { key: 'support.refused', values: { ...values, last: of(rewritten) } },
    };
  if (minor < least)
    return {
      support: 'refused',
      message: { key: 'support.refused-old', values: { ...values, first: of(least) } },
    };
  if (minor < tried)
    return {
      support: 'untried',
      message: { key: 'support.untried', values: { ...values, first: of(tried) } },
    };
  if (minor <= native) return { support: 'native', message: { key: 'support.native', values } };
  return rewritten === undefined
    ? { support: 'untried', message: { key: 'support.untried-new', values: { ...values, last: of(native) } } }
    : { support: 'rewritten', message: { key: 'support.rewritten', values } };
}

/**
 * The minor version of a server, taken as one of major 1: what comes after that is newer than all of it, what was before is older.
 * Undefined for what is no version.
 */
function minorOf(gitVersion: string): number | undefined {
  const version = /^v?(\d{1,4})\.(\d{1,4})(?!\d)/.exec(gitVersion.trim());
  if (!version) return undefined;
  const major = Number(version[1]);
  return major === 1 ? Number(version[2]) : major > 1 ? Number.POSITIVE_INFINITY : -1;
}

/** What is installed on a server where nobody has said what: a release that runs there, or why there is none. */
export type Fitting = { release: string } | { refused: Message };

/**
 * The one of our releases that fits a server: the chapter's as long as its programs can run, today's from where it can. Between them
 * (1.22 to 1.24) neither does. Undefined where the server does not say its version in a way that is understood.
 */
export function fittingRelease(gitVersion: string): Fitting | undefined {
  const minor = minorOf(gitVersion);
  if (minor === undefined) return undefined;
  const { rewritten: last = 0 } = windows['1.1.0'] ?? {};
  const { least: first = 0 } = windows['1.30'] ?? {};
  if (minor <= last) return { release: '1.1.0' };
  if (minor >= first) return { release: '1.30.3' };
  return {
    refused: {
      key: 'support.between',
      values: { version: gitVersion, last: `1.${last}`, first: `1.${first}` },
    },
  };
}
