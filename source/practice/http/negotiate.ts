/** How an answer is to be written: as what kind of view, and in which notation. */
export interface MediaType {
  type: 'application/json' | 'application/yaml';
  /** `Table`, `PartialObjectMetadata` or `PartialObjectMetadataList`. */
  as?: string;
  group?: string;
  version?: string;
}

const views = new Set(['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList']);

/**
 * The first of what a client takes that this server has; undefined when there is none. `viewVersions` are the versions of
 * meta.k8s.io in which tables and bare metadata exist.
 */
export function negotiate(
  accept: string | undefined,
  viewVersions: readonly string[],
): MediaType | undefined {
  const wanted = accept?.trim() ? accept : '*/*';
  for (const one of wanted.split(',')) {
    const [range = '', ...parameters] = one.split(';').map((part) => part.trim());
    const named = new Map(parameters.map((part) => part.split('=', 2) as [string, string]));
    const type =
      range === '*/*' || range === 'application/*' || range === 'application/json'
        ? 'application/json'
        : range === 'application/yaml'
          ? 'application/yaml'
          : undefined;
    if (!type) continue;
    const as = named.get('as');
    if (!as) return { type };
    const version = named.get('v') ?? '';
    if (views.has(as) && named.get('g') === 'meta.k8s.io' && viewVersions.includes(version))
      return { type, as, group: 'meta.k8s.io', version };
  }
  return undefined;
}
