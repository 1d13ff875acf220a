import type { Message } from '../../language/message.ts';
import { Fault, isNotFound, UnreachableError } from '../errors.ts';
import type { ResourceType } from '../object.ts';
import { orAborted } from '../or-aborted.ts';
import type { Transport } from './transport.ts';

interface ApiResourceList {
  kind?: string;
  groupVersion: string;
  resources?: { name: string; kind: string; namespaced: boolean; verbs?: string[] }[];
}

/** `/api/v1` or `/apis/apps/v1`: where a group version is served. */
export function pathOfVersion(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/**
 * What this API server serves, asked one group version at a time and kept: a full discovery costs a call per group, and clusters
 * with hundreds of CRDs have hundreds of groups (kubernetes/kubernetes#105520).
 */
export class Discovery {
  readonly #transport: Transport;
  readonly #lists = new Map<string, Promise<ResourceType[]>>();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The kinds of one group version; empty if it is not served. */
  kinds(apiVersion: string, signal?: AbortSignal): Promise<ResourceType[]> {
    const list = this.#lists.get(apiVersion) ?? this.#begin(apiVersion);
    return signal ? orAborted(list, signal) : list;
  }

  /** One question serves all who ask, so none of them may cut it; the transport's deadline ends it. */
  #begin(apiVersion: string): Promise<ResourceType[]> {
    const list = this.#ask(apiVersion);
    this.#lists.set(apiVersion, list);
    // A failed question must not be the answer for ever; neither must the absence of a version that a CRD may bring.
    list.then(
      (kinds) => kinds.length === 0 && this.#lists.delete(apiVersion),
      () => this.#lists.delete(apiVersion),
    );
    return list;
  }

  /** The kind as this server serves it, or undefined. A kind missing from what is kept is asked for once more. */
  async find(apiVersion: string, kind: string, signal?: AbortSignal): Promise<ResourceType | undefined> {
    const has = (kinds: ResourceType[]) => kinds.find((one) => one.kind === kind);
    const kept = this.#lists.has(apiVersion);
    const found = has(await this.kinds(apiVersion, signal));
    if (found || !kept) return found;
    this.forget(apiVersion);
    return has(await this.kinds(apiVersion, signal));
  }

  /** After a CRD came or went. */
  forget(apiVersion?: string): void {
    if (apiVersion === undefined) this.#lists.clear();
    else this.#lists.delete(apiVersion);
  }

  async #ask(apiVersion: string): Promise<ResourceType[]> {
    try {
      const path = pathOfVersion(apiVersion);
      const list = await this.#transport.json<ApiResourceList>({ method: 'GET', path });
      if (list.kind !== 'APIResourceList' && !Array.isArray(list.resources))
        throw this.#fault({ key: 'fault.not-object' });
      return (list.resources ?? [])
        .filter((one) => !one.name.includes('/'))
        .map(({ name, kind, namespaced, verbs = [] }) => ({
          apiVersion,
          kind,
          resource: name,
          namespaced,
          verbs,
        }));
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // Where even this is missing, the address is another server's, or lacks a part of its path.
      if (apiVersion === 'v1') throw this.#fault({ key: 'fault.no-core' });
      return [];
    }
  }

  #fault(said: Message): UnreachableError {
    return new UnreachableError(this.#transport.server, new Fault(said));
  }
}
