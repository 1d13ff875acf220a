import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

/** A place in a document: keys of maps, and numbers in lists. */
export type Path = readonly (string | number)[];

/**
 * Where each part of a YAML document stands: the line, from 1, of a map's key or of a list's item. What is not in the text has the
 * line of the nearest part around it. Throws YAMLException.
 */
export function linesOf(text: string): (path: Path) => number {
  const events = parseEvents(text, {});
  const lines = new Map<string, number>();
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  const nameOf = (path: Path) => JSON.stringify(path);
  let next = 0;

  const read = (path: Path): void => {
    const event = events[next];
    next += 1;
    if (event?.type === EVENT_ID.SEQUENCE) {
      for (let index = 0; more(); index += 1) part([...path, index]);
      next += 1;
    } else if (event?.type === EVENT_ID.MAPPING) {
      while (more()) {
        const key = events[next];
        const name = key?.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : '';
        const at = startOf(key);
        read([...path, name]);
        lines.set(nameOf([...path, name]), lineAt(at));
        read([...path, name]);
      }
      next += 1;
    }
  };
  const part = (path: Path) => {
    lines.set(nameOf(path), lineAt(startOf(events[next])));
    read(path);
  };
  const more = () => next < events.length && events[next]?.type !== EVENT_ID.POP;

  if (events[next]?.type === EVENT_ID.DOCUMENT) next += 1;
  if (more()) read([]);
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lines.get(nameOf(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
}

function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    default:
      return 0;
  }
}
