import { refOf } from '../client.ts';
import type { Cluster } from '../cluster.ts';
import { isRecord, type Json } from '../object.ts';
import type { Fault } from './fault.ts';

/**
 * What is left for pods. The chapter's Docker Desktop came with 2 GiB, into which pilot alone does not fit; Istio 1.30's demo asks
 * for so little that only a node with next to nothing left refuses it.
 */
const scarce = { chapter: '2037076Ki', current: '131072Ki' } as const;

/** The node has less memory than Istio asks for: what does not fit stays Pending, what runs goes on. */
export function lowMemory({ client, profile }: Cluster): Fault {
  const before = new Map<string, string>();
  const write = (memoryOf: (node: string) => string | undefined) => {
    for (const node of client.list('v1', 'Node'))
      client.patchStatus(refOf(node), (draft) => {
        const memory = memoryOf(node.metadata.name);
        if (memory) draft.status.allocatable.memory = memory;
        return draft;
      });
  };
  return {
    on: (kept?: Json) => {
      before.clear();
      for (const [name, memory] of Object.entries(isRecord(kept) ? kept : {}))
        before.set(name, String(memory));
      for (const { metadata, status } of client.list('v1', 'Node'))
        if (!before.has(metadata.name)) before.set(metadata.name, status?.allocatable?.memory);
      write(() => scarce[profile]);
    },
    off: () => write((node) => before.get(node)),
    keeps: () => Object.fromEntries(before),
  };
}
