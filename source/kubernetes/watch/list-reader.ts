const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const squareOpening = 0x5b;
/** `[` and `{`, and `]` and `}`, differ in this bit alone. */
const curly = 0x20;
const opening = 0x7b;
const closing = 0x7d;

/** How deep the commas between the items stand: in the array, in the object. */
const betweenItems = 2;

/** A list as it is answered, with what is kept of each item; `items` is absent where the answer has none. */
export interface ReadList<Kept> {
  kind?: string;
  metadata?: { resourceVersion?: string; continue?: string };
  items?: Kept[] | null;
}

/** Proxies answer all sorts of things with a 200: none of them must pass for a list with nothing in it. */
export function isList<Kept>(answer: ReadList<Kept> | null | undefined): answer is ReadList<Kept> {
  if (Array.isArray(answer?.items)) return true;
  return !answer?.items && answer?.kind?.endsWith('List') === true;
}

/**
 * Reads the JSON of a list as its bytes come: each item is parsed, and shrunk by `shape`, by itself. Never is the whole text in memory,
 * nor all of its objects: of ten thousand pods only what is kept of them. Throws SyntaxError for what is not JSON.
 */
export class ListReader<Kept> {
  readonly #shape: (item: unknown) => Kept;
  readonly #kept: Kept[] = [];
  /** All but the items. */
  #envelope = '';
  #parts: Uint8Array[] = [];
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** In the array of the items, or in one of them. */
  #inItems = false;
  #isRead = false;

  constructor(shape: (item: unknown) => Kept) {
    this.#shape = shape;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) this.#inString = false;
      } else if (byte === quote) this.#inString = true;
      else if ((byte | curly) === opening) {
        this.#depth += 1;
        if (this.#depth !== betweenItems || this.#isRead || byte !== squareOpening) continue;
        this.#parts.push(chunk.subarray(from, at + 1));
        from = at + 1;
        this.#envelope += this.#text();
        this.#inItems = /"items"\s*:\s*\[$/.test(this.#envelope);
      } else if ((byte | curly) === closing) {
        this.#depth -= 1;
        if (!this.#inItems || this.#depth >= betweenItems) continue;
        this.#item(chunk.subarray(from, at), true);
        from = at;
        this.#inItems = false;
        this.#isRead = true;
      } else if (byte === comma && this.#inItems && this.#depth === betweenItems) {
        this.#item(chunk.subarray(from, at), false);
        from = at + 1;
      }
    }
    if (from < chunk.length) this.#parts.push(chunk.subarray(from));
  }

  /** The list; to be asked for once all of it has come. */
  end(): ReadList<Kept> {
    const envelope = JSON.parse(this.#envelope + this.#text()) as ReadList<Kept>;
    return this.#isRead ? { ...envelope, items: this.#kept } : envelope;
  }

  #item(rest: Uint8Array, isLast: boolean): void {
    this.#parts.push(rest);
    const text = this.#text();
    if (isLast && this.#kept.length === 0 && text.trim() === '') return;
    this.#kept.push(this.#shape(JSON.parse(text)));
  }

  #text(): string {
    const [first] = this.#parts;
    const bytes =
      this.#parts.length === 1 && first
        ? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
        : Buffer.concat(this.#parts);
    this.#parts = [];
    return bytes.toString('utf8');
  }
}
