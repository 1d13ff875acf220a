interface Frame {
  parent: Frame | undefined;
  /** Of an object: the keys so far. */
  keys?: Set<string>;
  /** The last key, or the number of the item. */
  key: string;
  index: number;
  wantsKey: boolean;
}

function pathOf(frame: Frame | undefined): string {
  if (!frame) return '';
  const above = pathOf(frame.parent);
  if (!frame.keys) return `${above}[${frame.index}]`;
  return above ? `${above}.${frame.key}` : frame.key;
}

/** Where a string that begins at a place ends: behind its closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let before = quote - 1;
    while (text[before] === '\\') before -= 1;
    at = quote + 1;
    if ((quote - before) % 2 === 1) return at;
  }
}

/**
 * Goes through the fields of a JSON text, which must be one, as they stand there: whether each was there before, and its path for who
 * wants to know. Every write of a manifest comes through here, so it looks at each character once and makes no tokens.
 */
export function visitFields(text: string, visit: (path: () => string, isDuplicate: boolean) => void): void {
  let frame: Frame | undefined;
  for (let at = 0; at < text.length; ) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      if (frame?.keys && frame.wantsKey) {
        const raw = text.slice(at + 1, end - 1);
        const key = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
        const here = frame;
        here.key = key;
        here.wantsKey = false;
        visit(() => pathOf(here), here.keys?.has(key) ?? false);
        here.keys?.add(key);
      }
      at = end;
      continue;
    }
    if (sign === '{') frame = { parent: frame, keys: new Set(), key: '', index: 0, wantsKey: true };
    else if (sign === '[') frame = { parent: frame, key: '', index: 0, wantsKey: false };
    else if (sign === '}' || sign === ']') frame = frame?.parent;
    else if (sign === ',' && frame) {
      frame.index += 1;
      frame.wantsKey = frame.keys !== undefined;
    }
    at += 1;
  }
}

/** The paths of the fields that stand twice in a JSON text. */
export function duplicateFields(text: string): string[] {
  const found = new Set<string>();
  visitFields(text, (path, isDuplicate) => {
    if (isDuplicate) found.add(path());
  });
  return [...found];
}
