import { systemNamespace } from '../../istio/names.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Freshness } from './view.ts';

/** Where one part of the facts comes from. Versions in order of preference: the first that the server has is read. */
export interface Source {
  versions: string[];
  kind: string;
  /** Plural, so that a kind whose CRD is not there yet can be asked for too. */
  resource: string;
  namespaces: 'cluster' | 'both' | 'system' | 'application';
  /** Names, labels and annotations are enough. */
  metadataOnly?: boolean;
  fieldSelector?: string;
  /** The CRD that must be there first. */
  crd?: string;
}

/** 1.1.0 serves the last alone. */
const networkingVersions = ['v1', 'v1beta1', 'v1alpha3'].map((version) => `networking.istio.io/${version}`);

/**
 * What the panes and verdicts are made of, and no more: on a cluster with ten thousand pods of others only ours are watched.
 */
export const sources = {
  nodes: { versions: ['v1'], kind: 'Node', resource: 'nodes', namespaces: 'cluster' },
  namespaces: { versions: ['v1'], kind: 'Namespace', resource: 'namespaces', namespaces: 'cluster' },
  pods: { versions: ['v1'], kind: 'Pod', resource: 'pods', namespaces: 'both' },
  services: { versions: ['v1'], kind: 'Service', resource: 'services', namespaces: 'both' },
  endpoints: { versions: ['v1'], kind: 'Endpoints', resource: 'endpoints', namespaces: 'system' },
  backends: { versions: ['v1'], kind: 'Endpoints', resource: 'endpoints', namespaces: 'application' },
  events: { versions: ['v1'], kind: 'Event', resource: 'events', namespaces: 'both' },
  deployments: { versions: ['apps/v1'], kind: 'Deployment', resource: 'deployments', namespaces: 'both' },
  jobs: { versions: ['batch/v1'], kind: 'Job', resource: 'jobs', namespaces: 'system' },
  crds: {
    versions: ['apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1'],
    kind: 'CustomResourceDefinition',
    resource: 'customresourcedefinitions',
    namespaces: 'cluster',
    metadataOnly: true,
  },
  injectors: {
    versions: ['admissionregistration.k8s.io/v1', 'admissionregistration.k8s.io/v1beta1'],
    kind: 'MutatingWebhookConfiguration',
    resource: 'mutatingwebhookconfigurations',
    namespaces: 'cluster',
  },
  gateways: {
    versions: networkingVersions,
    kind: 'Gateway',
    resource: 'gateways',
    namespaces: 'application',
    crd: 'gateways.networking.istio.io',
  },
  virtualServices: {
    versions: networkingVersions,
    kind: 'VirtualService',
    resource: 'virtualservices',
    namespaces: 'application',
    crd: 'virtualservices.networking.istio.io',
  },
} satisfies Record<string, Source>;

export type Part = keyof typeof sources;

/** What one pilot answered at /debug/syncz, or why it did not. */
export interface PilotAnswer {
  pilot: string;
  body?: string;
  problem?: string | Message;
  /** The right that was missing to ask at all. */
  denied?: { verb: string; resource: string };
  /** This is what it said before: it was asked again since, once, without an answer. */
  missed?: true;
}

/** The cluster as far as the chapter needs it, at one moment. Objects are safe to draw. */
export interface Facts {
  version: string;
  uid: string;
  objects: Record<Part, readonly KubernetesObject[]>;
  freshness: Record<Part, Freshness>;
  /** Requested per node over all of its pods; undefined where they may not be listed. */
  requested: ReadonlyMap<string, { cpu: number; memory: number }> | undefined;
  pilots: readonly PilotAnswer[];
  pilotsFreshness: Freshness;
  /** By the row's id: since when a proxy has been seen as it is now. Absent where nobody has been looking. */
  proxiesSince?: ReadonlyMap<string, string>;
}

/** The namespaces that a source is read in; `undefined` for the whole cluster. */
export function namespacesOf(source: Source, application: string): (string | undefined)[] {
  switch (source.namespaces) {
    case 'cluster':
      return [undefined];
    case 'system':
      return [systemNamespace];
    case 'application':
      return [application];
    case 'both':
      return [systemNamespace, application];
  }
}
