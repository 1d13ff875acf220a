import type { Api } from '../../kubernetes/api.ts';
import { isNotFound } from '../../kubernetes/errors.ts';
import { type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { RunId } from '../step-id.ts';
import type { Baseline } from './baseline.ts';
import { dataOf, inventoryRef, parseInventory } from './stored-inventory.ts';

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

/** The inventory, or undefined where there is none. Throws UnreadableInventory for one that this hoist cannot read. */
export async function readInventory(api: Api, signal: AbortSignal): Promise<Inventory | undefined> {
  const found = await api.get(inventoryRef, signal);
  return found && parseInventory(found.data ?? {});
}

/** Writes it; one without objects is taken away. */
export async function writeInventory(api: Api, inventory: Inventory, signal: AbortSignal): Promise<void> {
  if (inventory.items.length === 0) {
    await api.delete(inventoryRef, { signal });
    return;
  }
  const data = dataOf(inventory);
  try {
    await api.merge(inventoryRef, { data }, { signal });
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
