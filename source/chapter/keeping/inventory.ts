import { gunzipSync, gzipSync } from 'node:zlib';
import type { Api } from '../../kubernetes/api.ts';
import { isNotFound } from '../../kubernetes/errors.ts';
import { type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { RunId } from '../step-id.ts';
import type { Baseline } from './baseline.ts';
import { keepingNamespace } from './lease.ts';

/**
 * What hoist has put into a cluster, kept in that cluster: whoever comes next, from whichever machine, finds what is hoist's, also
 * after the choice has changed. In kube-system, since istio-system goes with the uninstall that it is needed for, and is made only
 * after the first objects are.
 */
export const inventoryRef: ObjectRef = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: keepingNamespace,
  name: 'hoist-inventory',
};

export interface InventoryItem extends ObjectRef {
  step: RunId;
}

/** What it names, as a reference without content. */
export const objectOf = ({ apiVersion, kind, namespace, name }: ObjectRef): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
});

export interface Inventory {
  release: string;
  /** The application's namespace. */
  namespace: string;
  items: InventoryItem[];
  /** What was there before the first write. */
  baseline?: Baseline;
}

/** Bytes of base64. A ConfigMap may have 1 MiB; what does not fit stays on disk only. */
const largestBaseline = 600_000;

interface Stored {
  v: 1;
  release: string;
  namespace: string;
  items: [step: RunId, apiVersion: string, kind: string, namespace: string, name: string][];
}

/** The inventory, or undefined where there is none that this hoist can read. */
export async function readInventory(api: Api, signal: AbortSignal): Promise<Inventory | undefined> {
  const found = await api.get(inventoryRef, signal);
  return found && parseInventory(found);
}

export function parseInventory({ data }: KubernetesObject): Inventory | undefined {
  try {
    const stored = JSON.parse(data?.inventory ?? '') as Stored;
    if (stored.v !== 1) return undefined;
    const items = stored.items.map(
      ([step, apiVersion, kind, namespace, name]): InventoryItem => ({
        step,
        apiVersion,
        kind,
        name,
        ...(namespace ? { namespace } : {}),
      }),
    );
    const baseline = data?.baseline
      ? JSON.parse(gunzipSync(Buffer.from(data.baseline, 'base64')).toString('utf8'))
      : undefined;
    return { release: stored.release, namespace: stored.namespace, items, ...(baseline ? { baseline } : {}) };
  } catch {
    return undefined;
  }
}

function dataOf({ release, namespace, items, baseline }: Inventory): Record<string, string> {
  const stored: Stored = {
    v: 1,
    release,
    namespace,
    items: items.map((one) => [one.step, one.apiVersion, one.kind, one.namespace ?? '', one.name]),
  };
  const packed = baseline && gzipSync(JSON.stringify(baseline)).toString('base64');
  return {
    inventory: JSON.stringify(stored),
    ...(packed && packed.length <= largestBaseline ? { baseline: packed } : {}),
  };
}

/** Writes it; one without objects is taken away. */
export async function writeInventory(api: Api, inventory: Inventory, signal: AbortSignal): Promise<void> {
  if (inventory.items.length === 0) {
    await api.delete(inventoryRef, { signal });
    return;
  }
  const data = dataOf(inventory);
  try {
    await api.merge(inventoryRef, { data }, signal);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const { apiVersion, kind, name, namespace } = inventoryRef;
    const labels = { 'app.kubernetes.io/managed-by': 'hoist' };
    await api.create({
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      body: { apiVersion, kind, metadata: { name, namespace, labels }, data },
      signal,
    });
  }
}

/** With these objects of a step in it; the same inventory where they are there already. */
export function withItems(
  inventory: Inventory,
  step: RunId,
  objects: readonly KubernetesObject[],
): Inventory {
  const known = new Set(inventory.items.map(keyOf));
  const added = objects
    .filter((object) => !known.has(keyOf(object)))
    .map((object) => ({ step, ...refOf(object) }));
  return added.length === 0 ? inventory : { ...inventory, items: [...inventory.items, ...added] };
}
