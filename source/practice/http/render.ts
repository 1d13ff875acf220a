import type { Cluster } from '../cluster.ts';
import type { Target } from '../machinery/options.ts';
import { apiVersionOf, type Json, type KubernetesObject } from '../object.ts';
import { renderTable } from '../table/table.ts';
import type { Page } from './list.ts';
import type { MediaType } from './negotiate.ts';

/** An object as its metadata alone. */
function partialMetadata({ metadata }: KubernetesObject, version: string): Json {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata };
}

/** How much of each object a table's rows carry. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** Objects as the client wants to see them. */
export class Renderer {
  readonly #cluster: Cluster;
  readonly #target: Target;
  readonly #media: MediaType;
  readonly #include: IncludeObject;

  constructor(cluster: Cluster, target: Target, media: MediaType, include: string | null) {
    this.#cluster = cluster;
    this.#target = target;
    this.#media = media;
    this.#include = include === 'None' || include === 'Object' ? include : 'Metadata';
  }

  one(object: KubernetesObject): Json {
    const { as, version = 'v1' } = this.#media;
    if (as === 'Table')
      return this.#table([object], { resourceVersion: object.metadata?.resourceVersion }, true);
    return as ? partialMetadata(object, version) : object;
  }

  /** For a watch: only the first table of a stream says what its columns are. */
  event(): (object: KubernetesObject) => Json {
    let first = true;
    return (object) => {
      if (this.#media.as !== 'Table') return this.one(object);
      const table = this.#table([object], { resourceVersion: object.metadata.resourceVersion }, first);
      first = false;
      return table;
    };
  }

  list({ items, metadata }: Page): Json {
    const { as, version = 'v1' } = this.#media;
    if (as === 'Table') return this.#table(items, metadata, true);
    if (as)
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${version}`,
        metadata,
        items: items.map((item) => partialMetadata(item, version)),
      };
    const { resource, apiVersion } = this.#target;
    return {
      kind: resource.custom?.listKind ?? `${resource.kind}List`,
      apiVersion: apiVersion || apiVersionOf(resource.group, resource.version),
      metadata,
      // Items of built-in kinds do not repeat what they are; custom ones do.
      items: resource.custom ? items : items.map(({ apiVersion: _, kind: __, ...item }) => item),
    };
  }

  #table(items: KubernetesObject[], metadata: Json, columns: boolean): Json {
    const { version = 'v1' } = this.#media;
    const { resource, apiVersion } = this.#target;
    const { columnDefinitions, rows } = renderTable(
      items,
      resource,
      apiVersion,
      this.#cluster.profile,
      this.#cluster.clock.now(),
    );
    const include = (item: KubernetesObject): Json => {
      if (this.#include === 'None') return {};
      return { object: this.#include === 'Object' ? item : partialMetadata(item, version) };
    };
    return {
      kind: 'Table',
      apiVersion: `meta.k8s.io/${version}`,
      metadata,
      columnDefinitions: columns ? columnDefinitions : null,
      rows: rows.map((row, index) => ({ ...row, ...include(items[index] as KubernetesObject) })),
    };
  }
}
