const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

interface Frame {
  path: string;
  /** Of an object: the keys so far, and the path of the last one. */
  keys?: Set<string>;
  at: string;
  /** Of a list: the number of the item. */
  index: number;
  /** A key comes next. */
  wantsKey: boolean;
}

/** Goes through the fields of a JSON text as they stand there, with each one's path and whether it was there before. */
export function visitFields(text: string, visit: (path: string, isDuplicate: boolean) => void): void {
  const frames: Frame[] = [];
  for (const [word] of text.matchAll(token)) {
    const frame = frames.at(-1);
    if (word === '{' || word === '[') {
      const path = !frame ? '' : frame.keys ? frame.at : `${frame.path}[${frame.index}]`;
      const keys = word === '{' ? new Set<string>() : undefined;
      frames.push({ path, keys, at: path, index: 0, wantsKey: word === '{' });
    } else if (word === '}' || word === ']') frames.pop();
    else if (word === ',' && frame) {
      frame.index += 1;
      frame.wantsKey = frame.keys !== undefined;
    } else if (frame?.keys && frame.wantsKey) {
      const key = JSON.parse(word) as string;
      frame.at = frame.path ? `${frame.path}.${key}` : key;
      frame.wantsKey = false;
      visit(frame.at, frame.keys.has(key));
      frame.keys.add(key);
    }
  }
}

/** The paths of the fields that stand twice in a JSON text. */
export function duplicateFields(text: string): string[] {
  const found = new Set<string>();
  visitFields(text, (path, isDuplicate) => {
    if (isDuplicate) found.add(path);
  });
  return [...found];
}
