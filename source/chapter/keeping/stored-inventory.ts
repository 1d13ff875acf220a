import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectRef } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Message } from '../../language/message.ts';
import { StepFailed } from '../step.ts';
import type { RunId } from '../step-id.ts';
import type { Baseline } from './baseline.ts';
import type { Inventory, InventoryItem } from './inventory.ts';
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

/** A later hoist raises it when it writes what this one would misread. */
const storedVersion = 1;
/** Bytes of base64. A ConfigMap may have 1 MiB; what does not fit stays on disk only. */
const largestBaseline = 600_000;
/** Bytes that a baseline may have unpacked: what a cluster holds is anybody's, and a little of it can unpack to very much. */
const largestUnpacked = 16 * 2 ** 20;

interface Stored {
  v: typeof storedVersion;
  release: string;
  namespace: string;
  items: [step: RunId, apiVersion: string, kind: string, namespace: string, name: string][];
}

/** There is an inventory, and this hoist cannot read it: nothing may be written that would take its place. */
export class UnreadableInventory extends StepFailed {
  constructor(why: Message, hint: Message) {
    const { namespace = '', name } = inventoryRef;
    super({ key: 'inventory.unreadable', values: { namespace, name, why } }, hint);
  }
}

function damaged(words: string): UnreadableInventory {
  const { namespace = '', name } = inventoryRef;
  return new UnreadableInventory(
    { key: 'inventory.damaged', values: { words: sanitizeLine(words).slice(0, 100) } },
    { key: 'inventory.damaged.hint', values: { namespace, name } },
  );
}

/** The inventory in the data of its ConfigMap. Throws UnreadableInventory. */
export function parseInventory({ inventory = '', baseline }: Record<string, string>): Inventory {
  const stored = jsonOf<Stored>(inventory);
  if (typeof stored !== 'object' || stored === null) throw damaged('inventory');
  if (stored.v !== storedVersion)
    throw new UnreadableInventory(
      {
        key: 'inventory.other-version',
        values: { version: sanitizeLine(String(stored.v)).slice(0, 20) },
      },
      { key: 'inventory.other-version.hint' },
    );
  const { release, namespace, items } = stored;
  if (typeof release !== 'string' || typeof namespace !== 'string') throw damaged('release, namespace');
  if (!Array.isArray(items)) throw damaged('items');
  return {
    release,
    namespace,
    items: items.map(itemOf),
    ...(baseline ? { baseline: baselineIn(baseline) } : {}),
  };
}

function itemOf(stored: unknown, index: number): InventoryItem {
  const isWhole =
    Array.isArray(stored) && stored.length === 5 && stored.every((word) => typeof word === 'string');
  if (!isWhole) throw damaged(`items[${index}]`);
  const [step, apiVersion, kind, namespace, name] = stored as Stored['items'][number];
  if (!step || !apiVersion || !kind || !name) throw damaged(`items[${index}]`);
  return { step, apiVersion, kind, name, ...(namespace ? { namespace } : {}) };
}

function baselineIn(packed: string): Baseline {
  let text: string;
  try {
    text = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: largestUnpacked }).toString('utf8');
  } catch (error) {
    throw damaged((error as Error).message);
  }
  const found = jsonOf<Baseline>(text);
  const isWhole = typeof found?.objects === 'object' && found.objects !== null && Array.isArray(found.unread);
  if (!isWhole || found.v !== 1) throw damaged('baseline');
  return found;
}

function jsonOf<T>(text: string): T {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged((error as Error).message);
  }
}

/** The same as the data of its ConfigMap. */
export function dataOf({ release, namespace, items, baseline }: Inventory): Record<string, string> {
  const stored: Stored = {
    v: storedVersion,
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
