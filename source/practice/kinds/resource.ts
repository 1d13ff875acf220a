import type { Json } from '../object.ts';

export interface GroupVersion {
  group: string;
  version: string;
}

/** A column that a CustomResourceDefinition adds to its tables. */
export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

/** What a CustomResourceDefinition says of one of its versions. */
export interface CustomVersion {
  columns: PrinterColumn[];
  subresources: string[];
  schema?: Json;
}

/** A kind as this cluster stores and serves it. */
export interface Resource {
  /** How the store calls it: `pods`, `deployments.apps`. */
  key: string;
  /** The group and version of the form that is stored; other served versions are views of it. */
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  verbs: readonly string[];
  subresources: readonly string[];
  /** Preferred version of each group first. */
  served: readonly GroupVersion[];
  /** Only for custom resources: what its definition says, by version. */
  custom?: {
    definition: string;
    listKind: string;
    versions: Record<string, CustomVersion>;
    /** Keeps what its schema does not know, as all did before v1. */
    preservesUnknown: boolean;
  };
}

export const keyOfResource = (group: string, plural: string): string =>
  group ? `${plural}.${group}` : plural;
