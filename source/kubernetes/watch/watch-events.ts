import type { StatusBody } from '../errors.ts';
import { type Line, LineSplitter } from '../logs/lines.ts';
import type { KubernetesObject } from '../object.ts';

/**
 * One line of a watch (k8s.io/apimachinery meta/v1 WatchEvent). `GARBAGE` is ours: a line that is no event, so that what it was
 * meant to say is lost.
 */
export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; object: KubernetesObject }
  | { type: 'ERROR'; status: StatusBody }
  | { type: 'GARBAGE'; line: string };

/** etcd refuses objects beyond 1.5 MiB and API servers requests beyond 3 MiB; a longer line comes from something else. */
const longestLine = 16 * 1024 * 1024;

/** What one line says. Never throws. */
function parseWatchEvent(line: Line): WatchEvent {
  const garbage: WatchEvent = { type: 'GARBAGE', line: line.text.slice(0, 200) };
  if (line.dropped > 0) return garbage;
  let event: { type?: unknown; object?: unknown };
  try {
    event = JSON.parse(line.text);
  } catch {
    return garbage;
  }
  const object = event?.object;
  if (typeof object !== 'object' || object === null) return garbage;
  if (event.type === 'ERROR') return { type: 'ERROR', status: object as StatusBody };
  const { metadata } = object as { metadata?: { name?: unknown; resourceVersion?: unknown } };
  if (typeof metadata !== 'object' || metadata === null) return garbage;
  if (event.type === 'BOOKMARK') return { type: 'BOOKMARK', object: object as KubernetesObject };
  if (event.type !== 'ADDED' && event.type !== 'MODIFIED' && event.type !== 'DELETED') return garbage;
  if (typeof metadata.name !== 'string') return garbage;
  return { type: event.type, object: object as KubernetesObject };
}

/**
 * The events of a watch's body. A last line without its newline counts when it is whole, and is dropped when it is not: the
 * resource version has not moved past it, so the next watch brings it again.
 */
export async function* watchEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent> {
  const splitter = new LineSplitter(longestLine);
  for await (const chunk of chunks) {
    for (const line of splitter.push(chunk)) if (line.text.trim() !== '') yield parseWatchEvent(line);
  }
  const rest = splitter.rest();
  if (!rest) return;
  const event = parseWatchEvent(rest);
  if (event.type !== 'GARBAGE') yield event;
}
